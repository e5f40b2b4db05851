import { intervalUnits } from '../tree.ts'
import type { SqlExpression, SqlIntervalUnit, SqlType } from '../tree.ts'
import {
  accept,
  acceptOperator,
  advance,
  checkChain,
  expect,
  expectOperator,
  fail,
  nested,
  peek,
  readAnyName,
  readList,
  sees,
  seesName,
  seesOperator,
  unexpected,
} from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { readCall } from './parse-call.ts'
import { readExpression } from './parse-expression.ts'
import { readParenthesisedQuery, seesQuery } from './parse-query.ts'

/** A value that no operator divides, with the casts that follow it. */
export const readPrimary = (cursor: Cursor): SqlExpression => {
  let value = readBare(cursor)
  const hasCasts = cursor.dialect === 'duckdb' || cursor.dialect === 'postgres'
  for (let length = 0; hasCasts && acceptOperator(cursor, '::'); length++) {
    checkChain(cursor, length)
    value = { kind: 'cast', operand: value, type: readType(cursor) }
  }
  return value
}

const readBare = (cursor: Cursor): SqlExpression => {
  const token = peek(cursor)
  if (token.kind === 'number') return { kind: 'number', text: advance(cursor).text }
  if (token.kind === 'string') return readString(cursor)
  if (seesOperator(cursor, '(')) return readParentheses(cursor)
  if (seesOperator(cursor, '*')) return readStar(cursor)
  if (token.kind === 'word') return (readerOf(token.text) ?? readNamed)(cursor)
  return token.kind === 'quoted' ? readNamed(cursor) : unexpected(cursor, 'a value')
}

/** A column may be called "constructor", which every object has by inheritance. */
const readerOf = (word: string): ((cursor: Cursor) => SqlExpression) | undefined =>
  Object.hasOwn(words, word) ? words[word] : undefined

const readString = (cursor: Cursor): SqlExpression => {
  const { text } = advance(cursor)
  // Two strings in a row are one in some dialects, a string and its alias in others.
  if (peek(cursor).kind === 'string')
    fail(cursor, 'Two strings in a row; join them with CONCAT.', 'SQL_AMBIGUOUS')
  return { kind: 'string', value: text }
}

const readParentheses = (cursor: Cursor): SqlExpression => {
  if (seesQuery(cursor, 1)) return { kind: 'subquery', query: readParenthesisedQuery(cursor) }
  expectOperator(cursor, '(')
  const items = readList(cursor, () => readExpression(cursor))
  expectOperator(cursor, ')')
  const [only] = items
  if (items.length > 1 || only === undefined) return { kind: 'row', items }
  // A copy, so that it is no longer known as arithmetic without parentheses.
  return { ...only }
}

const readStar = (cursor: Cursor, table?: string): SqlExpression => {
  const { from, to } = peek(cursor)
  expectOperator(cursor, '*')
  const owner = table === undefined ? {} : { table }
  if (cursor.dialect !== 'duckdb' || !accept(cursor, 'exclude'))
    return { kind: 'star', ...owner, at: { from, to } }
  expectOperator(cursor, '(')
  const except = readList(cursor, () => readAnyName(cursor, 'a column').text)
  expectOperator(cursor, ')')
  return { kind: 'star', ...owner, except, at: { from, to } }
}

/** A column, a table's star or a call. */
const readNamed = (cursor: Cursor): SqlExpression => {
  const next = peek(cursor, 1)
  const isCall = next.kind === 'operator' && next.text === '('
  if (isCall) return readCall(cursor)
  if (!seesName(cursor)) return unexpected(cursor, 'a value')
  const first = readAnyName(cursor, 'a column')
  if (!acceptOperator(cursor, '.')) return { kind: 'column', name: first.text, at: first.at }
  if (seesOperator(cursor, '*')) return readStar(cursor, first.text)
  const second = readAnyName(cursor, 'a column')
  if (seesOperator(cursor, '.') || seesOperator(cursor, '('))
    fail(cursor, 'Name a column as table.column; give a table of another schema a short name with AS.')
  return {
    kind: 'column',
    table: first.text,
    name: second.text,
    at: { from: first.at.from, to: second.at.to },
  }
}

const typedLiteral =
  (type: 'date' | 'timestamp' | 'time') =>
  (cursor: Cursor): SqlExpression => {
    const next = peek(cursor, 1)
    if (next.kind !== 'string' || cursor.dialect === 'sqlite') return readNamed(cursor)
    cursor.position++
    return { kind: 'typed', type, value: advance(cursor).text }
  }

