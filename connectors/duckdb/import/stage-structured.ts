import { basename, extname, join } from 'node:path'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { isPlatformError } from '@millwright/spec'
import { quoteName, quoteText } from '../sql-text.ts'
import { reasonOf } from '../run-query.ts'
import { columnAdvice, maxColumns } from './column-limit.ts'
import type { InputFile } from './file-kind.ts'
import { stopIfAborted, unreadable } from './import-error.ts'
import type { StagedTable } from './staged-table.ts'
import { readSql, runSql } from './staging.ts'
import type { Staging } from './staging.ts'
import { detectEncoding, encodingName } from './text-encoding.ts'
import { readText } from './text-stream.ts'

interface StructuredColumn {
  readonly name: string
  readonly type: string
}

const describeTable = async (staging: Staging, from: string): Promise<readonly StructuredColumn[]> =>
  (await readSql(staging, `DESCRIBE SELECT * FROM ${from}`)).map(row => ({
    name: String(row[0]),
    type: String(row[1]),
  }))

const isNested = (type: string): boolean => /\[\]$|^(STRUCT|MAP|UNION|JSON)/.test(type)

/** Nested values travel as JSON text; an object at the top level is spread into columns by the reader already. */
const columnSql = ({ name, type }: StructuredColumn, i: number): string =>
  isNested(type) ? `to_json(${quoteName(name)})::JSON AS c${i}` : `${quoteName(name)} AS c${i}`

const stage = async (
  staging: Staging,
  file: InputFile,
  from: string,
  notes: readonly string[],
): Promise<StagedTable> => {
  const columns = await describeTable(staging, from)
  if (columns.length > maxColumns)
    throw unreadable(file.path, `the table has ${columns.length} columns; ${columnAdvice}`)
  const stageName = `t${staging.nextId()}`
  await runSql(
    staging,
    `CREATE TABLE stage.${stageName} AS SELECT ${columns.map(columnSql).join(', ')} FROM ${from}`,
    {
      from: 0.3,
      to: 0.7,
      message: 'loading rows',
    },
  )
  const count = await readSql(staging, `SELECT count(*)::DOUBLE FROM stage.${stageName}`)
  const nested = columns.filter(column => isNested(column.type)).map(column => column.name)
  return {
    wantedName: basename(file.path, extname(file.path)),
    file: basename(file.path),
    stageName,
    columns: columns.map(({ name, type }, i) => ({
      stageName: `c${i}`,
      header: name,
      typed: type !== 'VARCHAR',
    })),
    rowCount: Number(count[0]?.[0] ?? 0),
    notes: nested.length > 0 ? [...notes, `nested values are kept as JSON: ${nested.join(', ')}`] : notes,
  }
}

const naming = async <T>(file: InputFile, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    if (isPlatformError(cause)) throw cause
    throw unreadable(file.path, reasonOf(cause), undefined, cause)
  }
}

/** Parquet keeps its types; text columns are read as they are. */
export const stageParquet = (staging: Staging, file: InputFile): Promise<readonly StagedTable[]> =>
  naming(file, async () => [await stage(staging, file, `read_parquet(${quoteText(file.path)})`, [])])

const toUtf8 = async (staging: Staging, file: InputFile) => {
  const encoding = await detectEncoding(file.path, { signal: staging.signal, onBytes: () => undefined })
  if (encoding.label === 'utf-8' && !encoding.damaged) return { path: file.path, notes: [] }
  const path = join(staging.folder, `${staging.nextId()}.json`)
  const output = createWriteStream(path)
  for await (const { text } of readText(file.path, encoding)) {
    stopIfAborted(staging.signal)
    if (!output.write(text)) await once(output, 'drain')
  }
  output.end()
  await finished(output)
  return { path, notes: [`encoding: ${encodingName(encoding)}`] }
}

/** `{ "data": [ {…}, {…} ] }`: the rows are inside. Returns the list's column. */
const wrappedList = async (staging: Staging, from: string): Promise<string | undefined> => {
  const columns = await describeTable(staging, from)
  const lists = columns.filter(column => /^STRUCT\(.*\)\[\]$/s.test(column.type))
  if (lists.length !== 1 || columns.length > 6) return undefined
  const rows = await readSql(staging, `SELECT count(*)::DOUBLE FROM (SELECT 1 FROM ${from} LIMIT 2)`)
  return Number(rows[0]?.[0]) === 1 ? lists[0]?.name : undefined
}

const usualObjectBytes = 16 * 1024 * 1024
const largestObjectBytes = 192 * 1024 * 1024

/** DuckDB sets aside twice the largest object that it may meet, so it is told of large ones only where they are. */
const objectBytes = async (staging: Staging, path: string): Promise<number> => {
  const { size } = await stat(path)
  if (size <= usualObjectBytes) return usualObjectBytes
  const reads = (bytes: number) =>
    readSql(
      staging,
      `SELECT count(*)::DOUBLE FROM read_json_objects(${quoteText(path)}, maximum_object_size = ${bytes})`,
    ).then(
      () => true,
      (cause: unknown) => {
        if (isPlatformError(cause)) throw cause
        return !/maximum_object_size/.test(reasonOf(cause))
      },
    )
  return (await reads(usualObjectBytes)) ? usualObjectBytes : Math.min(size + 1, largestObjectBytes)
}

/** JSON: a list of objects, one object a line (NDJSON), or one object that wraps a list. */
export const stageJson = (staging: Staging, file: InputFile): Promise<readonly StagedTable[]> =>
  naming(file, async () => {
    const { path, notes } = await toUtf8(staging, file)
    const reader = `read_json(${quoteText(path)}, sample_size = -1, maximum_object_size = ${await objectBytes(staging, path)}, convert_strings_to_integers = false, dateformat = '%Y-%m-%d', map_inference_threshold = -1)`
    const list = await wrappedList(staging, reader)
    const from =
      list === undefined ? reader : `(SELECT unnest(${quoteName(list)}, max_depth := 2) FROM ${reader})`
    return [
      await stage(
        staging,
        file,
        from,
        list === undefined ? notes : [...notes, `rows are the list "${list}" of the file`],
      ),
    ]
  })
