import type { Query } from '../query/query.ts'
import type { SqlRelation } from '../sql/tree.ts'

/** Holds the position of a row, counted from 1. */
export const positionColumn = 'position_of_row'

/** Whether some part of the query reads where rows stand in their table. */
export const readsPosition = (query: Query): boolean =>
  JSON.stringify(query).includes('"kind":"row-position"')

/** The table with its rows numbered in the order in which the source keeps them: DuckDB that of the imported file. */
export const numberedRows = (table: SqlRelation & { readonly kind: 'table' }): SqlRelation => ({
  kind: 'derived',
  alias: table.alias ?? table.name,
  query: {
    body: {
      kind: 'select',
      items: [
        { value: { kind: 'star' } },
        {
          value: { kind: 'call', name: 'ROW_NUMBER', arguments: [], over: {} },
          alias: positionColumn,
        },
      ],
      from: [table],
    },
  },
})
