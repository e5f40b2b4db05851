import { printExpression, printWindow } from './print-expression.ts'
import type { SqlSyntax } from './syntax.ts'
import type { SqlBody, SqlOrder, SqlQuery, SqlRelation, SqlSelect } from './tree.ts'

const lineWidth = 90

/**
 * Writes `query` with one clause a line. Line breaks are written where they belong, never added afterwards, so
 * that a line break inside a literal keeps its meaning. The result has no trailing semicolon.
 */
export const printSql = (query: SqlQuery, syntax: SqlSyntax): string => printQuery(query, syntax, '')

/** The text of a query whose lines after the first begin with `pad`. */
const printQuery = (query: SqlQuery, syntax: SqlSyntax, pad: string): string => {
  const lines: string[] = []
  if (query.with !== undefined && query.with.length > 0) lines.push(printWith(query, syntax, pad))
  lines.push(printBody(query.body, syntax, pad))
  if (query.orderByAll !== undefined) lines.push(`ORDER BY ALL${query.orderByAll === 'desc' ? ' DESC' : ''}`)
  if (query.orderBy !== undefined && query.orderBy.length > 0)
    lines.push(`ORDER BY ${printOrder(query.orderBy, syntax, pad)}`)
  if (query.limit !== undefined) lines.push(`LIMIT ${printExpression(query.limit, syntax, pad)}`)
  if (query.offset !== undefined) lines.push(`OFFSET ${printExpression(query.offset, syntax, pad)}`)
  return lines.join(`\n${pad}`)
}

const printWith = (query: SqlQuery, syntax: SqlSyntax, pad: string): string => {
  const parts = (query.with ?? []).map(cte => {
    const columns =
      cte.columns === undefined ? '' : ` (${cte.columns.map(c => syntax.identifier(c)).join(', ')})`
    return `${syntax.identifier(cte.name)}${columns} AS ${parenthesised(cte.query, syntax, pad)}`
  })
  return `WITH ${query.recursive === true ? 'RECURSIVE ' : ''}${parts.join(`,\n${pad}`)}`
}

/** `(` the query on lines of its own `)`. */
export const parenthesised = (query: SqlQuery, syntax: SqlSyntax, pad: string): string => {
  const inner = `${pad}  `
  return `(\n${inner}${printQuery(query, syntax, inner)}\n${pad})`
}

const printBody = (body: SqlBody, syntax: SqlSyntax, pad: string): string => {
  if (body.kind === 'select') return printSelect(body, syntax, pad)
  if (body.kind === 'values') {
    const rows = body.rows.map(row => `(${row.map(v => printExpression(v, syntax, pad)).join(', ')})`)
    return `VALUES ${rows.join(', ')}`
  }
  const operator = `${body.operator.toUpperCase()}${body.all ? ' ALL' : ''}`
  return `${printOperand(body.left, syntax, pad)}\n${pad}${operator}\n${pad}${printOperand(body.right, syntax, pad)}`
}

/** An operand with an order, a limit or a set operation of its own must keep them to itself. */
const printOperand = (query: SqlQuery, syntax: SqlSyntax, pad: string): string => {
  const isPlain =
    query.body.kind === 'select' &&
    query.with === undefined &&
    query.orderBy === undefined &&
    query.orderByAll === undefined &&
    query.limit === undefined &&
    query.offset === undefined
  if (isPlain) return printQuery(query, syntax, pad)
  const inside = parenthesised(query, syntax, pad)
  return syntax.hasSetParentheses ? inside : `SELECT *\n${pad}FROM ${inside}`
}

const printSelect = (select: SqlSelect, syntax: SqlSyntax, pad: string): string => {
  const expression = (e: Parameters<typeof printExpression>[0]): string =>
    printExpression(e, syntax, `${pad}  `)
  const lines = [printItems(select, syntax, pad)]
  if (select.from !== undefined && select.from.length > 0)
    lines.push(`FROM ${select.from.map(r => printRelation(r, syntax, pad)).join(', ')}`)
  if (select.where !== undefined) lines.push(`WHERE ${printConjuncts(select.where, syntax, pad)}`)
  if (select.groupByAll === true) lines.push('GROUP BY ALL')
  if (select.groupBy !== undefined && select.groupBy.length > 0)
    lines.push(`GROUP BY ${select.groupBy.map(expression).join(', ')}`)
  if (select.having !== undefined) lines.push(`HAVING ${printConjuncts(select.having, syntax, pad)}`)
  if (select.windows !== undefined && select.windows.length > 0) {
    const windows = select.windows.map(
      w => `${syntax.identifier(w.name)} AS ${printWindow(w.window, syntax, pad)}`,
    )
    lines.push(`WINDOW ${windows.join(', ')}`)
  }
  if (select.qualify !== undefined) lines.push(`QUALIFY ${printConjuncts(select.qualify, syntax, pad)}`)
  return lines.join(`\n${pad}`)
}

