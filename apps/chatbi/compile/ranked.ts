import type { Query } from '../query/query.ts'
import { binary, column, number, orderItem, toQuery } from '../sql/build.ts'
import type { SqlOrder, SqlQuery } from '../sql/tree.ts'
import type { Context } from './context.ts'
import { freeName } from './names.ts'

/**
 * The first rows of each value of a column: rows are numbered within it in the order asked for (ROW_NUMBER of
 * SQL:2003), and those above the count are left out. `query` has no order of its own; `orderBy` may name its
 * outputs and, where it has a plain SELECT, its relations.
 */
export const limitPer = (
  context: Context,
  query: SqlQuery,
  outputs: readonly string[],
  orderBy: readonly SqlOrder[],
  limit: NonNullable<Query['limit']>,
): SqlQuery => {
  const { body } = query
  if (body.kind !== 'select') throw new Error('bug: only a SELECT is ranked')
  const per = limit.per ?? ''
  const inner = freeName(context, 'numbered')
  const outputValue = (order: SqlOrder): SqlOrder => {
    const { value } = order
    const item =
      value.kind === 'column' && value.table === undefined
        ? body.items.find(i => i.alias === value.name)
        : undefined
    return item === undefined ? order : { ...order, value: item.value }
  }
  const perValue = body.items.find(i => i.alias === per)?.value ?? column(per)
  const numbered: SqlQuery = {
    ...query,
    body: {
      ...body,
      items: [
        ...body.items,
        {
          value: {
            kind: 'call',
            name: 'ROW_NUMBER',
            arguments: [],
            over: { partitionBy: [perValue], orderBy: orderBy.map(outputValue) },
          },
          alias: 'row_position',
        },
      ],
    },
  }
  return {
    with: [...(query.with ?? []), { name: inner, query: { body: numbered.body } }],
    ...toQuery({
      kind: 'select',
      items: outputs.map(id => ({ value: column(id), alias: id })),
      from: [{ kind: 'table', name: inner, alias: inner }],
      where: binary(column('row_position'), '<=', number(limit.count)),
    }),
    orderBy: [orderItem(column(per), 'asc'), { value: column('row_position'), direction: 'asc' }],
  }
}
