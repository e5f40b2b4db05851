import type { Box } from '../../../document/block.ts'
import { boundsOf, hasCentreOf, median, type Rect } from '../geometry.ts'
import { hasRightToLeft } from '../lines/bidi.ts'
import { toLine, type Line } from '../lines/line.ts'
import { findUnruled } from '../tables/find-unruled.ts'
import { textOfCell, type PageTable } from '../tables/grid.ts'
import { takeBoxedWarnings, type Boxed } from './boxed-warnings.ts'
import { toColumns, type Piece } from './columns.ts'
import { toStretches, type PageLayout } from './page-layout.ts'
import { extentOf, isContentsLine, sizeOf, toParagraphs, type Paragraph } from './paragraphs.ts'
import type { EdgeLine } from './running-heads.ts'
import type { PageDraft, TableCellDraft, TableDraft, TextDraft } from './text-draft.ts'

type BoxOf = (rect: Rect) => Box

/** Text of typewriter letters keeps its indents: how many letters a line stands in. */
const indented = (line: Line, left: number): string => {
  const width = median(line.words.map(word => (word.right - word.left) / Math.max(1, word.text.length)))
  const parts: string[] = []
  let end = left
  for (const word of line.words) {
    const letters = width > 0 ? Math.round((word.left - end) / width) : 0
    parts.push(
      ' '.repeat(
        Math.min(80, Math.max(parts.length > 0 && word.left - end > 0.13 * word.size ? 1 : 0, letters)),
      ),
      word.text,
    )
    end = word.right
  }
  return parts.join('')
}

const textDraft = ({ lines, column, spaceAbove }: Paragraph, boxOf: BoxOf): TextDraft => {
  const size = sizeOf(lines)
  const [first, last] = [lines[0], lines.at(-1)]
  const left = Math.min(...lines.map(line => line.left))
  const isMonospace = lines.every(line => line.isMonospace)
  return {
    kind: 'text',
    style: {
      size: Math.round(size * 10) / 10,
      isBold: lines.every(line => line.isBold),
      isItalic: lines.every(line => line.isItalic),
      isMonospace,
    },
    lines: lines.map(line => (isMonospace ? indented(line, column.left) : line.text)),
    boxes: [boxOf(boundsOf(lines))],
    indent: Math.round((first?.left ?? 0) - column.left),
    isFull: column.right - (last?.right ?? 0) < 4 * size && !isContentsLine(last?.text ?? ''),
    beginsAnew: Math.abs((first?.left ?? 0) - (lines[1]?.left ?? left)) > 0.8 * size,
    spaceAbove: spaceAbove === Infinity ? 9 : Math.round((spaceAbove / size) * 100) / 100,
  }
}

const boxedDraft = ({ paragraphs, warning }: Boxed, boxOf: BoxOf): TextDraft => {
  const lines = paragraphs.flatMap(paragraph => paragraph.lines)
  const [first] = paragraphs
  if (!first) throw new Error('bug: a box without paragraphs')
  const draft = textDraft({ ...first, lines }, boxOf)
  return warning === undefined ? draft : { ...draft, warning, isFull: false }
}

/** The first column of a table in a right-to-left script is the one at the right. */
const isMirrored = (table: PageTable): boolean => {
  const words = table.cells.flatMap(cell => cell.words)
  return words.filter(word => hasRightToLeft(word.text)).length > 0.4 * words.length
}

const cellDrafts = (table: PageTable, boxOf: BoxOf): TableCellDraft[] => {
  const mirrored = isMirrored(table)
  return table.cells.flatMap(cell => {
    const text = textOfCell(cell.words)
    const { row, rowSpan, columnSpan } = cell
    const column = mirrored ? table.columns - cell.column - columnSpan : cell.column
    return text === '' ? [] : [{ row, column, rowSpan, columnSpan, text, box: boxOf(cell.area) }]
  })
}

const tableDraft = (table: PageTable, boxOf: BoxOf): TableDraft => ({
  kind: 'table',
  rows: table.rows,
  columns: table.columns,
  cells: cellDrafts(table, boxOf),
  boxes: [boxOf(table.area)],
  edges: table.edges.map(edge => Math.round(edge)),
  isAtEnd: false,
  isAtStart: false,
})

/** Stretches at one height within a column are one line. */
const joinStretches = (lines: readonly Line[]): Line[] => {
  const joined: Line[] = []
  for (const line of [...lines].sort((a, b) => a.baseline - b.baseline || a.left - b.left)) {
    const last = joined.at(-1)
    if (last && Math.abs(last.baseline - line.baseline) < 0.3 * Math.min(last.size, line.size))
      joined[joined.length - 1] = toLine([...last.words, ...line.words])
    else joined.push(line)
  }
  return joined
}

/** One column: its tables without lines are found, the rest becomes paragraphs. */
const columnDrafts = (pieces: readonly Piece[], layout: PageLayout, boxOf: BoxOf): PageDraft[] => {
  const stretches = pieces.flatMap(piece => (piece.kind === 'line' ? [piece.line] : []))
  const found = findUnruled(stretches, layout.upright.content.horizontal)
  const solid: { readonly top: number; readonly draft: PageDraft }[] = [
    ...found.tables.map(table => ({ top: table.area.top, draft: tableDraft(table, boxOf) })),
    ...pieces.flatMap((piece): { top: number; draft: PageDraft }[] => {
      if (piece.kind === 'table') return [{ top: piece.area.top, draft: tableDraft(piece.table, boxOf) }]
      if (piece.kind === 'figure')
        return [
          { top: piece.area.top, draft: { kind: 'figure', boxes: [boxOf(piece.area)], text: piece.text } },
        ]
      return []
    }),
  ].sort((a, b) => a.top - b.top)
  const area = stretches.length > 0 ? extentOf(stretches) : { left: 0, top: 0, right: 0, bottom: 0 }
  const textDrafts = (group: readonly Line[]): TextDraft[] =>
    takeBoxedWarnings(toParagraphs(group, area), layout.frames).map(boxed => boxedDraft(boxed, boxOf))
  const drafts: PageDraft[] = []
  let lines = joinStretches(found.rest)
  for (const { top, draft } of solid) {
    const above = lines.filter(line => line.baseline < top + 2)
    lines = lines.filter(line => line.baseline >= top + 2)
    drafts.push(...textDrafts(above), draft)
  }
  return [...drafts, ...textDrafts(lines)]
}

const markEnds = (drafts: readonly PageDraft[]): PageDraft[] =>
  drafts.map((draft, at) =>
    draft.kind === 'table' ? { ...draft, isAtStart: at === 0, isAtEnd: at === drafts.length - 1 } : draft,
  )

/** A page in reading order, without its running heads and feet. */
export const toDrafts = (layout: PageLayout, running: ReadonlySet<EdgeLine>): PageDraft[] => {
  const boxOf: BoxOf = rect => layout.upright.boxOf(rect, layout.page)
  const removed = [...running].map(line => line.area)
  const words = layout.words.filter(word => !removed.some(area => hasCentreOf(area, word)))
  const pieces: Piece[] = [
    ...toStretches(words).map((line): Piece => ({ kind: 'line', area: line, line })),
    ...layout.tables.map((table): Piece => ({ kind: 'table', area: table.area, table })),
    ...layout.figures.map(({ area, words: inside }): Piece => ({
      kind: 'figure',
      area,
      text: textOfCell(inside),
    })),
  ]
  return markEnds(toColumns(pieces).flatMap(column => columnDrafts(column, layout, boxOf)))
}
