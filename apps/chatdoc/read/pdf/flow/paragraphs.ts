import { listMarkerOf } from '../../text/list-marker.ts'
import { numberedHeadingLevel } from '../../text/numbered-heading.ts'
import { boundsOf, median, type Rect } from '../geometry.ts'
import type { Line } from '../lines/line.ts'

/** Lines of one paragraph, with its place in its column. */
export interface Paragraph {
  readonly lines: readonly Line[]
  readonly column: Rect
  /** Space above its first line, in points; Infinity at the top of a column. */
  readonly spaceAbove: number
}

interface Column {
  readonly area: Rect
  /** The usual distance from one base line to the next, in sizes of the type. */
  readonly leading: number
}

/** A line that leads the eye to a page number, in a table of contents. */
export const isContentsLine = (text: string): boolean =>
  /(?:\.{4,}|(?:\.\s){4,}|…{2,}|·{4,}|_{4,})\s*(?:\d{1,4}|[ivxlc]+)?\s*$/i.test(text)

const sentenceEnd = /[.。!！?？:：;；][)"'”’\]]?$/u

/** The commonest distance of base lines, in tenths of the size of the type. */
const usualLeading = (lines: readonly Line[]): number => {
  const counts = new Map<number, number>()
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1]
    if (!before) continue
    const distance = Math.round(((line.baseline - before.baseline) / line.size) * 10)
    if (distance > 8 && distance < 25) counts.set(distance, (counts.get(distance) ?? 0) + 1)
  }
  let [best, most] = [12, 0]
  for (const [distance, count] of counts)
    if (count > most || (count === most && distance < best)) [best, most] = [distance, count]
  return best / 10
}

const startsLower = (text: string): boolean => /^[\p{Ll},;)]/u.test(text)

/** "Rated voltage: 24 V": a line of its own where the next is such a line too. */
const isNamedValue = (text: string): boolean => /^\p{L}[^:：.。]{1,40}[:：]\s*\S.{0,60}$/u.test(text)

/** Rows of something like a table that was not taken for one stay apart. */
const hasWideGap = ({ words }: Line): boolean =>
  words.some((word, at) => at > 0 && word.left - (words[at - 1]?.right ?? 0) > 1.5 * word.size)

const isOtherStyle = (a: Line, b: Line): boolean => {
  if (Math.abs(a.size - b.size) > 0.07 * Math.max(a.size, b.size)) return true
  if (a.isMonospace !== b.isMonospace) return true
  return a.isBold !== b.isBold && !(startsLower(b.text) && !sentenceEnd.test(a.text))
}

/** How far a line falls short of the end of its column, in sizes of the type. */
const shortfall = (line: Line, column: Column): number => (column.area.right - line.right) / line.size

/** The first word of the next line would have fitted at the end of this one. */
const endsEarly = (line: Line, next: Line, column: Column): boolean => {
  const first = next.words[0]
  const room = column.area.right - line.right
  return first !== undefined && room > first.right - first.left + 0.8 * line.size
}

const beginsAnew = (line: Line, paragraph: readonly Line[], column: Column): boolean => {
  const before = paragraph.at(-1)
  const first = paragraph[0]
  if (!before || !first) return true
  if (isOtherStyle(before, line) || isContentsLine(before.text) || isContentsLine(line.text)) return true
  if (line.isMonospace && before.isMonospace) return line.top - before.bottom > 1.2 * line.size
  const distance = (line.baseline - before.baseline) / line.size
  if (distance > column.leading + 0.35 || distance < 0.4) return true
  const marker = listMarkerOf(line.text)
  if (marker) return !(marker.isOrdered && startsLower(marker.text) && !endsEarly(before, line, column))
  if (hasWideGap(before) && hasWideGap(line)) return true
  if (isNamedValue(before.text) && isNamedValue(line.text) && !startsLower(line.text)) return true
  const isNumbered = numberedHeadingLevel(line.text) !== undefined
  if (isNumbered && endsEarly(before, line, column)) return true
  const own = (line.left - before.left) / line.size
  const isInItem = listMarkerOf(first.text) !== undefined
  if (paragraph.length > 1 && own > 0.8 && own < 6 && sentenceEnd.test(before.text)) return true
  if (isInItem && paragraph.length > 1 && own < -0.8) return true
  if (isInItem && paragraph.length === 1 && line.left < first.left - 0.8 * line.size) return true
  if (endsEarly(before, line, column)) {
    if (sentenceEnd.test(before.text)) return true
    return !startsLower(line.text) && shortfall(before, column) > 8 && !/[-,]$/.test(before.text)
  }
  return false
}

/** The stretch across the page that the lines of a column take, without the few that reach further. */
export const extentOf = (lines: readonly Line[]): Rect => {
  const area = boundsOf(lines)
  const rights = lines.map(line => line.right).sort((a, b) => a - b)
  return { ...area, right: rights[Math.floor(0.95 * (rights.length - 1))] ?? area.right }
}

/**
 * Lines of one column as paragraphs: a new one begins after a gap, a short line, an indent, or with a marker. `area`:
 * what all lines of the column take.
 */
export const toParagraphs = (lines: readonly Line[], area: Rect): Paragraph[] => {
  if (lines.length === 0) return []
  const column = { area, leading: usualLeading(lines) }
  const groups: Line[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last && !beginsAnew(line, last, column)) last.push(line)
    else groups.push([line])
  }
  let bottom = -Infinity
  return groups.map(group => {
    const bounds = boundsOf(group)
    const paragraph = { lines: group, column: column.area, spaceAbove: bounds.top - bottom }
    bottom = bounds.bottom
    return paragraph
  })
}

/** The size of most of its letters. */
export const sizeOf = (lines: readonly Line[]): number => median(lines.map(line => line.size))
