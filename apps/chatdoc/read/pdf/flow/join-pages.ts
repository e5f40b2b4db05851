import { listMarkerOf } from '../../text/list-marker.ts'
import { numberedHeadingLevel } from '../../text/numbered-heading.ts'
import type { PageDraft, TableCellDraft, TableDraft, TextDraft } from './text-draft.ts'

const sentenceEnd = /[.。!！?？:：;；][)"'”’\]]?$/u

const isSameStyle = (a: TextDraft, b: TextDraft): boolean =>
  Math.abs(a.style.size - b.style.size) < 0.06 * a.style.size &&
  a.style.isMonospace === b.style.isMonospace &&
  (a.style.isBold === b.style.isBold || a.lines.length > 1)

/** Whether a paragraph that ends a column or page goes on in the one that begins the next. */
const textGoesOn = (before: TextDraft, after: TextDraft): boolean => {
  const [last, first] = [before.lines.at(-1) ?? '', after.lines[0] ?? '']
  if (before.warning !== undefined || after.warning !== undefined) return false
  if (!isSameStyle(before, after) || before.style.isMonospace || after.spaceAbove < 9) return false
  if (listMarkerOf(first) || numberedHeadingLevel(first) !== undefined || sentenceEnd.test(last)) return false
  if (/^[\p{Ll},;)]/u.test(first)) return true
  if (/\p{L}[-\u00ad]$/u.test(last)) return true
  return before.isFull && before.lines.length > 1 && !after.beginsAnew && /^[\p{L}\p{N}(“"]/u.test(first)
}

const joinText = (before: TextDraft, after: TextDraft): TextDraft => ({
  ...before,
  lines: [...before.lines, ...after.lines],
  boxes: [...before.boxes, ...after.boxes],
  isFull: after.isFull,
})

const isNear = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((edge, at) => Math.abs(edge - (b[at] ?? Infinity)) < 12)

const rowText = (table: TableDraft, row: number): string =>
  table.cells
    .filter(cell => cell.row === row)
    .map(cell => `${cell.column}:${cell.text}`)
    .join('|')

/** Rows at the top of the next part that repeat those of the first. */
const repeatedRows = (before: TableDraft, after: TableDraft): number => {
  let count = 0
  while (count < Math.min(before.rows, after.rows - 1, 6) && rowText(before, count) !== '') {
    if (rowText(before, count) !== rowText(after, count)) break
    count++
  }
  return count
}

const tableGoesOn = (before: TableDraft, after: TableDraft): boolean =>
  before.isAtEnd &&
  after.isAtStart &&
  before.columns === after.columns &&
  (before.boxes.at(-1)?.page ?? 0) + 1 === after.boxes[0]?.page &&
  (isNear(before.edges, after.edges) || repeatedRows(before, after) > 0)

const joinTables = (before: TableDraft, after: TableDraft): TableDraft => {
  const repeated = repeatedRows(before, after)
  const moved = after.cells
    .filter(cell => cell.row >= repeated)
    .map((cell): TableCellDraft => ({ ...cell, row: cell.row - repeated + before.rows }))
  return {
    ...before,
    rows: before.rows + after.rows - repeated,
    cells: [...before.cells, ...moved],
    boxes: [...before.boxes, ...after.boxes],
    isAtEnd: after.isAtEnd,
  }
}

/** Where a text goes on: the draft before, past figures and tables that stand at a column's end or beginning. */
const placeToGoOn = (joined: readonly PageDraft[]): number => {
  let at = joined.length - 1
  while (at > joined.length - 4 && at > 0 && joined[at]?.kind !== 'text') at--
  return at
}

/** Paragraphs and tables that go on in the next column or page are joined. */
export const joinPages = (drafts: readonly PageDraft[]): PageDraft[] => {
  const joined: PageDraft[] = []
  for (const draft of drafts) {
    const last = joined.at(-1)
    if (draft.kind === 'table' && last?.kind === 'table' && tableGoesOn(last, draft)) {
      joined[joined.length - 1] = joinTables(last, draft)
      continue
    }
    const at = placeToGoOn(joined)
    const before = joined[at]
    if (draft.kind === 'text' && before?.kind === 'text' && textGoesOn(before, draft))
      joined[at] = joinText(before, draft)
    else joined.push(draft)
  }
  return joined
}

/**
 * What may still go on after the last page: the text or table at the end with what stands around it, held back until
 * the next window.
 */
export const holdBack = (
  drafts: readonly PageDraft[],
): { readonly ready: PageDraft[]; readonly held: PageDraft[] } => {
  const last = drafts.at(-1)
  if (last === undefined) return { ready: [], held: [] }
  const from = last.kind === 'text' ? drafts.length - 1 : Math.max(0, placeToGoOn(drafts))
  return { ready: drafts.slice(0, from), held: drafts.slice(from) }
}