const printItems = (select: SqlSelect, syntax: SqlSyntax, pad: string): string => {
  const inner = `${pad}  `
  const on = select.distinctOn?.map(e => printExpression(e, syntax, inner)).join(', ')
  const head = `SELECT${on !== undefined ? ` DISTINCT ON (${on})` : select.distinct === true ? ' DISTINCT' : ''}`
  const items = select.items.map(item => {
    const value = printExpression(item.value, syntax, inner)
    return item.alias === undefined || isNamedSo(item.value, item.alias)
      ? value
      : `${value} AS ${syntax.identifier(item.alias)}`
  })
  const oneLine = `${head} ${items.join(', ')}`
  return oneLine.length + pad.length <= lineWidth && !oneLine.includes('\n')
    ? oneLine
    : `${head}\n${inner}${items.join(`,\n${inner}`)}`
}

const isNamedSo = (value: SqlSelect['items'][number]['value'], alias: string): boolean =>
  value.kind === 'column' && value.name === alias

/** `a\n  AND b\n  AND c`: one condition a line. */
const printConjuncts = (
  condition: Parameters<typeof printExpression>[0],
  syntax: SqlSyntax,
  pad: string,
): string => {
  const inner = `${pad}  `
  return condition.kind === 'logic' && condition.operator === 'and'
    ? condition.operands
        .map((o, i) => printExpression(o, syntax, i === 0 ? pad : inner, 3))
        .join(`\n${inner}AND `)
    : printExpression(condition, syntax, pad)
}

/** The items of an ORDER BY; nulls are placed as the tree says in every dialect. */
export const printOrder = (order: readonly SqlOrder[], syntax: SqlSyntax, pad: string): string =>
  order.map(item => printOrderItem(item, syntax, pad)).join(', ')

const printOrderItem = (item: SqlOrder, syntax: SqlSyntax, pad: string): string => {
  const value = printExpression(item.value, syntax, `${pad}  `)
  const text = `${value}${item.direction === 'desc' ? ' DESC' : ''}`
  if (item.nulls === undefined || item.nulls === syntax.nullsDefault(item.direction)) return text
  if (syntax.hasNullsOrder) return `${text} NULLS ${item.nulls.toUpperCase()}`
  return `${value} IS NULL${item.nulls === 'first' ? ' DESC' : ''}, ${text}`
}

const printRelation = (relation: SqlRelation, syntax: SqlSyntax, pad: string): string => {
  if (relation.kind === 'join') return printJoin(relation, syntax, pad)
  const columns =
    relation.columns === undefined ? '' : ` (${relation.columns.map(c => syntax.identifier(c)).join(', ')})`
  const alias = relation.alias === undefined ? '' : ` AS ${syntax.identifier(relation.alias)}${columns}`
  if (relation.kind === 'derived')
    return `${relation.lateral === true ? 'LATERAL ' : ''}${parenthesised(relation.query, syntax, pad)}${
      alias === '' && syntax.needsDerivedAlias ? ' AS derived_table' : alias
    }`
  const name = [relation.catalog, relation.schema, relation.name]
    .filter(part => part !== undefined)
    .map(part => syntax.identifier(part))
    .join('.')
  return relation.alias === relation.name && relation.columns === undefined && relation.schema === undefined
    ? name
    : `${name}${alias}`
}

const printJoin = (join: SqlRelation & { kind: 'join' }, syntax: SqlSyntax, pad: string): string => {
  const right = printRelation(join.right, syntax, pad)
  const word = join.type === 'inner' ? 'JOIN' : `${join.type.toUpperCase()} JOIN`
  const condition =
    join.using !== undefined
      ? ` USING (${join.using.map(c => syntax.identifier(c)).join(', ')})`
      : join.on === undefined
        ? ''
        : ` ON ${printExpression(join.on, syntax, `${pad}  `)}`
  const side = join.right.kind === 'join' ? `(${right})` : right
  return `${printRelation(join.left, syntax, pad)}\n${pad}${word} ${side}${condition}`
}
