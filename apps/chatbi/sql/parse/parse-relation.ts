import type { SqlExpression, SqlJoin, SqlRelation } from '../tree.ts'
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
import { readExpression } from './parse-expression.ts'
import { readColumnNames, readParenthesisedQuery, seesQuery } from './parse-query.ts'

/** What stands after FROM. */
export const readRelations = (cursor: Cursor): readonly SqlRelation[] =>
  readList(cursor, () => readJoined(cursor))

const readJoined = (cursor: Cursor): SqlRelation => {
  let left = readRelation(cursor)
  let length = 0
  for (let type = readJoinType(cursor); type !== undefined; type = readJoinType(cursor)) {
    checkChain(cursor, ++length)
    const right = readRelation(cursor)
    left = { kind: 'join', type, left, right, ...readJoinCondition(cursor, type) }
  }
  return left
}

const refusedJoins = new Set(['natural', 'asof', 'semi', 'anti', 'positional', 'straight_join'])

const readJoinType = (cursor: Cursor): SqlJoin['type'] | undefined => {
  const token = peek(cursor)
  if (token.kind === 'word' && refusedJoins.has(token.text))
    fail(cursor, `${token.raw.toUpperCase()} joins are not allowed; write JOIN … ON.`, 'SQL_JOIN')
  if (accept(cursor, 'join') || accept(cursor, 'inner', 'join')) return 'inner'
  if (accept(cursor, 'cross', 'join')) return 'cross'
  const side = (['left', 'right', 'full'] as const).find(s => sees(cursor, s))
  if (side === undefined) return undefined
  cursor.position++
  accept(cursor, 'outer')
  expect(cursor, 'join')
  return side
}

const readJoinCondition = (
  cursor: Cursor,
  type: SqlJoin['type'],
): { readonly on?: SqlExpression; readonly using?: readonly string[] } => {
  if (type === 'cross') return {}
  if (accept(cursor, 'on')) return { on: readExpression(cursor) }
  if (!accept(cursor, 'using')) return unexpected(cursor, 'ON or USING')
  expectOperator(cursor, '(')
  return { using: readColumnNames(cursor) }
}

const readRelation = (cursor: Cursor): SqlRelation => {
  if (peek(cursor).kind === 'string')
    fail(cursor, 'Files cannot be read from a query; name a table.', 'SQL_TABLE_FUNCTION')
  const lateral = accept(cursor, 'lateral') ? { lateral: true } : {}
  if (seesQuery(cursor, 0) && seesOperator(cursor, '(')) {
    const { from } = peek(cursor)
    const query = readParenthesisedQuery(cursor)
    return { kind: 'derived', query, ...lateral, ...readAlias(cursor), at: { from, to: peek(cursor).from } }
  }
  if ('lateral' in lateral) return unexpected(cursor, 'a query in parentheses')
  if (seesOperator(cursor, '(')) return readGroup(cursor)
  return readTable(cursor)
}

/** `(a JOIN b ON …)`. */
const readGroup = (cursor: Cursor): SqlRelation =>
  nested(cursor, () => {
    expectOperator(cursor, '(')
    const inner = readJoined(cursor)
    expectOperator(cursor, ')')
    return inner
  })

const readTable = (cursor: Cursor): SqlRelation => {
  if (peek(cursor).kind === 'word' && seesOperator(cursor, '(', 1))
    fail(cursor, 'Functions cannot stand after FROM; name a table.', 'SQL_TABLE_FUNCTION')
  const names = [readName(cursor, 'a table')]
  while (acceptOperator(cursor, '.')) names.push(readAnyName(cursor, 'a table'))
  if (seesOperator(cursor, '('))
    fail(cursor, 'Functions cannot stand after FROM; name a table.', 'SQL_TABLE_FUNCTION')
  const [name, schema, catalog] = names.toReversed()
  if (name === undefined || names.length > 3) return unexpected(cursor, 'a table')
  return {
    kind: 'table',
    name: name.text,
    ...(schema === undefined ? {} : { schema: schema.text }),
    ...(catalog === undefined ? {} : { catalog: catalog.text }),
    ...readAlias(cursor),
    at: { from: names[0]?.at.from ?? 0, to: name.at.to },
  }
}

const readAlias = (cursor: Cursor): { readonly alias?: string; readonly columns?: readonly string[] } => {
  const hasAs = accept(cursor, 'as')
  if (!hasAs && !seesName(cursor)) return {}
  const alias = hasAs ? readAnyName(cursor, 'a name').text : readName(cursor, 'a name').text
  return acceptOperator(cursor, '(') ? { alias, columns: readColumnNames(cursor) } : { alias }
}
