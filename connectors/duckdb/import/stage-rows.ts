import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { quoteText } from '../sql-text.ts'
import { columnAdvice, maxColumns } from './column-limit.ts'
import type { InputFile } from './file-kind.ts'
import { findHeader } from './find-header.ts'
import { unreadable } from './import-error.ts'
import { toCsvLine } from './rewrite-delimited.ts'
import type { SheetTable } from './sheet-tables.ts'
import type { StagedTable } from './staged-table.ts'
import { runSql } from './staging.ts'
import type { Staging } from './staging.ts'

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

/** Stages rows that are in memory: finds the header, and loads the values below it. */
export const stageRows = async (
  staging: Staging,
  file: InputFile,
  table: SheetTable,
  named: { readonly origin: string; readonly wantedName: string },
): Promise<StagedTable> => {
  const width = table.rows[0]?.length ?? 0
  if (width > maxColumns) throw unreadable(file.path, `${named.origin} has ${width} columns; ${columnAdvice}`)
  const header = findHeader(table.rows, width)
  const body = table.rows.slice(header.dataRow)
  const stageName = `t${staging.nextId()}`
  const path = join(staging.folder, `${stageName}.csv`)
  await writeRows(path, body, width)
  const columns = Array.from({ length: width }, (_, i) => `c${i}: 'VARCHAR'`).join(', ')
  await runSql(
    staging,
    `CREATE TABLE stage.${stageName} AS SELECT * FROM read_csv(${quoteText(path)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', parallel = false, columns = {${columns}})`,
  )
  return {
    wantedName: named.wantedName,
    file: named.origin,
    stageName,
    columns: header.headers.map((text, i) => ({ stageName: `c${i}`, header: text, typed: false })),
    rowCount: body.length,
    lineOf: row => table.rowNumbers[row + header.dataRow] ?? row + 1,
    notes: [...header.notes, ...table.notes],
  }
}
