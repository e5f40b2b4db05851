import { basename, extname } from 'node:path'
import readWorkbook from 'read-excel-file/node'
import { PlatformError } from '@millwright/spec'
import type { InputFile } from './file-kind.ts'
import { stopIfAborted, unreadable } from './import-error.ts'
import { inspectWorkbook } from './inspect-workbook.ts'
import { fillMerges, findSheetTables } from './sheet-tables.ts'
import { stageRows } from './stage-rows.ts'
import type { StagedTable } from './staged-table.ts'
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

const isGeneric = (sheet: string): boolean =>
  /^(sheet|工作表|tabelle|feuil|hoja|лист)\s*\d*$/i.test(sheet.trim())

const stageSheet = async (
  staging: Staging,
  file: InputFile,
  sheet: Sheet,
  isOnly: boolean,
): Promise<readonly StagedTable[]> => {
  const tables = findSheetTables(sheet.data)
  const fileName = basename(file.path, extname(file.path))
  const sheetName = !isGeneric(sheet.name) ? sheet.name : isOnly ? fileName : `${fileName} ${sheet.name}`
  const staged: StagedTable[] = []
  for (const [i, table] of tables.entries()) {
    const wantedName = tables.length === 1 ? sheetName : `${sheetName} ${i + 1}`
    const origin = `${basename(file.path)}, sheet "${sheet.name}"`
    staged.push(await stageRows(staging, file, table, { origin, wantedName }))
  }
  return staged
}

interface Sheet {
  readonly name: string
  readonly data: readonly (readonly string[])[]
}

const readSheets = async (file: InputFile, signal: AbortSignal | undefined): Promise<readonly Sheet[]> => {
  if (file.sizeBytes > maxWorkbookBytes)
    throw new PlatformError('FILE_TOO_LARGE', {
      file: basename(file.path),
      sizeBytes: file.sizeBytes,
      limitBytes: maxWorkbookBytes,
    })
  const merges = await inspectWorkbook(file, signal)
  try {
    const sheets = await readWorkbook(file.path, { trim: false })
    return sheets.map(({ sheet, data }, i) => ({
      name: sheet,
      data: fillMerges(
        data.map(row => row.map(cell => cellText(cell as SheetCell))), // the library types a date cell as the Date constructor
        merges[i] ?? [],
      ),
    }))
  } catch (cause) {
    throw unreadable(
      file.path,
      'the workbook is damaged; open it in Excel and save it anew',
      undefined,
      cause,
    )
  }
}

/** Every sheet with cells is a table; dates are read as Excel shows them, formulas by their saved results. */
export const stageSpreadsheet = async (
  staging: Staging,
  file: InputFile,
): Promise<readonly StagedTable[]> => {
  const sheets = await readSheets(file, staging.signal)
  const filled = sheets.filter(({ data }) => data.some(row => !isBlank(row)))
  const tables: StagedTable[] = []
  for (const [i, sheet] of filled.entries()) {
    stopIfAborted(staging.signal)
    staging.report((0.6 * i) / filled.length, `sheet ${sheet.name}`)
    tables.push(...(await stageSheet(staging, file, sheet, filled.length === 1)))
  }
  if (tables.length === 0) throw unreadable(file.path, 'no sheet has any cells')
  return tables
}
