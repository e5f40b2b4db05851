import type { Box, Cell, NewBlock } from '../../document/block.ts'
import { withHeaderRows } from '../../document/header-rows.ts'
import { textOfCells } from '../../document/table-grid.ts'
import { joinLines } from '../text/join-lines.ts'
import { listMarkerOf } from '../text/list-marker.ts'
import { numberedHeadingLevel } from '../text/numbered-heading.ts'
import { markWarnings } from '../warnings/mark-warnings.ts'
import { findRunTables, type RunTable } from './find-tables.ts'
import type { PixelBox, RecognisedLine } from './recognised-line.ts'
import { heightOf, median, runsOf, visualRows, type Run } from './visual-rows.ts'

/** Where the picture lies: its page, and how many points a pixel measures. */
export interface PicturePlace {
  readonly page: number
  readonly pointsPerPixel: number
}

const boxAround = (boxes: readonly PixelBox[], place: PicturePlace): Box => ({
  page: place.page,
  left: Math.min(...boxes.map(box => box.left)) * place.pointsPerPixel,
  top: Math.min(...boxes.map(box => box.top)) * place.pointsPerPixel,
  right: Math.max(...boxes.map(box => box.right)) * place.pointsPerPixel,
  bottom: Math.max(...boxes.map(box => box.bottom)) * place.pointsPerPixel,
})

const boxOf = (runs: readonly Run[], place: PicturePlace): Box =>
  boxAround(
    runs.map(run => run.line),
    place,
  )

const columnOf = (table: RunTable, run: Run): number =>
  Math.max(
    0,
    table.columns.findIndex(column => (run.box.left + run.box.right) / 2 <= column.right),
  )

/** A row of one run belongs to the row above it: the words of a cell went on. */
const joinedRows = (table: RunTable): Run[][] => {
  const rows: Run[][] = []
  for (const row of table.rows) {
    const above = rows.at(-1)
    if (above && row.length === 1 && table.columns.length > 1) above.push(...row)
    else rows.push([...row])
  }
  return rows
}

const tableBlock = (table: RunTable, place: PicturePlace): NewBlock => {
  const rows = joinedRows(table)
  const cells = rows.flatMap((row, at): Cell[] =>
    table.columns.flatMap((_, column): Cell[] => {
      const runs = row.filter(run => columnOf(table, run) === column)
      if (runs.length === 0) return []
      const text = joinLines(runs.map(run => run.line.text))
      return [{ row: at, column, rowSpan: 1, columnSpan: 1, text, isHeader: false, box: boxOf(runs, place) }]
    }),
  )
  const size = { rows: rows.length, columns: table.columns.length }
  const marked = { ...size, cells: withHeaderRows({ ...size, cells }) }
  return {
    kind: 'table',
    caption: '',
    text: textOfCells(marked),
    boxes: [boxOf(rows.flat(), place)],
    ...marked,
  }
}

interface Metrics {
  readonly lineHeight: number
  readonly left: number
  readonly right: number
}

/** Whether `run` begins another paragraph than the one whose last run is `before`. */
const beginsAnew = (run: Run, before: Run, metrics: Metrics): boolean => {
  const { lineHeight } = metrics
  const isBeside = Math.abs(run.box.top - before.box.top) < 0.5 * lineHeight && run.box.left > before.box.left
  if (isBeside) return false
  const gap = run.box.top - before.box.bottom
  const ratio = heightOf(run.box) / Math.max(1, heightOf(before.box))
  if (gap > 0.9 * lineHeight || gap < -lineHeight || ratio > 1.4 || ratio < 0.7) return true
  if (listMarkerOf(run.line.text) || numberedHeadingLevel(run.line.text) !== undefined) return true
  const isShort = before.box.right < metrics.right - 0.25 * (metrics.right - metrics.left)
  return isShort && (/[.。:：!！?？]$/u.test(before.line.text) || gap > 0.6 * lineHeight)
}

const paragraphsOf = (runs: readonly Run[], metrics: Metrics): Run[][] => {
  const paragraphs: Run[][] = []
  for (const run of runs) {
    const before = paragraphs.at(-1)?.at(-1)
    if (before && !beginsAnew(run, before, metrics)) paragraphs.at(-1)?.push(run)
    else paragraphs.push([run])
  }
  return paragraphs
}

/** Level by size against the body text, or by the heading's own number. */
const headingLevelOf = (text: string, runs: readonly Run[], metrics: Metrics): number | undefined => {
  if (runs.length > 3 || text.length > 120 || !/\p{L}{2}|\p{Script=Han}/u.test(text)) return undefined
  const size = median(runs.map(run => heightOf(run.box))) / Math.max(1, metrics.lineHeight)
  const numbered = numberedHeadingLevel(text)
  if (numbered !== undefined && (size > 1.1 || numbered > 1)) return numbered
  if (/[.。;；,，]$/u.test(text)) return undefined
  return size >= 1.75 ? 1 : size >= 1.4 ? 2 : undefined
}

const textBlock = (runs: readonly Run[], metrics: Metrics, place: PicturePlace, list: string): NewBlock => {
  const text = joinLines(runs.map(run => run.line.text))
  const boxes = [boxOf(runs, place)]
  const level = headingLevelOf(text, runs, metrics)
  if (level !== undefined) return { kind: 'heading', level, text, boxes }
  const marker = listMarkerOf(text)
  if (marker === undefined) return { kind: 'paragraph', text, boxes }
  return {
    kind: 'item',
    list,
    level: 1,
    isOrdered: marker.isOrdered,
    marker: marker.marker,
    text: marker.text,
    boxes,
  }
}

/**
 * Recognised lines as blocks: tables from runs that stand in columns, headings by size and number, list items by
 * their markers, warnings by their signal words, the rest paragraphs. Boxes are in points of the page.
 */
export const linesToBlocks = (lines: readonly RecognisedLine[], place: PicturePlace): NewBlock[] => {
  const runs = runsOf(lines)
  const tables = findRunTables(visualRows(runs))
  const tableAt = new Map(tables.flatMap(table => table.rows.flat().map(run => [run, table] as const)))
  const prose = runs.filter(run => !tableAt.has(run))
  const metrics = {
    lineHeight: median(runs.map(run => heightOf(run.box))),
    left: Math.min(...prose.map(run => run.box.left)),
    right: Math.max(...prose.map(run => run.box.right)),
  }
  const placed = [
    ...tables.map(table => ({
      order: Math.min(...table.rows.flat().map(run => run.order)),
      block: tableBlock(table, place),
    })),
    ...paragraphsOf(prose, metrics).map(paragraph => ({
      order: paragraph[0]?.order ?? 0,
      block: textBlock(paragraph, metrics, place, `ocr-${place.page}`),
    })),
  ].toSorted((a, b) => a.order - b.order)
  return markWarnings(placed.map(({ block }) => block))
}
