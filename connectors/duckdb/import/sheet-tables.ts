import { filled, headerEvidence, kindOf } from './cell-kind.ts'
import type { MergedCells } from './inspect-workbook.ts'

type Row = readonly string[]

/** A table of a sheet: its rows, the sheet's number (from 1) of each, and what a person should know of it. */
export interface SheetTable {
  readonly rows: readonly Row[]
  readonly rowNumbers: readonly number[]
  readonly notes: readonly string[]
}

interface NumberedRow {
  readonly cells: Row
  readonly number: number
}
type Block = readonly NumberedRow[]

const isBlank = (cell: string | undefined): boolean => (cell ?? '').trim() === ''

/**
 * A label joined over several rows holds for each of them. A number is repeated only where it stands left of
 * everything that it could count: anywhere else repeating it would count it several times.
 */
export const fillMerges = (data: readonly Row[], merges: readonly MergedCells[]): readonly Row[] => {
  const rows = data.map(row => [...row])
  const tall = merges.filter(({ top, bottom, left, right }) => bottom > top && left === right)
  const isLabel = ({ top, bottom, left }: MergedCells): boolean =>
    left === 0 || tall.some(m => m.left === left - 1 && m.top <= top && m.bottom >= bottom)
  for (const merge of tall) {
    const value = rows[merge.top]?.[merge.left]
    if (value === undefined || isBlank(value)) continue
    if (kindOf(value) === 'number' && !isLabel(merge)) continue
    for (const row of rows.slice(merge.top + 1, merge.bottom + 1))
      if (filled(row) > 0 && isBlank(row[merge.left])) row[merge.left] = value
  }
  return rows
}

/** Parts of a sheet between blank rows. */
const splitAtBlankRows = (rows: Block): readonly Block[] => {
  const blocks: NumberedRow[][] = []
  let last: number | undefined
  for (const row of rows) {
    if (filled(row.cells) === 0) continue
    if (last !== row.number - 1) blocks.push([])
    blocks.at(-1)?.push(row)
    last = row.number
  }
  return blocks
}

/** Whether the block has names on top of values of another kind. */
const hasHeader = (block: Block): boolean => {
  const [first, ...body] = block.map(row => row.cells)
  return (
    first !== undefined &&
    filled(first) >= 2 &&
    body.length > 0 &&
    first.every(cell => ['empty', 'text'].includes(kindOf(cell))) &&
    headerEvidence(first, body.slice(0, 100)) > 0
  )
}

const columnsOf = (block: Block): ReadonlySet<number> =>
  new Set(block.flatMap(({ cells }) => cells.flatMap((cell, i) => (isBlank(cell) ? [] : [i]))))

/** Tables side by side: parts between blank columns that each have a header, apart by two columns or of different height. */
const splitAtBlankColumns = (block: Block): readonly Block[] => {
  const used = [...columnsOf(block)].toSorted((a, b) => a - b)
  const spans: { from: number; to: number }[] = []
  for (const column of used) {
    const span = spans.at(-1)
    if (span && column === span.to) span.to = column + 1
    else spans.push({ from: column, to: column + 1 })
  }
  if (spans.length < 2) return [block]
  const parts = spans.map(({ from, to }) =>
    block
      .map(({ cells, number }) => ({
        cells: cells.map((cell, i) => (i >= from && i < to ? cell : '')),
        number,
      }))
      .filter(({ cells }) => filled(cells) > 0),
  )
  const isApart = spans.every((span, i) => {
    const before = spans[i - 1]
    return !before || span.from - before.to >= 2 || parts[i]?.length !== parts[i - 1]?.length
  })
  return isApart && parts.every(hasHeader) ? parts : [block]
}

const isSameRow = (a: Row | undefined, b: Row | undefined): boolean =>
  a !== undefined && b !== undefined && a.every((cell, i) => cell.trim() === (b[i] ?? '').trim())

/** One sentence in its own corner below a table. */
const isFootnote = (block: Block, table: Block): boolean =>
  block.length <= 3 &&
  block.every(row => filled(row.cells) === 1 && row.cells.some(cell => kindOf(cell) === 'text')) &&
  table.some(row => filled(row.cells) >= 3)

const toText = (block: Block): string =>
  block
    .flatMap(row => row.cells)
    .filter(cell => !isBlank(cell))
    .join(' ')
    .slice(0, 200)

interface Draft {
  readonly rows: NumberedRow[]
  readonly notes: string[]
}

/** Blocks of one table belong together: titles go with what follows, values and repeated headers with what went before. */
const joinBlocks = (blocks: readonly Block[]): readonly Draft[] => {
  const drafts: Draft[] = []
  for (const block of blocks) {
    const draft = drafts.at(-1)
    const isTable = draft?.rows.some(row => filled(row.cells) >= 2) === true && draft.rows.length > 1
    const isRepeated = draft?.rows.some(row => isSameRow(row.cells, block[0]?.cells)) === true
    if (!draft || (isTable && hasHeader(block) && !isRepeated)) drafts.push({ rows: [...block], notes: [] })
    else if (isTable && isFootnote(block, draft.rows))
      draft.notes.push(`text below the table: ${toText(block)}`)
    else if (isRepeated && hasHeader(block)) {
      draft.rows.push(...block.slice(1))
      draft.notes.push(`row ${block[0]?.number ?? 0} repeats the header and was left out`)
    } else draft.rows.push(...block)
  }
  return drafts
}

/** Without the columns that no row uses. */
const toTable = ({ rows, notes }: Draft): SheetTable => {
  const used = [...columnsOf(rows)].toSorted((a, b) => a - b)
  return {
    rows: rows.map(({ cells }) => used.map(i => cells[i] ?? '')),
    rowNumbers: rows.map(({ number }) => number),
    notes,
  }
}

/**
 * The tables of a sheet. Blank rows around and between tables are no rows; a block below a blank row is a table of
 * its own where it has its own header, so are blocks side by side.
 */
export const findSheetTables = (data: readonly Row[]): readonly SheetTable[] => {
  const rows = data.map((cells, i) => ({ cells, number: i + 1 }))
  const drafts = joinBlocks(splitAtBlankRows(rows))
  return drafts.flatMap(draft => {
    const parts = splitAtBlankColumns(draft.rows)
    return parts.length === 1 ? [toTable(draft)] : parts.map(part => toTable({ rows: [...part], notes: [] }))
  })
}
