import type { SqlBinaryOperator, SqlExpression, SqlOrder } from '../tree.ts'
import {
  accept,
  acceptOperator,
  checkChain,
  expect,
  expectOperator,
  fail,
  nested,
  peek,
  readList,
  sees,
  seesOperator,
  unexpected,
} from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { readPrimary } from './parse-primary.ts'
import { readParenthesisedQuery, seesQuery } from './parse-query.ts'

/** An expression, from the loosest operator down. Where dialects bind differently, parentheses are asked for. */
export const readExpression = (cursor: Cursor): SqlExpression => nested(cursor, () => readOr(cursor))

const readChain = (
  cursor: Cursor,
  operator: 'and' | 'or',
  readOperand: (cursor: Cursor) => SqlExpression,
): SqlExpression => {
  const first = readOperand(cursor)
  const operands = [first]
  while (accept(cursor, operator)) operands.push(readOperand(cursor))
  return operands.length === 1 ? first : { kind: 'logic', operator, operands }
}

const readOr = (cursor: Cursor): SqlExpression => readChain(cursor, 'or', readAnd)
const readAnd = (cursor: Cursor): SqlExpression => readChain(cursor, 'and', readNot)

const readNot = (cursor: Cursor): SqlExpression =>
  accept(cursor, 'not')
    ? { kind: 'unary', operator: 'not', operand: nested(cursor, () => readNot(cursor)) }
    : readComparison(cursor)

const comparisons: Readonly<Record<string, SqlBinaryOperator>> = {
  '=': '=', '==': '=', '<>': '<>', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=', '<=>': '<=>',
} // prettier-ignore

const readComparison = (cursor: Cursor): SqlExpression => {
  const left = readConcat(cursor)
  const whole = readComparisonTail(cursor, left)
  // a = b = c, a IS NULL = b: each dialect groups these in its own way.
  if (whole !== left && readComparisonTail(cursor, whole) !== whole)
    fail(cursor, 'Put parentheses around one of two comparisons in a row.', 'SQL_AMBIGUOUS')
  return whole
}

const readComparisonTail = (cursor: Cursor, left: SqlExpression): SqlExpression => {
  const token = peek(cursor)
  const operator = token.kind === 'operator' ? comparisons[token.text] : undefined
  if (operator !== undefined) return readOperatorTail(cursor, left, operator)
  if (sees(cursor, 'is')) return readIs(cursor, left)
  if (accept(cursor, 'isnull')) return { kind: 'is', operand: left, test: 'null' }
  if (accept(cursor, 'notnull')) return { kind: 'is', operand: left, test: 'null', negated: true }
  const isNegated = sees(cursor, 'not')
  const word = peek(cursor, isNegated ? 1 : 0)
  if (word.kind !== 'word' || !predicates.has(word.text)) return left
  cursor.position += isNegated ? 2 : 1
  return readPredicate(cursor, left, word.text, isNegated ? { negated: true } : {})
}

const readOperatorTail = (
  cursor: Cursor,
  left: SqlExpression,
  operator: SqlBinaryOperator,
): SqlExpression => {
  if (operator === '<=>' && cursor.dialect !== 'mysql') unexpected(cursor, 'an operator of this dialect')
  cursor.position++
  const quantifier =
    sees(cursor, 'any') || sees(cursor, 'some') ? 'any' : sees(cursor, 'all') ? 'all' : undefined
  if (quantifier !== undefined) {
    cursor.position++
    return { kind: 'quantified', operator, quantifier, left, query: readParenthesisedQuery(cursor) }
  }
  const right = readConcat(cursor)
  return operator === '<=>'
    ? { kind: 'distinct-from', left, right, negated: true }
    : { kind: 'binary', operator, left, right }
}

const predicates = new Set(['like', 'ilike', 'glob', 'regexp', 'rlike', 'similar', 'in', 'between'])

const readIs = (cursor: Cursor, left: SqlExpression): SqlExpression => {
  expect(cursor, 'is')
  const negated = accept(cursor, 'not') ? { negated: true } : {}
  if (accept(cursor, 'null')) return { kind: 'is', operand: left, test: 'null', ...negated }
  if (accept(cursor, 'true')) return { kind: 'is', operand: left, test: 'true', ...negated }
  if (accept(cursor, 'false')) return { kind: 'is', operand: left, test: 'false', ...negated }
  if (accept(cursor, 'distinct', 'from'))
    return { kind: 'distinct-from', left, right: readConcat(cursor), ...negated }
  // SQLite's IS is equality in which nulls are equal.
  if (cursor.dialect === 'sqlite')
    return {
      kind: 'distinct-from',
      left,
      right: readConcat(cursor),
      ...('negated' in negated ? {} : { negated: true }),
    }
  return unexpected(cursor, 'NULL, TRUE, FALSE or DISTINCT FROM')
}

const matchOperators = {
  like: 'like',
  ilike: 'ilike',
  glob: 'glob',
  regexp: 'regexp',
  rlike: 'regexp',
} as const

