import { createWriteStream } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import readWorkbook from 'read-excel-file/node'
import { PlatformError } from '@millwright/spec'
import { quoteText } from '../sql-text.ts'
import type { InputFile } from './file-kind.ts'
import { findHeader } from './find-header.ts'
import { stopIfAborted, unreadable } from './import-error.ts'
import { toCsvLine } from './rewrite-delimited.ts'
import { maxColumns } from './stage-delimited.ts'
import type { StagedTable } from './staged-table.ts'
import { runSql } from './staging.ts'
import type { Staging } from './staging.ts'

/** A workbook is read into memory as a whole. */
const maxWorkbookBytes = 100 * 1024 * 1024

type SheetCell = string | number | boolean | Date | null

/** Dates come as instants of UTC that stand for the wall clock of the sheet. */
const cellText = (cell: SheetCell): string => {
  if (cell === null) return ''
  if (!(cell instanceof Date)) return String(cell)
  const iso = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()
  if (iso.startsWith('1899-12-3')) return iso.slice(11, 19)
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}

const isBlank = (row: readonly string[]): boolean => row.every(cell => cell.trim() === '')

/** Rows without the empty rows and columns around and between them; `rowNumbers` are those of the sheet. */
const trimSheet = (data: readonly (readonly string[])[]) => {
  const kept = data.map((row, i) => ({ row, number: i + 1 })).filter(({ row }) => !isBlank(row))
  const width = kept.reduce((max, { row }) => Math.max(max, row.length), 0)
  const used = Array.from({ length: width }, (_, i) => i).filter(i =>
    kept.some(({ row }) => (row[i] ?? '').trim() !== ''),
  )
  return {
    rows: kept.map(({ row }) => used.map(i => row[i] ?? '')),
    rowNumbers: kept.map(({ number }) => number),
  }
}

const writeRows = async (
  path: string,
  rows: readonly (readonly string[])[],
  width: number,
): Promise<void> => {
  const output = createWriteStream(path)
  for (const row of rows) if (!output.write(toCsvLine(row, width))) await once(output, 'drain')
  output.end()
  await finished(output)
}

const isGeneric = (sheet: string): boolean =>
  /^(sheet|工作表|tabelle|feuil|hoja|лист)\s*\d*$/i.test(sheet.trim())

const stageSheet = async (
  staging: Staging,
  file: InputFile,
  sheet: { readonly name: string; readonly data: readonly (readonly string[])[] },
  isOnly: boolean,
): Promise<StagedTable | undefined> => {
  const { rows, rowNumbers } = trimSheet(sheet.data)
  if (rows.length === 0) return undefined
  const width = rows[0]?.length ?? 0
  if (width > maxColumns)
    throw unreadable(file.path, `sheet "${sheet.name}" has ${width} columns; at most ${maxColumns} are read`)
  const header = findHeader(rows, width)
  const body = rows.slice(header.dataRow)
  const stageName = `t${staging.nextId()}`
  const path = join(staging.folder, `${stageName}.csv`)
  await writeRows(path, body, width)
  const columns = Array.from({ length: width }, (_, i) => `c${i}: 'VARCHAR'`).join(', ')
  await runSql(
    staging,
    `CREATE TABLE stage.${stageName} AS SELECT * FROM read_csv(${quoteText(path)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', parallel = false, columns = {${columns}})`,
  )
  const fileName = basename(file.path, extname(file.path))
  return {
    wantedName: !isGeneric(sheet.name) ? sheet.name : isOnly ? fileName : `${fileName} ${sheet.name}`,
    file: `${basename(file.path)}, sheet "${sheet.name}"`,
    stageName,
    columns: header.headers.map((text, i) => ({ stageName: `c${i}`, header: text, typed: false })),
    rowCount: body.length,
    lineOf: row => rowNumbers[row + header.dataRow] ?? row + 1,
    notes: header.notes,
  }
}

const readSheets = async (file: InputFile) => {
  if (file.sizeBytes > maxWorkbookBytes)
    throw new PlatformError('FILE_TOO_LARGE', {
      file: basename(file.path),
      sizeBytes: file.sizeBytes,
      limitBytes: maxWorkbookBytes,
    })
  try {
    const sheets = await readWorkbook(file.path, { trim: false })
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      data: data.map(row => row.map(cell => cellText(cell as SheetCell))), // the library types a date cell as the Date constructor
    }))
  } catch (cause) {
    throw unreadable(file.path, 'the workbook is damaged or protected by a password', undefined, cause)
  }
}

/** Every sheet with cells is a table; dates are read as Excel shows them, formulas by their saved results. */
export const stageSpreadsheet = async (
  staging: Staging,
  file: InputFile,
): Promise<readonly StagedTable[]> => {
  const sheets = await readSheets(file)
  const filled = sheets.filter(({ data }) => data.some(row => !isBlank(row)))
  const tables: StagedTable[] = []
  for (const [i, sheet] of filled.entries()) {
    stopIfAborted(staging.signal)
    staging.report((0.6 * i) / filled.length, `sheet ${sheet.name}`)
    const table = await stageSheet(staging, file, sheet, filled.length === 1)
    if (table) tables.push(table)
  }
  if (tables.length === 0) throw unreadable(file.path, 'no sheet has any cells')
  return tables
}
