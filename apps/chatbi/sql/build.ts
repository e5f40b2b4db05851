import type { SqlBinaryOperator, SqlExpression, SqlOrder, SqlQuery, SqlSelect } from './tree.ts'

// Short constructors; a tree written out by hand hides its shape.

export const column = (name: string, table?: string): SqlExpression => ({
  kind: 'column',
  name,
  ...(table === undefined ? {} : { table }),
})

/** A finite number; a negative one is a unary minus over its digits. */
export const number = (value: number): SqlExpression => {
  if (!Number.isFinite(value)) throw new Error(`bug: ${value} cannot be written in SQL`)
  const digits: SqlExpression = { kind: 'number', text: String(Math.abs(value)).replace('e+', 'e') }
  return value < 0 ? { kind: 'unary', operator: '-', operand: digits } : digits
}

export const string = (value: string): SqlExpression => ({ kind: 'string', value })

export const call = (name: string, ...args: readonly SqlExpression[]): SqlExpression => ({
  kind: 'call',
  name,
  arguments: args,
})

export const countRows: SqlExpression = { kind: 'call', name: 'COUNT', arguments: [], star: true }

export const binary = (
  left: SqlExpression,
  operator: SqlBinaryOperator,
  right: SqlExpression,
): SqlExpression => ({
  kind: 'binary',
  operator,
  left,
  right,
})

export const cast = (operand: SqlExpression, type: string): SqlExpression => ({
  kind: 'cast',
  operand,
  type: { name: type },
})

export const not = (operand: SqlExpression): SqlExpression => ({ kind: 'unary', operator: 'not', operand })

/** All of `operands`; nested ones of the same operator are flattened; undefined where there is none. */
const logic =
  (operator: 'and' | 'or') =>
  (operands: readonly SqlExpression[]): SqlExpression | undefined => {
    const flat = operands.flatMap(o => (o.kind === 'logic' && o.operator === operator ? o.operands : [o]))
    return flat.length <= 1 ? flat[0] : { kind: 'logic', operator, operands: flat }
  }

export const allOf = logic('and')
export const anyOf = logic('or')

export const toQuery = (select: SqlSelect): SqlQuery => ({ body: select })

/** Nulls come last whatever the direction: a missing value is never the highest. */
export const orderItem = (value: SqlExpression, direction: 'asc' | 'desc'): SqlOrder => ({
  value,
  direction,
  nulls: 'last',
})
