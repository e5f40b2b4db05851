import { basename, extname, join } from 'node:path'
import { quoteText } from '../sql-text.ts'
import { reasonOf } from '../run-query.ts'
import { isPlatformError } from '@millwright/spec'
import { columnAdvice, maxColumns } from './column-limit.ts'
import type { InputFile } from './file-kind.ts'
import { findHeader } from './find-header.ts'
import type { Header } from './find-header.ts'
import { unreadable } from './import-error.ts'
import type { Dialect } from './records.ts'
import { rewriteDelimited } from './rewrite-delimited.ts'
import { mode, readSample, sniffDialect } from './sniff-dialect.ts'
import { findSheetTables } from './sheet-tables.ts'
import { stageRows } from './stage-rows.ts'
import type { StagedTable } from './staged-table.ts'
import { readSql, runSql } from './staging.ts'
import type { Staging } from './staging.ts'
import { surveyRecords } from './survey.ts'
import type { RaggedRows, Survey } from './survey.ts'
import { detectEncoding, encodingName } from './text-encoding.ts'
import type { TextEncoding } from './text-encoding.ts'
import { readTextSample } from './text-stream.ts'

interface Layout {
  readonly encoding: TextEncoding
  readonly dialect: Dialect
  readonly header: Header
  readonly width: number
}

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
}

const findLayout = async (file: InputFile, encoding: TextEncoding): Promise<Layout> => {
  const sample = await readTextSample(file.path, encoding)
  const text = sample.text.replace(/^\ufeff/, '')
  const dialect = sniffDialect(text, sample.isCut)
  const records = readSample(text, dialect, sample.isCut)
  if (records.length === 0) throw unreadable(file.path, 'has no rows')
  const isTold = /^sep=./i.test(text)
  const rows = records.slice(isTold ? 1 : 0).map(record => record.fields)
  const usual = mode(rows.map(row => row.length))
  const header = findHeader(rows, usual)
  const width = Math.max(usual, header.headerRow === undefined ? 0 : (rows[header.headerRow]?.length ?? 0))
  if (width > maxColumns)
    throw unreadable(
      file.path,
      `the table has ${width} columns; ${columnAdvice}`,
      records[header.dataRow]?.line ?? 1,
    )
  const shift = isTold ? 1 : 0
  return { encoding, dialect, width, header: { ...findHeader(rows, width), dataRow: header.dataRow + shift } }
}

const linesText = ({ count, firstLines }: RaggedRows): string =>
  `${count} ${count === 1 ? 'row' : 'rows'} (line ${firstLines.join(', ')}${count > firstLines.length ? ', …' : ''})`

const describe = (file: InputFile, layout: Layout, survey: Survey): readonly string[] => {
  const { encoding, dialect, header } = layout
  const notes = [...header.notes]
  if (encoding.label !== 'utf-8' || encoding.hasByteOrderMark)
    notes.push(`encoding: ${encodingName(encoding)}`)
  if (encoding.damaged) notes.push('some bytes are not valid UTF-8 and show as \ufffd')
  if (dialect.delimiter !== ',' && layout.width > 1)
    notes.push(`delimiter: ${delimiterNames[dialect.delimiter] ?? dialect.delimiter}`)
  if (survey.short.count > 0)
    notes.push(`${linesText(survey.short)} had fewer columns than the table; the missing cells are empty`)
  if (survey.maxWidth > layout.width)
    notes.push(`${linesText(survey.long)} had more columns than the header; columns were added for them`)
  if (survey.recordCount === 0) notes.push(`${basename(file.path)} has a header and no rows`)
  return notes
}

const readerSql = (path: string, width: number, options: readonly string[]): string => {
  const columns = Array.from({ length: width }, (_, i) => `c${i}: 'VARCHAR'`).join(', ')
  return `read_csv(${quoteText(path)}, auto_detect = false, header = false, columns = {${columns}},
    null_padding = true, strict_mode = false, max_line_size = 33554432, buffer_size = 67108864, ${options.join(', ')})`
}

const loadOriginal = (file: InputFile, layout: Layout, survey: Survey): string =>
  readerSql(file.path, survey.maxWidth, [
    `delim = ${quoteText(layout.dialect.delimiter)}`,
    `quote = ${quoteText(layout.dialect.quote)}`,
    `escape = ${quoteText(layout.dialect.quote)}`,
    `skip = ${survey.firstLine - 1}`,
    ...(survey.longestLineSpan > 1 ? ['parallel = false'] : []),
  ])

const loadRewritten = (path: string, width: number, survey: Survey): string =>
  readerSql(path, width, [
    `delim = ','`,
    `quote = '"'`,
    `escape = '"'`,
    ...(survey.longestLineSpan > 1 ? ['parallel = false'] : []),
  ])

