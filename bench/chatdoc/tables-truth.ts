import { readFile } from 'node:fs/promises'
import { SaxesParser } from 'saxes'
import type { GridCell } from './tables-relations.ts'

/** A table as the data set tells it: its cells on one page. */
export interface TrueTable {
  readonly page: number
  readonly cells: readonly GridCell[]
}

type Attributes = Readonly<Record<string, string>>

const cellOf = (attributes: Attributes, text: string): GridCell => {
  const number = (name: string, fallback: number): number => Number(attributes[name] ?? fallback)
  const [row, column] = [number('start-row', 0), number('start-col', 0)]
  return {
    row,
    column,
    rowSpan: Math.max(1, number('end-row', row) - row + 1),
    columnSpan: Math.max(1, number('end-col', column) - column + 1),
    text,
  }
}

/** Reads a `-str.xml` file of the ICDAR 2013 table competition: one table for each region. */
export const loadTrueTables = async (path: string): Promise<TrueTable[]> => {
  const tables: { page: number; cells: GridCell[] }[] = []
  let cell: Attributes = {}
  let text: string | undefined
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'region') tables.push({ page: Number(attributes['page'] ?? 1), cells: [] })
    if (name === 'cell') cell = attributes
    if (name === 'content') text = ''
  })
  parser.on('text', piece => {
    if (text !== undefined) text += piece
  })
  parser.on('closetag', ({ name }) => {
    if (name !== 'content') return
    tables.at(-1)?.cells.push(cellOf(cell, text ?? ''))
    text = undefined
  })
  parser.write(await readFile(path, 'utf8')).close()
  return tables
}
