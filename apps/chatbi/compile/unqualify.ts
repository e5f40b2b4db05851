import type { SqlExpression, SqlQuery, SqlSelect } from '../sql/tree.ts'
import { mapExpression } from '../sql/walk.ts'

/** Sorting by an output that is a column means that column: a bare name could be one of several relations'. */
const orderedByColumns = (query: SqlQuery): SqlQuery => {
  const { body, orderBy } = query
  if (body.kind !== 'select' || orderBy === undefined) return query
  const meant = orderBy.map(o => {
    const { value } = o
    if (value.kind !== 'column' || value.table !== undefined) return o
    const item = body.items.find(i => i.alias === value.name)
    return item?.value.kind === 'column' && item.value.name === value.name ? { ...o, value: item.value } : o
  })
  return { ...query, orderBy: meant }
}

/**
 * Takes the table names off the columns of a SELECT over one relation, where nothing can be mistaken: no inner query
 * refers to it and no output has the name of another column.
 */
export const unqualified = (original: SqlQuery): SqlQuery => {
  const query = orderedByColumns(original)
  const { body } = query
  if (body.kind !== 'select' || body.from?.length !== 1 || body.from[0]?.kind === 'join') return query
  let hasInnerQuery = false
  const outputs = new Map(body.items.map(i => [i.alias ?? '', i.value]))
  const strip = (e: SqlExpression): SqlExpression =>
    mapExpression(e, node => {
      if ('query' in node) hasInnerQuery = true
      if (node.kind !== 'column' || node.table === undefined) return node
      const output = outputs.get(node.name)
      const isMistakable = output !== undefined && (output.kind !== 'column' || output.name !== node.name)
      return isMistakable ? node : { kind: 'column', name: node.name }
    })
  const select: SqlSelect = {
    ...body,
    items: body.items.map(i => ({ ...i, value: strip(i.value) })),
    ...(body.where === undefined ? {} : { where: strip(body.where) }),
    ...(body.groupBy === undefined ? {} : { groupBy: body.groupBy.map(strip) }),
    ...(body.having === undefined ? {} : { having: strip(body.having) }),
  }
  const orderBy = query.orderBy?.map(o => ({ ...o, value: strip(o.value) }))
  return hasInnerQuery ? query : { ...query, body: select, ...(orderBy === undefined ? {} : { orderBy }) }
}