const load = async (staging: Staging, table: string, reader: string): Promise<number> => {
  await runSql(staging, `CREATE OR REPLACE TABLE stage.${table} AS SELECT * FROM ${reader}`, {
    from: 0.35,
    to: 0.7,
    message: 'loading rows',
  })
  const rows = await readSql(staging, `SELECT count(*)::DOUBLE FROM stage.${table}`)
  return Number(rows[0]?.[0] ?? 0)
}

/** Loads as it is where readers cannot disagree about it; else, or where the counts differ, a clean copy. */
const loadRecords = async (
  staging: Staging,
  file: InputFile,
  layout: Layout,
  survey: Survey,
): Promise<string> => {
  const table = `t${staging.nextId()}`
  const isClean =
    layout.encoding.label === 'utf-8' &&
    !layout.encoding.damaged &&
    !survey.irregular &&
    survey.longestLineSpan === 1
  if (isClean) {
    const count = await load(staging, table, loadOriginal(file, layout, survey)).catch((error: unknown) => {
      if (isPlatformError(error)) throw error
      return -1
    })
    if (count === survey.recordCount) return table
  }
  const copy = join(staging.folder, `${table}.csv`)
  const width = survey.maxWidth
  let done = 0
  await rewriteDelimited(file, { ...layout, headRecords: layout.header.dataRow, width }, copy, {
    signal: staging.signal,
    onBytes: bytes => staging.report(0.3 + 0.1 * ((done += bytes) / file.sizeBytes), 'cleaning rows'),
  })
  const count = await load(staging, table, loadRewritten(copy, width, survey)).catch((error: unknown) => {
    if (isPlatformError(error)) throw error
    throw unreadable(file.path, reasonOf(error), undefined, error)
  })
  if (count !== survey.recordCount)
    throw new Error(`bug: ${survey.recordCount} records were read and ${count} loaded`)
  return table
}

/**
 * Small files are often sheets saved as text: several tables with blank lines between them, a note below, a header
 * on every page. Nothing where the file is one plain table.
 */
const stageBlocks = async (
  staging: Staging,
  file: InputFile,
  encoding: TextEncoding,
): Promise<readonly StagedTable[] | undefined> => {
  const sample = await readTextSample(file.path, encoding)
  if (sample.isCut) return undefined
  const text = sample.text.replace(/^\ufeff/, '')
  const rows: (readonly string[])[] = []
  const lines: number[] = []
  let nextLine = 1
  for (const record of readSample(text, sniffDialect(text, false), false)) {
    if (record.line > nextLine && rows.length > 0) {
      rows.push([])
      lines.push(nextLine)
    }
    rows.push(record.fields)
    lines.push(record.line)
    nextLine = record.line + record.lines
  }
  const tables = findSheetTables(rows)
  if (tables.length < 2 && tables.every(table => table.notes.length === 0)) return undefined
  const name = basename(file.path, extname(file.path))
  const staged: StagedTable[] = []
  for (const [i, table] of tables.entries()) {
    const rowNumbers = table.rowNumbers.map(row => lines[row - 1] ?? row)
    const named = { origin: basename(file.path), wantedName: tables.length === 1 ? name : `${name} ${i + 1}` }
    staged.push(await stageRows(staging, file, { ...table, rowNumbers }, named))
  }
  return staged
}

/** Loads a delimited file as text: encoding → delimiter and header → a look at all records → load. */
export const stageDelimited = async (staging: Staging, file: InputFile): Promise<readonly StagedTable[]> => {
  let read = 0
  const onBytes = (from: number, share: number) => {
    read = 0
    return (bytes: number) => staging.report(from + share * ((read += bytes) / file.sizeBytes), 'reading')
  }
  const encoding = await detectEncoding(file.path, { signal: staging.signal, onBytes: onBytes(0, 0.1) })
  const blocks = await stageBlocks(staging, file, encoding)
  if (blocks) return blocks
  const layout = await findLayout(file, encoding)
  const survey = await surveyRecords(
    file,
    { ...layout, headRecords: layout.header.dataRow },
    { signal: staging.signal, onBytes: onBytes(0.1, 0.25) },
  )
  if (survey.maxWidth > Math.max(layout.width * 2, layout.width + 50))
    throw unreadable(
      file.path,
      `a row has ${survey.maxWidth} columns where the table has ${layout.width}`,
      survey.long.firstLines[0],
    )
  const stageName = await loadRecords(staging, file, layout, survey)
  return [
    {
      wantedName: basename(file.path, extname(file.path)),
      file: basename(file.path),
      stageName,
      columns: Array.from({ length: survey.maxWidth }, (_, i) => ({
        stageName: `c${i}`,
        header: layout.header.headers[i] ?? '',
        typed: false,
      })),
      rowCount: survey.recordCount,
      lineOf: survey.lines.lineOf,
      notes: describe(file, layout, survey),
    },
  ]
}