const readPredicate = (
  cursor: Cursor,
  operand: SqlExpression,
  word: string,
  negated: { readonly negated?: boolean },
): SqlExpression => {
  if (word === 'in') return readIn(cursor, operand, negated)
  if (word === 'between') {
    const low = readConcat(cursor)
    expect(cursor, 'and')
    return { kind: 'between', operand, low, high: readConcat(cursor), ...negated }
  }
  if (word === 'similar') expect(cursor, 'to')
  const operator = word === 'similar' ? 'similar' : matchOperators[word as keyof typeof matchOperators] // in `predicates`
  const pattern = readConcat(cursor)
  if (!accept(cursor, 'escape')) return { kind: 'match', operator, operand, pattern, ...negated }
  const escape = peek(cursor)
  if (escape.kind !== 'string' || escape.text.length !== 1) unexpected(cursor, 'one character in quotes')
  cursor.position++
  return { kind: 'match', operator, operand, pattern, escape: escape.text, ...negated }
}

const readIn = (
  cursor: Cursor,
  operand: SqlExpression,
  negated: { readonly negated?: boolean },
): SqlExpression => {
  if (!seesOperator(cursor, '(')) unexpected(cursor, 'a list in parentheses')
  if (seesQuery(cursor, 1))
    return { kind: 'in-query', operand, query: readParenthesisedQuery(cursor), ...negated }
  expectOperator(cursor, '(')
  const values = readList(cursor, () => readExpression(cursor))
  expectOperator(cursor, ')')
  return { kind: 'in', operand, values, ...negated }
}

/** `||` binds looser than arithmetic in one dialect and tighter in another: beside arithmetic it needs parentheses. */
const readConcat = (cursor: Cursor): SqlExpression => {
  const first = readSum(cursor)
  if (!seesOperator(cursor, '||')) return first
  if (cursor.dialect === 'mysql')
    fail(cursor, 'In MySQL "||" may mean OR; write CONCAT(…) or OR.', 'SQL_AMBIGUOUS')
  let left = first
  for (let length = 0; acceptOperator(cursor, '||'); length++) {
    checkChain(cursor, length)
    const right = readSum(cursor)
    if (isArithmetic(right) || isArithmetic(left))
      fail(cursor, 'Put parentheses around the arithmetic beside "||".', 'SQL_AMBIGUOUS')
    left = { kind: 'binary', operator: '||', left, right }
  }
  return left
}

const bare = new WeakSet<SqlExpression>()

/** Whether the expression was written as arithmetic without parentheses around it. */
const isArithmetic = (e: SqlExpression): boolean => bare.has(e)

const remember = <T extends SqlExpression>(e: T): T => {
  bare.add(e)
  return e
}

const readSum = (cursor: Cursor): SqlExpression => {
  let left = readProduct(cursor)
  for (let length = 0; ; length++) {
    checkChain(cursor, length)
    const operator = seesOperator(cursor, '+') ? '+' : seesOperator(cursor, '-') ? '-' : undefined
    if (operator === undefined) return left
    cursor.position++
    left = remember({ kind: 'binary', operator, left, right: readProduct(cursor) })
  }
}

const productOperator = (cursor: Cursor): SqlBinaryOperator | undefined => {
  if (seesOperator(cursor, '*')) return '*'
  if (seesOperator(cursor, '/')) return '/'
  if (seesOperator(cursor, '%') || (cursor.dialect === 'mysql' && sees(cursor, 'mod'))) return '%'
  if (seesOperator(cursor, '//') && cursor.dialect === 'duckdb') return '//'
  return sees(cursor, 'div') && cursor.dialect === 'mysql' ? 'div' : undefined
}

const readProduct = (cursor: Cursor): SqlExpression => {
  let left = readSign(cursor)
  for (let length = 0; ; length++) {
    checkChain(cursor, length)
    const operator = productOperator(cursor)
    if (operator === undefined) return left
    cursor.position++
    left = remember({ kind: 'binary', operator, left, right: readSign(cursor) })
  }
}

const readSign = (cursor: Cursor): SqlExpression => {
  if (acceptOperator(cursor, '+')) return nested(cursor, () => readSign(cursor))
  if (acceptOperator(cursor, '-'))
    return { kind: 'unary', operator: '-', operand: nested(cursor, () => readSign(cursor)) }
  return readPrimary(cursor)
}

/** The items of ORDER BY. */
export const readOrder = (cursor: Cursor): readonly SqlOrder[] =>
  readList(cursor, () => {
    const value = readExpression(cursor)
    const direction = accept(cursor, 'desc') ? 'desc' : (accept(cursor, 'asc'), 'asc')
    if (!accept(cursor, 'nulls')) return { value, direction }
    if (accept(cursor, 'first')) return { value, direction, nulls: 'first' }
    expect(cursor, 'last')
    return { value, direction, nulls: 'last' }
  })
