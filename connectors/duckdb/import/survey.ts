import type { InputFile } from './file-kind.ts'
import { stopIfAborted, unreadable } from './import-error.ts'
import { createLineMap } from './line-map.ts'
import type { LineMap } from './line-map.ts'
import { createRecordReader } from './records.ts'
import type { Dialect } from './records.ts'
import type { TextEncoding } from './text-encoding.ts'
import { readText } from './text-stream.ts'

/** What one look at every record found. Records are counted from the first row of values. */
export interface Survey {
  readonly recordCount: number
  readonly firstLine: number
  readonly maxWidth: number
  readonly irregular: boolean
  readonly longestLineSpan: number
  readonly lines: LineMap
  readonly short: RaggedRows
  readonly long: RaggedRows
}

export interface RaggedRows {
  readonly count: number
  readonly firstLines: readonly number[]
}

const maxUnclosedLines = 5000

/** Reads all records after `headRecords` and notes widths, lines and odd quoting. Memory does not grow with the file. */
export const surveyRecords = async (
  file: InputFile,
  format: {
    readonly encoding: TextEncoding
    readonly dialect: Dialect
    readonly headRecords: number
    readonly width: number
  },
  options: { readonly signal: AbortSignal | undefined; readonly onBytes: (bytes: number) => void },
): Promise<Survey> => {
  const lines = createLineMap()
  const short = { count: 0, firstLines: [] as number[] }
  const long = { count: 0, firstLines: [] as number[] }
  const addRagged = (rows: { count: number; firstLines: number[] }, line: number) => {
    rows.count += 1
    if (rows.firstLines.length < 5) rows.firstLines.push(line)
  }
  let seen = 0
  let firstLine = 1
  let maxWidth = format.width
  let irregular = false
  let longestLineSpan = 1
  const reader = createRecordReader(
    format.dialect,
    record => {
      const index = seen++ - format.headRecords
      if (record.irregular) irregular = true
      if (index < 0) return
      if (index === 0) firstLine = record.line
      if (record.lines > longestLineSpan) longestLineSpan = record.lines
      lines.add(index, record.line)
      if (record.width < format.width) addRagged(short, record.line)
      else if (record.width > format.width) addRagged(long, record.line)
      if (record.width > maxWidth) maxWidth = record.width
    },
    { keepFields: false },
  )
  for await (const { text, bytes } of readText(file.path, format.encoding)) {
    stopIfAborted(options.signal)
    reader.push(text)
    options.onBytes(bytes)
  }
  const { unclosedQuoteLine } = reader.end()
  if (unclosedQuoteLine !== undefined)
    throw unreadable(
      file.path,
      'a quote opens here and never closes; the file may be cut off',
      unclosedQuoteLine,
    )
  if (longestLineSpan > maxUnclosedLines)
    throw unreadable(file.path, `one cell spans ${longestLineSpan} lines; a quote is missing`)
  return {
    recordCount: Math.max(0, seen - format.headRecords),
    firstLine,
    maxWidth,
    irregular,
    longestLineSpan,
    lines,
    short,
    long,
  }
}
