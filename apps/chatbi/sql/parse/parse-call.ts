import type { SqlCall, SqlExpression, SqlFrame, SqlFrameBound, SqlWindow } from '../tree.ts'
import {
  accept,
  acceptOperator,
  advance,
  expect,
  expectOperator,
  peek,
  readList,
  readName,
  sees,
  seesName,
  seesOperator,
  unexpected,
} from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { readExpression, readOrder } from './parse-expression.ts'

/** A call with everything an aggregate or window function may have around it. */
export const readCall = (cursor: Cursor): SqlExpression => {
  const token = advance(cursor)
  expectOperator(cursor, '(')
  const call: SqlCall = {
    kind: 'call',
    name: token.kind === 'word' ? token.text : token.raw,
    ...readArguments(cursor),
    at: { from: token.from, to: token.to },
  }
  expectOperator(cursor, ')')
  const withinGroup = accept(cursor, 'within', 'group') ? readGroupOrder(cursor) : undefined
  const filter = accept(cursor, 'filter') ? readFilter(cursor) : undefined
  const over = accept(cursor, 'over')
    ? seesOperator(cursor, '(')
      ? readWindow(cursor)
      : readName(cursor, 'a window').text
    : undefined
  return {
    ...call,
    ...(withinGroup === undefined ? {} : { withinGroup }),
    ...(filter === undefined ? {} : { filter }),
    ...(over === undefined ? {} : { over }),
  }
}

type Arguments = Pick<SqlCall, 'arguments' | 'distinct' | 'star' | 'orderBy' | 'separator' | 'ignoreNulls'>

const readArguments = (cursor: Cursor): Arguments => {
  if (seesOperator(cursor, ')')) return { arguments: [] }
  if (acceptOperator(cursor, '*')) return { arguments: [], star: true }
  const distinct = accept(cursor, 'distinct') ? { distinct: true } : (accept(cursor, 'all'), {})
  const items = readList(cursor, () => readArgument(cursor))
  const orderBy = accept(cursor, 'order', 'by') ? { orderBy: readOrder(cursor) } : {}
  const ignoreNulls = accept(cursor, 'ignore', 'nulls') ? { ignoreNulls: true } : {}
  return { arguments: items, ...distinct, ...orderBy, ...ignoreNulls, ...readSeparator(cursor) }
}

const readSeparator = (cursor: Cursor): { readonly separator?: string } => {
  if (cursor.dialect !== 'mysql' || !accept(cursor, 'separator')) return {}
  const token = advance(cursor)
  if (token.kind !== 'string') unexpected(cursor, 'a string')
  return { separator: token.text }
}

const units = new Set(['microsecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])

/** TIMESTAMPDIFF(SECOND, …): a unit that stands where a value would. */
const readArgument = (cursor: Cursor): SqlExpression => {
  const token = peek(cursor)
  const isUnit =
    cursor.dialect === 'mysql' &&
    token.kind === 'word' &&
    units.has(token.text) &&
    seesOperator(cursor, ',', 1)
  return isUnit ? { kind: 'unit', unit: advance(cursor).text } : readExpression(cursor)
}

const readFilter = (cursor: Cursor): SqlExpression => {
  expectOperator(cursor, '(')
  expect(cursor, 'where')
  const condition = readExpression(cursor)
  expectOperator(cursor, ')')
  return condition
}

const readGroupOrder = (cursor: Cursor): NonNullable<SqlCall['withinGroup']> => {
  expectOperator(cursor, '(')
  expect(cursor, 'order', 'by')
  const order = readOrder(cursor)
  expectOperator(cursor, ')')
  return order
}

/** `([name] [PARTITION BY …] [ORDER BY …] [frame])`. */
export const readWindow = (cursor: Cursor): SqlWindow => {
  expectOperator(cursor, '(')
  const base = seesName(cursor) && !sees(cursor, 'partition') ? readName(cursor, 'a window').text : undefined
  const partitionBy = accept(cursor, 'partition', 'by')
    ? readList(cursor, () => readExpression(cursor))
    : undefined
  const orderBy = accept(cursor, 'order', 'by') ? readOrder(cursor) : undefined
  const frame = readFrame(cursor)
  expectOperator(cursor, ')')
  return {
    ...(base === undefined ? {} : { base }),
    ...(partitionBy === undefined ? {} : { partitionBy }),
    ...(orderBy === undefined ? {} : { orderBy }),
    ...(frame === undefined ? {} : { frame }),
  }
}

const readFrame = (cursor: Cursor): SqlFrame | undefined => {
  const unit = (['rows', 'range', 'groups'] as const).find(u => accept(cursor, u))
  if (unit === undefined) return undefined
  if (!accept(cursor, 'between')) return { unit, start: readBound(cursor) }
  const start = readBound(cursor)
  expect(cursor, 'and')
  return { unit, start, end: readBound(cursor) }
}

const readBound = (cursor: Cursor): SqlFrameBound => {
  if (accept(cursor, 'current', 'row')) return { kind: 'current-row' }
  if (accept(cursor, 'unbounded', 'preceding')) return { kind: 'unbounded-preceding' }
  if (accept(cursor, 'unbounded', 'following')) return { kind: 'unbounded-following' }
  const value = readExpression(cursor)
  if (accept(cursor, 'preceding')) return { kind: 'preceding', value }
  expect(cursor, 'following')
  return { kind: 'following', value }
}
