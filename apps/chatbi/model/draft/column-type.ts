import type { CatalogColumn, Cell, DataType, SqlDialect } from '@millwright/spec'

const isoDate = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const isoTimestamp =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/
const plainNumber = /^-?(0|[1-9]\d{0,11})(\.\d+)?$/

const share = (cells: readonly Cell[], accepts: (cell: Cell) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(accepts).length / cells.length

const numberType = (cells: readonly Cell[]): DataType =>
  cells.every(cell => Number.isInteger(Number(cell))) ? 'integer' : 'float'

const textType = (cells: readonly Cell[]): DataType => {
  const texts = cells.map(String)
  if (texts.every(text => isoDate.test(text))) return 'date'
  if (texts.every(text => isoDate.test(text) || isoTimestamp.test(text))) return 'timestamp'
  return texts.every(text => plainNumber.test(text)) ? numberType(cells) : 'text'
}

/**
 * The type that a column's cells have. SQLite does not hold a column to its declared type: dates and numbers
 * stand there as text, and a DATE column may hold `23-OCT-10`, which no date function reads. Elsewhere the
 * declared type is the truth.
 */
export const typeOfCells = (column: CatalogColumn, cells: readonly Cell[], dialect: SqlDialect): DataType => {
  if (dialect !== 'sqlite' || cells.length === 0 || ['json', 'binary'].includes(column.type))
    return column.type
  if (column.type === 'boolean')
    return share(cells, cell => typeof cell === 'boolean' || cell === 0 || cell === 1) === 1
      ? 'boolean'
      : typeOfCells({ ...column, type: 'text' }, cells, dialect)
  if (share(cells, cell => typeof cell === 'number') >= 0.9) {
    const found = numberType(cells.filter(cell => typeof cell === 'number'))
    return found === 'integer' || column.type !== 'decimal' ? found : 'decimal'
  }
  return textType(cells)
}
