import type { SqlDialect } from '@millwright/spec'
import { toQuery } from '../build.ts'
import type { SqlBody, SqlCte, SqlExpression, SqlItem, SqlQuery, SqlSelect } from '../tree.ts'
import {
  accept,
  acceptOperator,
  checkChain,
  expect,
  expectOperator,
  fail,
  nested,
  peek,
  readAnyName,
  readList,
  readName,
  sees,
  seesName,
  seesOperator,
  unexpected,
} from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { tokenize } from './lexer.ts'
import { readWindow } from './parse-call.ts'
import { readExpression, readOrder } from './parse-expression.ts'
import { readRelations } from './parse-relation.ts'

/**
 * Reads one SELECT of the language that ChatBI speaks: what a question over tables needs, in the four dialects.
 * Everything else is a syntax error with its place. Throws SqlSyntaxError.
 */
export const parseSql = (sql: string, dialect: SqlDialect): SqlQuery => {
  const cursor: Cursor = { dialect, tokens: tokenize(sql, dialect), position: 0, depth: 0 }
  const query = readQuery(cursor)
  acceptOperator(cursor, ';')
  if (peek(cursor).kind !== 'end')
    fail(
      cursor,
      seesStatement(cursor) ? 'Only one query at a time.' : `"${peek(cursor).raw}" cannot stand here.`,
    )
  return query
}

const seesStatement = (cursor: Cursor): boolean =>
  cursor.position > 0 && seesOperator({ ...cursor, position: cursor.position - 1 }, ';')

/** A condition on its own, as a row rule is written. Throws SqlSyntaxError. */
export const parseSqlCondition = (sql: string, dialect: SqlDialect): SqlExpression => {
  const cursor: Cursor = { dialect, tokens: tokenize(sql, dialect), position: 0, depth: 0 }
  const condition = readExpression(cursor)
  if (peek(cursor).kind !== 'end') fail(cursor, `"${peek(cursor).raw}" cannot stand here.`)
  return condition
}

/** Whether a query begins `ahead` tokens from here, behind any number of opening parentheses. */
export const seesQuery = (cursor: Cursor, ahead = 0): boolean => {
  let i = ahead
  while (seesOperator(cursor, '(', i)) i++
  const token = peek(cursor, i)
  return (
    token.kind === 'word' && (token.text === 'select' || token.text === 'with' || token.text === 'values')
  )
}

export const readParenthesisedQuery = (cursor: Cursor): SqlQuery =>
  nested(cursor, () => {
    expectOperator(cursor, '(')
    const query = readQuery(cursor)
    expectOperator(cursor, ')')
    return query
  })

const readQuery = (cursor: Cursor): SqlQuery => {
  const isWith = accept(cursor, 'with')
  const recursive = isWith && accept(cursor, 'recursive') ? { recursive: true } : {}
  const ctes = isWith ? readList(cursor, () => readCte(cursor)) : []
  const inner = readSet(cursor)
  const order = readOrderBy(cursor)
  const limit = readLimit(cursor)
  const hasOwn = Object.keys(order).length + Object.keys(limit).length > 0
  if (!hasOwn && ctes.length === 0) return inner
  // (SELECT … LIMIT 3) ORDER BY x: the inner query keeps its own order and limit.
  const isClosed =
    inner.orderBy !== undefined ||
    inner.limit !== undefined ||
    inner.with !== undefined ||
    inner.orderByAll !== undefined
  const body = isClosed ? wrapped(inner) : inner
  return { ...body, ...(ctes.length === 0 ? {} : { with: ctes, ...recursive }), ...order, ...limit }
}

const wrapped = (query: SqlQuery): SqlQuery =>
  toQuery({
    kind: 'select',
    items: [{ value: { kind: 'star' } }],
    from: [{ kind: 'derived', query, alias: 'inner_query' }],
  })

const readCte = (cursor: Cursor): SqlCte => {
  const name = readName(cursor, 'a name')
  const columns = acceptOperator(cursor, '(') ? readColumnNames(cursor) : undefined
  expect(cursor, 'as')
  if (sees(cursor, 'materialized') || sees(cursor, 'not')) unexpected(cursor, 'a query in parentheses')
  const query = readParenthesisedQuery(cursor)
  return { name: name.text, query, at: name.at, ...(columns === undefined ? {} : { columns }) }
}

/** The rest of `(a, b)` after its opening parenthesis. */
export const readColumnNames = (cursor: Cursor): readonly string[] => {
  const names = readList(cursor, () => readAnyName(cursor, 'a column').text)
  expectOperator(cursor, ')')
  return names
}

type SetOperator = 'union' | 'intersect' | 'except'

const acceptSet = (cursor: Cursor, operators: readonly SetOperator[]): SetOperator | undefined =>
  operators.find(o => accept(cursor, o))

/** INTERSECT binds tighter than the others (SQL-92), except in SQLite, where all are read from left to right. */
const readSet = (cursor: Cursor): SqlQuery =>
  cursor.dialect === 'sqlite'
    ? readSetLevel(cursor, ['union', 'intersect', 'except'], readOperand)
    : readSetLevel(cursor, ['union', 'except'], c => readSetLevel(c, ['intersect'], readOperand))

