import type { TableBlock } from '../document/block.ts'
import { viewTable } from '../document/tables.ts'
import type { TableColumn, TableRow, TableView } from '../document/tables.ts'
import type { Passage, PassageFrame } from './passage.ts'

/** Characters of a table that is also found whole. */
const wholeTableLength = 1500

const isNumber = (text: string): boolean => /^[-+±≤≥<>~≈]?\s?\d[\d.,\s~–-]*$/.test(text)

/** A value with its unit and the header of its column: "Torque: 25 N·m". */
const cellText = (column: TableColumn | undefined, text: string, row: TableRow): string => {
  if (text === '') return ''
  const unit = column?.unit ?? row.unit
  const value = unit !== undefined && isNumber(text) ? `${text} ${unit}` : text
  const name = column?.name ?? ''
  return name === '' || name === text ? value : `${name}: ${value}`
}

const rowText = ({ columns }: TableView, row: TableRow): string => {
  const cells = row.texts.map((text, index) => cellText(columns[index], text, row))
  const distinct = cells.filter((text, index) => text !== '' && text !== cells[index - 1])
  return [...(row.group === undefined ? [] : [row.group]), ...distinct].join('; ')
}

/** One passage for each row with its header and units, and one for a small table as a whole. */
export const tablePassages = (table: TableBlock, frame: PassageFrame, leadIn: string): readonly Passage[] => {
  const view = viewTable(table)
  const caption = [table.caption, leadIn].filter(text => text !== '').join('\n')
  const common = { ...frame, blockIds: [table.id], caption }
  const rows = view.rows.map(row => ({ ...common, tableRow: row.row, body: rowText(view, row) }))
  const whole = { ...common, body: table.text }
  if (rows.length < 2) return [whole]
  return table.text.length <= wholeTableLength ? [whole, ...rows] : rows
}