const now =
  (what: 'date' | 'time' | 'timestamp') =>
  (cursor: Cursor): SqlExpression => {
    cursor.position++
    if (acceptOperator(cursor, '(')) expectOperator(cursor, ')')
    return { kind: 'now', what }
  }

const readCase = (cursor: Cursor): SqlExpression => {
  expect(cursor, 'case')
  const operand = sees(cursor, 'when') ? undefined : readExpression(cursor)
  const branches: { when: SqlExpression; result: SqlExpression }[] = []
  while (accept(cursor, 'when')) {
    const when = readExpression(cursor)
    expect(cursor, 'then')
    branches.push({ when, result: readExpression(cursor) })
  }
  if (branches.length === 0) unexpected(cursor, 'WHEN')
  const otherwise = accept(cursor, 'else') ? readExpression(cursor) : undefined
  expect(cursor, 'end')
  return {
    kind: 'case',
    branches,
    ...(operand === undefined ? {} : { operand }),
    ...(otherwise === undefined ? {} : { otherwise }),
  }
}

const readCast = (cursor: Cursor): SqlExpression => {
  const lenient = advance(cursor).text === 'try_cast' ? { lenient: true } : {}
  expectOperator(cursor, '(')
  const operand = readExpression(cursor)
  expect(cursor, 'as')
  const type = readType(cursor)
  expectOperator(cursor, ')')
  return { kind: 'cast', operand, type, ...lenient }
}

const readExtract = (cursor: Cursor): SqlExpression => {
  cursor.position++
  expectOperator(cursor, '(')
  const token = advance(cursor)
  if (token.kind !== 'word') unexpected(cursor, 'a part of a time such as YEAR')
  expect(cursor, 'from')
  const operand = readExpression(cursor)
  expectOperator(cursor, ')')
  return { kind: 'extract', part: token.text, operand }
}

const unitOf = (text: string): SqlIntervalUnit | undefined =>
  intervalUnits.find(unit => text === unit || text === `${unit}s`)

const readInterval = (cursor: Cursor): SqlExpression => {
  if (cursor.dialect === 'sqlite') return readNamed(cursor)
  expect(cursor, 'interval')
  const isGroup = acceptOperator(cursor, '(')
  const amount = isGroup ? readExpression(cursor) : nested(cursor, () => readBare(cursor))
  if (isGroup) expectOperator(cursor, ')')
  const next = peek(cursor)
  const unit = next.kind === 'word' ? unitOf(next.text) : undefined
  if (unit !== undefined) cursor.position++
  if (unit === undefined && amount.kind !== 'string') return unexpected(cursor, 'a unit such as DAY')
  // MySQL alone writes INTERVAL -1 DAY without parentheses; others read the sign elsewhere.
  return { kind: 'interval', amount, ...(unit === undefined ? {} : { unit }) }
}

const constant =
  (value: SqlExpression) =>
  (cursor: Cursor): SqlExpression => {
    cursor.position++
    return value
  }

const readExists = (cursor: Cursor): SqlExpression => {
  expect(cursor, 'exists')
  return { kind: 'exists', query: readParenthesisedQuery(cursor) }
}

const words: Readonly<Record<string, ((cursor: Cursor) => SqlExpression) | undefined>> = {
  null: constant({ kind: 'null' }),
  true: constant({ kind: 'boolean', value: true }),
  false: constant({ kind: 'boolean', value: false }),
  date: typedLiteral('date'),
  time: typedLiteral('time'),
  timestamp: typedLiteral('timestamp'),
  current_date: now('date'),
  current_time: now('time'),
  current_timestamp: now('timestamp'),
  interval: readInterval,
  case: readCase,
  cast: readCast,
  try_cast: readCast,
  extract: readExtract,
  exists: readExists,
}

/** A type: one to three words and at most two numbers. Which names are allowed is the guard's to say. */
export const readType = (cursor: Cursor): SqlType => {
  const first = readAnyName(cursor, 'a type').text.toLowerCase()
  const name =
    first === 'double' && accept(cursor, 'precision')
      ? 'double precision'
      : first === 'timestamp' && accept(cursor, 'without', 'time', 'zone')
        ? 'timestamp'
        : first === 'character' && accept(cursor, 'varying')
          ? 'varchar'
          : first
  if (!acceptOperator(cursor, '(')) return { name }
  const parameters = readList(cursor, () => {
    const token = peek(cursor)
    if (token.kind !== 'number' || !/^\d{1,4}$/.test(token.text)) unexpected(cursor, 'a whole number')
    cursor.position++
    return Number(token.text)
  })
  expectOperator(cursor, ')')
  return { name, parameters }
}
