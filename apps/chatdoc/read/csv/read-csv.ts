import { parse } from 'csv-parse'
import type { Cell } from '../../document/block.ts'
import type { Notice } from '../../document/document.ts'
import { tableOf, wholeWindow } from '../draft-blocks.ts'
import { refuseLarge } from '../file-size.ts'
import { limits } from '../limits.ts'
import type { Reader, ReadWindow, SourceFile } from '../reader.ts'
import { decodedChunks } from '../text/read-pieces.ts'
import { sniffDelimiter } from './sniff-delimiter.ts'

type Row = readonly string[]

const firstChunk = async (path: string): Promise<string> => {
  for await (const chunk of decodedChunks(path)) if (chunk.trim() !== '') return chunk
  return ''
}

async function* rowsOf(file: SourceFile): AsyncGenerator<Row> {
  const sample = await firstChunk(file.path)
  const delimiter = sniffDelimiter(sample)?.delimiter ?? ','
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  })
  const feed = (async () => {
    let isFirst = true
    for await (const chunk of decodedChunks(file.path)) {
      const text = isFirst ? chunk.replace(/^sep=.\n/i, '') : chunk
      isFirst = false
      if (!parser.write(text)) await new Promise<void>(resolve => void parser.once('drain', resolve))
      if (parser.destroyed) return
    }
    parser.end()
  })()
  try {
    for await (const row of parser as AsyncIterable<Row>) yield row
    await feed
  } finally {
    parser.destroy()
  }
}

const ragged = (count: number): Notice => ({
  code: 'rows-ragged',
  message: {
    en: `Rows with more or fewer cells than the first, kept as they are: ${count}.`,
    zh: `有 ${count} 行的单元格数与首行不同，按原样保留。`,
  },
})

const cut = (columns: number): Notice => ({
  code: 'columns-left-out',
  message: {
    en: `Of ${columns} columns the first ${limits.sheetColumns} were read.`,
    zh: `共 ${columns} 列，只读入前 ${limits.sheetColumns} 列。`,
  },
})

/** The header row stands in every window, so that no window's rows are without names. */
const windowOf = (
  head: Row,
  rows: readonly Row[],
  notices: readonly Notice[],
  isFirst: boolean,
): ReadWindow => {
  const all = isFirst ? rows : [head, ...rows]
  const cells = all.flatMap((row, at) =>
    row.slice(0, limits.sheetColumns).map((text, column): Cell => ({
      row: at,
      column,
      rowSpan: 1,
      columnSpan: 1,
      text: text.trim(),
      isHeader: false,
    })),
  )
  return wholeWindow(cells.length === 0 ? [] : [tableOf({ cells })], { notices })
}

/** CSV with commas, semicolons, tabs or bars: one table, in windows of rows that repeat the header. */
export const readCsv: Reader = async function* (file, { signal }) {
  await refuseLarge(file, limits.textBytes)
  let head: Row | undefined
  let rows: Row[] = []
  let [raggedRows, widest, isFirst] = [0, 0, true]
  for await (const row of rowsOf(file)) {
    head ??= row
    if (row.length !== head.length) raggedRows++
    widest = Math.max(widest, row.length)
    rows.push(row)
    if (rows.length < limits.tableRows) continue
    signal.throwIfAborted()
    yield windowOf(head, rows, [], isFirst)
    rows = []
    isFirst = false
  }
  const notices = [
    ...(raggedRows > 0 ? [ragged(raggedRows)] : []),
    ...(widest > limits.sheetColumns ? [cut(widest)] : []),
  ]
  if (rows.length > 0 || notices.length > 0) yield windowOf(head ?? [], rows, notices, isFirst)
}
