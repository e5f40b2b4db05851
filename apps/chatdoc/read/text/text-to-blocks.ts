import type { Cell, NewBlock } from '../../document/block.ts'
import { codeOf, headingOf, paragraphOf, parameterOf, tableOf } from '../draft-blocks.ts'
import { markWarnings } from '../warnings/mark-warnings.ts'
import { joinLines } from './join-lines.ts'
import { listMarkerOf } from './list-marker.ts'
import { numberedHeadingLevel } from './numbered-heading.ts'

interface Chunk {
  readonly lines: readonly string[]
}
interface TextSetting {
  /** Begins the ids of lists, so that they differ between pieces of one document. */
  readonly listPrefix: string
}

const isRule = (line: string): boolean => /^\s*([=\-_*~#+.])(?:\s*\1){3,}\s*$/.test(line)
const indentOf = (line: string): number => /^\s*/.exec(line.replaceAll('\t', '    '))?.[0].length ?? 0

/** Lines between empty lines; an underline stays with what it underlines, other rules part chunks and go. */
const chunksOf = (text: string): Chunk[] => {
  const chunks: string[][] = [[]]
  for (const line of text.split('\n')) {
    const open = chunks.at(-1) ?? []
    const underlines = /^\s*(?:={3,}|-{3,})\s*$/.test(line) && open.length === 1
    if (line.trim() === '' || (isRule(line) && !underlines)) chunks.push([])
    else open.push(line.replace(/\s+$/, ''))
    if (underlines) chunks.push([])
  }
  return chunks.filter(lines => lines.length > 0).map(lines => ({ lines }))
}

const isShouted = (line: string): boolean =>
  line.length <= 80 &&
  (line.match(/\p{Lu}/gu)?.length ?? 0) >= 4 &&
  !/\p{Ll}/u.test(line) &&
  !/[.,;:]$/.test(line)

const isNumberedLine = (line: string | undefined): boolean =>
  line !== undefined && /^\s*\d{1,3}[.)、]\s*\S/.test(line)

/** "3. Do this" between its like is an item of a list, alone before a text a heading. */
const standsInList = (chunk: Chunk, before: Chunk | undefined, after: Chunk | undefined): boolean =>
  isNumberedLine(chunk.lines[0]) &&
  (after === undefined ||
    [before, after].some(other => other?.lines.length === 1 && isNumberedLine(other.lines[0])))

const headingLevel = (
  chunk: Chunk,
  before: Chunk | undefined,
  after: Chunk | undefined,
): number | undefined => {
  const line = chunk.lines[0]?.trim() ?? ''
  if (chunk.lines.length === 2 && /^[=-]{3,}$/.test(chunk.lines[1]?.trim() ?? ''))
    return chunk.lines[1]?.trim().startsWith('=') ? 1 : 2
  if (chunk.lines.length > 1 || after === undefined) return undefined
  const level = numberedHeadingLevel(line)
  if (level !== undefined && !(level === 1 && standsInList(chunk, before, after))) return level
  return isShouted(line) ? 2 : undefined
}

/** Rows of a table drawn with bars or set with tabs; all rows have the same number of cells. */
const cellRows = (lines: readonly string[]): string[][] | undefined => {
  const drawn = lines.filter(line => !/^[\s|+:=-]+$/.test(line))
  const split = drawn.every(line => /^\s*\|.*\|\s*$/.test(line))
    ? drawn.map(line => line.trim().slice(1, -1).split('|'))
    : drawn.every(line => line.trim().includes('\t'))
      ? drawn.map(line => line.trim().split(/\t+/))
      : undefined
  const columns = split?.[0]?.length ?? 0
  return split && split.length > 1 && columns > 1 && split.every(row => row.length === columns)
    ? split.map(row => row.map(cell => cell.trim()))
    : undefined
}

const tableFrom = (rows: readonly (readonly string[])[]): NewBlock =>
  tableOf({
    cells: rows.flatMap((row, at) =>
      row.map((text, column): Cell => ({
        row: at,
        column,
        rowSpan: 1,
        columnSpan: 1,
        text,
        isHeader: false,
      })),
    ),
  })

const isCode = (lines: readonly string[]): boolean =>
  lines.every(line => indentOf(line) >= 4) &&
  lines.some(line => /[{}()[\];=<>$\\|]|^\s+[#%/]/.test(line)) &&
  !lines.some(line => listMarkerOf(line.trim()))

const dedent = (lines: readonly string[]): string => {
  const least = Math.min(...lines.map(indentOf))
  return lines.map(line => line.replaceAll('\t', '    ').slice(least)).join('\n')
}

const parameterLine = /^\s*([\p{L}\d][\p{L}\d _./()-]{0,39}?)\s*(?:[:：]\s+|：|=\s*)(\S.*)$/u
const parametersFrom = (lines: readonly string[]): NewBlock[] | undefined => {
  const pairs = lines.map(line => parameterLine.exec(line))
  if (lines.length < 2 || pairs.some(pair => pair === null)) return undefined
  return pairs.map(pair => parameterOf(pair?.[1] ?? '', pair?.[2]?.trim() ?? ''))
}

/** Items with the lines that go on each; nested by how far their markers are indented. */
const itemsFrom = (lines: readonly string[], list: string): NewBlock[] => {
  const items: { indent: number; lines: string[]; marker: string; isOrdered: boolean }[] = []
  for (const line of lines) {
    const marker = listMarkerOf(line.trim())
    if (marker)
      items.push({
        indent: indentOf(line),
        lines: [marker.text],
        marker: marker.marker,
        isOrdered: marker.isOrdered,
      })
    else items.at(-1)?.lines.push(line)
  }
  const indents = [...new Set(items.map(item => item.indent))].toSorted((a, b) => a - b)
  return items.map(({ indent, lines: own, marker, isOrdered }) => ({
    kind: 'item',
    list,
    level: 1 + indents.indexOf(indent),
    isOrdered,
    marker,
    text: joinLines(own),
    boxes: [],
  }))
}

/** A line goes on in the next where it is nearly as long as lines are wrapped; otherwise it ends its paragraph. */
const paragraphsFrom = (lines: readonly string[], wrap: number): NewBlock[] => {
  const paragraphs: string[][] = []
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1]
    const goesOn =
      before !== undefined &&
      wrap <= 160 &&
      before.length >= 0.7 * wrap &&
      !(/[。！？]$/u.test(before) && before.length < wrap - 4)
    if (goesOn) paragraphs.at(-1)?.push(line)
    else paragraphs.push([line])
  }
  return paragraphs.map(paragraph => paragraphOf(joinLines(paragraph)))
}

const wrapOf = (chunks: readonly Chunk[]): number => {
  const lengths = chunks.flatMap(chunk => chunk.lines.map(line => line.length)).toSorted((a, b) => a - b)
  return Math.max(30, lengths[Math.floor(lengths.length * 0.95)] ?? 0)
}

/** A list goes on in the next chunk where that begins with a marker too, its last chunk being a list. */
const readChunks = (chunks: readonly Chunk[], { listPrefix }: TextSetting): NewBlock[] => {
  const wrap = wrapOf(chunks)
  let [list, isInList] = [0, false]
  return chunks.flatMap((chunk, at): NewBlock[] => {
    const { lines } = chunk
    const first = lines.findIndex(line => listMarkerOf(line.trim()) !== undefined)
    const wasInList = isInList
    isInList = false
    const level = headingLevel(chunk, chunks[at - 1], chunks[at + 1])
    if (level !== undefined) return [headingOf(level, lines[0] ?? '')]
    const rows = cellRows(lines)
    if (rows) return [tableFrom(rows)]
    if (isCode(lines)) return [codeOf(dedent(lines))]
    if (first >= 0) {
      if (!wasInList || first > 0) list++
      isInList = true
      return [
        ...paragraphsFrom(lines.slice(0, first), wrap),
        ...itemsFrom(lines.slice(first), `${listPrefix}${list}`),
      ]
    }
    return parametersFrom(lines) ?? paragraphsFrom(lines, wrap)
  })
}

/** Plain text as blocks: headings by number, capitals and underline; lists, drawn tables, keys with values, code. */
export const textToBlocks = (text: string, setting: TextSetting): NewBlock[] =>
  markWarnings(readChunks(chunksOf(text), setting))
