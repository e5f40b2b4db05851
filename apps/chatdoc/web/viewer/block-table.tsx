import type { Cell, TableBlock } from '../../document/block.ts'
import type { CellPlaces } from '../place.ts'
import './blocks.css'

/** Cells by the row they begin in, in order of their columns. */
const rowsOf = (table: TableBlock): readonly (readonly Cell[])[] =>
  Array.from({ length: table.rows }, (_, row) =>
    table.cells.filter(cell => cell.row === row).sort((left, right) => left.column - right.column),
  )

const isAt = (cell: Cell, [row, column]: readonly [number, number]): boolean =>
  row >= cell.row &&
  row < cell.row + cell.rowSpan &&
  column >= cell.column &&
  column < cell.column + cell.columnSpan

/** A table as it stands in a document; marked cells stand out. `rows` limits it to some rows. */
export const BlockTable = (props: {
  readonly table: TableBlock
  readonly marked?: CellPlaces | undefined
  readonly rows?: readonly number[] | undefined
}) => {
  const { table, marked, rows } = props
  return (
    <div
      className="cd-table-scroll"
      tabIndex={0}
      role="region"
      aria-label={table.caption || table.text.slice(0, 60)}
    >
      <table className="cd-table">
        {table.caption !== '' && <caption>{table.caption}</caption>}
        <tbody>
          {rowsOf(table).map(
            (cells, row) =>
              (rows === undefined || rows.includes(row)) && (
                <tr key={row}>
                  {cells.map(cell => (
                    <TableCell
                      key={cell.column}
                      cell={cell}
                      isWhole={rows === undefined}
                      isMarked={marked?.some(place => isAt(cell, place)) === true}
                    />
                  ))}
                </tr>
              ),
          )}
        </tbody>
      </table>
    </div>
  )
}

const TableCell = (props: { readonly cell: Cell; readonly isMarked: boolean; readonly isWhole: boolean }) => {
  const { cell, isMarked, isWhole } = props
  const spans = {
    colSpan: cell.columnSpan,
    rowSpan: isWhole ? cell.rowSpan : 1,
    'data-marked': isMarked || undefined,
  }
  const text = isMarked ? <mark>{cell.text}</mark> : cell.text
  return cell.isHeader ? <th {...spans}>{text}</th> : <td {...spans}>{text}</td>
}