const readSetLevel = (
  cursor: Cursor,
  operators: readonly SetOperator[],
  readSide: (cursor: Cursor) => SqlQuery,
): SqlQuery => {
  let left = readSide(cursor)
  let length = 0
  for (
    let operator = acceptSet(cursor, operators);
    operator !== undefined;
    operator = acceptSet(cursor, operators)
  ) {
    checkChain(cursor, ++length)
    const all = accept(cursor, 'all')
    if (!all) accept(cursor, 'distinct')
    if (sees(cursor, 'by')) unexpected(cursor, 'SELECT')
    left = { body: { kind: 'set', operator, all, left, right: readSide(cursor) } }
  }
  return left
}

const readOperand = (cursor: Cursor): SqlQuery => {
  if (seesOperator(cursor, '(')) return readParenthesisedQuery(cursor)
  if (accept(cursor, 'values')) return { body: readValues(cursor) }
  if (sees(cursor, 'select')) return nested(cursor, () => toQuery(readSelect(cursor)))
  return unexpected(cursor, 'SELECT')
}

const readValues = (cursor: Cursor): SqlBody => ({
  kind: 'values',
  rows: readList(cursor, () => {
    expectOperator(cursor, '(')
    const row = readList(cursor, () => readExpression(cursor))
    expectOperator(cursor, ')')
    return row
  }),
})

const readSelect = (cursor: Cursor): SqlSelect => {
  expect(cursor, 'select')
  const distinct = readDistinct(cursor)
  const items = readList(cursor, () => readItem(cursor))
  if (sees(cursor, 'into')) fail(cursor, 'A query may not write into a table or file.', 'SQL_WRITES')
  const from = accept(cursor, 'from') ? { from: readRelations(cursor) } : {}
  const where = accept(cursor, 'where') ? { where: readExpression(cursor) } : {}
  const groupBy = readGroupBy(cursor)
  const having = accept(cursor, 'having') ? { having: readExpression(cursor) } : {}
  const windows = accept(cursor, 'window') ? { windows: readList(cursor, () => readNamedWindow(cursor)) } : {}
  const qualify =
    cursor.dialect === 'duckdb' && accept(cursor, 'qualify') ? { qualify: readExpression(cursor) } : {}
  return {
    kind: 'select',
    ...distinct,
    items,
    ...from,
    ...where,
    ...groupBy,
    ...having,
    ...windows,
    ...qualify,
  }
}

const readDistinct = (cursor: Cursor): Pick<SqlSelect, 'distinct' | 'distinctOn'> => {
  if (accept(cursor, 'all') || !accept(cursor, 'distinct')) return {}
  if (!accept(cursor, 'on')) return { distinct: true }
  if (cursor.dialect !== 'postgres' && cursor.dialect !== 'duckdb') unexpected(cursor, 'a column')
  expectOperator(cursor, '(')
  const distinctOn = readList(cursor, () => readExpression(cursor))
  expectOperator(cursor, ')')
  return { distinctOn }
}

const readItem = (cursor: Cursor): SqlItem => {
  const value = readExpression(cursor)
  if (accept(cursor, 'as')) {
    // MySQL and SQLite take a string as a name here.
    const token = peek(cursor)
    const isText = token.kind === 'string' && (cursor.dialect === 'mysql' || cursor.dialect === 'sqlite')
    if (isText) cursor.position++
    return { value, alias: isText ? token.text : readAnyName(cursor, 'a name').text }
  }
  return seesName(cursor) ? { value, alias: readName(cursor, 'a name').text } : { value }
}

const readGroupBy = (cursor: Cursor): Pick<SqlSelect, 'groupBy' | 'groupByAll'> => {
  if (!accept(cursor, 'group', 'by')) return {}
  if (cursor.dialect === 'duckdb' && accept(cursor, 'all')) return { groupByAll: true }
  return { groupBy: readList(cursor, () => readExpression(cursor)) }
}

const readNamedWindow = (cursor: Cursor): NonNullable<SqlSelect['windows']>[number] => {
  const name = readName(cursor, 'a window').text
  expect(cursor, 'as')
  return { name, window: readWindow(cursor) }
}

const readOrderBy = (cursor: Cursor): Pick<SqlQuery, 'orderBy' | 'orderByAll'> => {
  if (!accept(cursor, 'order', 'by')) return {}
  if (cursor.dialect !== 'duckdb' || !accept(cursor, 'all')) return { orderBy: readOrder(cursor) }
  return { orderByAll: accept(cursor, 'desc') ? 'desc' : (accept(cursor, 'asc'), 'asc') }
}

/** LIMIT and OFFSET in either order, and MySQL's `LIMIT offset, count`; numbers only. */
const readLimit = (cursor: Cursor): Pick<SqlQuery, 'limit' | 'offset'> => {
  let found: { limit?: SqlExpression; offset?: SqlExpression } = {}
  for (;;) {
    if (found.limit === undefined && accept(cursor, 'limit')) {
      const first = readCount(cursor)
      const isPair =
        (cursor.dialect === 'mysql' || cursor.dialect === 'sqlite') && acceptOperator(cursor, ',')
      found = isPair ? { offset: first, limit: readCount(cursor) } : { ...found, limit: first }
    } else if (found.offset === undefined && accept(cursor, 'offset')) {
      found = { ...found, offset: readCount(cursor) }
      if (!accept(cursor, 'rows')) accept(cursor, 'row')
    } else return found
  }
}

const readCount = (cursor: Cursor): SqlExpression => {
  const token = peek(cursor)
  if (token.kind !== 'number' || !/^\d{1,15}$/.test(token.text)) return unexpected(cursor, 'a whole number')
  cursor.position++
  return { kind: 'number', text: token.text }
}
