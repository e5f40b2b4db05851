import type { Block, BlockKind, TableBlock } from '../../document/block.ts'

/** The same words as a block of another kind. A table becomes its text; a text becomes a table of one cell. */
export const convertBlock = (block: Block, kind: BlockKind): Block => {
  if (block.kind === kind) return block
  const { id, text, boxes } = block
  const common = { id, text, boxes }
  switch (kind) {
    case 'heading':
      return { ...common, kind, level: 2 }
    case 'item':
      return { ...common, kind, list: id, level: 1, isOrdered: false, marker: '•' }
    case 'table':
      return {
        ...common,
        kind,
        caption: '',
        rows: 1,
        columns: 1,
        cells: [{ row: 0, column: 0, rowSpan: 1, columnSpan: 1, text, isHeader: false }],
      }
    case 'figure':
      return { ...common, kind, caption: '' }
    case 'warning':
      return { ...common, kind, severity: 'warning' }
    case 'parameter': {
      const [name = '', ...rest] = text.split(/[:：=]/)
      return { ...common, kind, name: name.trim(), value: rest.join(':').trim() }
    }
    default:
      return { ...common, kind }
  }
}

/** A table with another text in one of its cells. */
export const withCellText = (table: TableBlock, index: number, text: string): TableBlock => ({
  ...table,
  cells: table.cells.map((cell, at) => (at === index ? { ...cell, text } : cell)),
})

/** A table with one of its rows made of header cells, or of none. */
export const withHeaderRow = (table: TableBlock, row: number, isHeader: boolean): TableBlock => ({
  ...table,
  cells: table.cells.map(cell => (cell.row === row ? { ...cell, isHeader } : cell)),
})

/** What the block says, from the fields that it is written in. */
export const withOwnText = (block: Block): Block =>
  block.kind === 'parameter' ? { ...block, text: `${block.name}: ${block.value}` } : block
