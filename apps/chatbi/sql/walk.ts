import type { SqlExpression, SqlOrder, SqlWindow } from './tree.ts'

/** The expressions directly inside `e`, without those of inner queries. */
const rebuild = (e: SqlExpression, f: (inner: SqlExpression) => SqlExpression): SqlExpression => {
  switch (e.kind) {
    case 'unary':
    case 'cast':
    case 'extract':
    case 'is':
    case 'in-query':
      return { ...e, operand: f(e.operand) }
    case 'interval':
      return { ...e, amount: f(e.amount) }
    case 'binary':
    case 'distinct-from':
      return { ...e, left: f(e.left), right: f(e.right) }
    case 'quantified':
      return { ...e, left: f(e.left) }
    case 'logic':
      return { ...e, operands: e.operands.map(f) }
    case 'row':
      return { ...e, items: e.items.map(f) }
    case 'match':
      return { ...e, operand: f(e.operand), pattern: f(e.pattern) }
    case 'between':
      return { ...e, operand: f(e.operand), low: f(e.low), high: f(e.high) }
    case 'in':
      return { ...e, operand: f(e.operand), values: e.values.map(f) }
    case 'case':
      return {
        ...e,
        ...(e.operand === undefined ? {} : { operand: f(e.operand) }),
        branches: e.branches.map(b => ({ when: f(b.when), result: f(b.result) })),
        ...(e.otherwise === undefined ? {} : { otherwise: f(e.otherwise) }),
      }
    case 'call':
      return {
        ...e,
        arguments: e.arguments.map(f),
        ...(e.filter === undefined ? {} : { filter: f(e.filter) }),
        ...(e.orderBy === undefined ? {} : { orderBy: mapOrder(e.orderBy, f) }),
        ...(e.withinGroup === undefined ? {} : { withinGroup: mapOrder(e.withinGroup, f) }),
        ...(e.over === undefined || typeof e.over === 'string' ? {} : { over: mapWindow(e.over, f) }),
      }
    default:
      return e
  }
}

export const mapOrder = (
  order: readonly SqlOrder[],
  f: (e: SqlExpression) => SqlExpression,
): readonly SqlOrder[] => order.map(o => ({ ...o, value: f(o.value) }))

export const mapWindow = (window: SqlWindow, f: (e: SqlExpression) => SqlExpression): SqlWindow => ({
  ...window,
  ...(window.partitionBy === undefined ? {} : { partitionBy: window.partitionBy.map(f) }),
  ...(window.orderBy === undefined ? {} : { orderBy: mapOrder(window.orderBy, f) }),
})

/** `f` over every node of `e`, inner nodes first; inner queries are handed to `f` whole. */
export const mapExpression = (e: SqlExpression, f: (node: SqlExpression) => SqlExpression): SqlExpression =>
  f(rebuild(e, inner => mapExpression(inner, f)))

/** How many nodes a tree has, inner queries included; `known` spares counting shared parts again. */
export const sizeOf = (tree: object, known: WeakMap<object, number>): number => {
  const counted = known.get(tree)
  if (counted !== undefined) return counted
  const size = Object.values(tree)
    .filter((part): part is object => typeof part === 'object' && part !== null)
    .reduce((sum, part) => sum + sizeOf(part, known), 1)
  known.set(tree, size)
  return size
}
