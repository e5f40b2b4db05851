import { fieldsOfCondition } from '../query/fields-of.ts'
import { timeOfMoment } from '../query/moment.ts'
import type { Condition } from '../query/query.ts'
import { allOf, anyOf, binary, not, number } from '../sql/build.ts'
import type { SqlExpression, SqlQuery } from '../sql/tree.ts'
import { conjunctsOf } from './condition-fields.ts'
import { knownField } from './context.ts'
import type { Scope } from './context.ts'
import { compareTime, compareValue, literal, sqlOperator } from './literal.ts'
import { compileRow } from './row-expression.ts'
import { typeOfRow } from './row-type.ts'
import { compileRelated, compileSemiJoins } from './semi-join.ts'

const isLocal = (scope: Scope, condition: Condition): boolean =>
  fieldsOfCondition(condition).every(field => {
    const resolved = scope.resolve(field)
    return resolved !== undefined && scope.has(resolved.dataset)
  })

/** All of `conditions` over the rows of `scope`; what lies beyond a join that multiplies becomes EXISTS. */
export const compileFilters = (scope: Scope, conditions: readonly Condition[]): SqlExpression | undefined => {
  const conjuncts = conjunctsOf(conditions)
  const local = conjuncts.filter(c => c.kind === 'related' || isComposite(c) || isLocal(scope, c))
  const distant = conjuncts.filter(c => !local.includes(c))
  return allOf([
    ...local.map(c => compileCondition(scope, c)),
    ...compileSemiJoins(scope, distant, compileFilters),
  ])
}

const isComposite = (condition: Condition): boolean => condition.kind === 'or' || condition.kind === 'not'

/** One condition over the rows of `scope`. */
export const compileCondition = (scope: Scope, condition: Condition): SqlExpression => {
  switch (condition.kind) {
    case 'and':
      return compileFilters(scope, condition.conditions) ?? always
    case 'or':
      return anyOf(condition.conditions.map(c => compileCondition(scope, c))) ?? not(always)
    case 'not':
      return not(compileCondition(scope, condition.condition))
    case 'related':
      return compileRelated(scope, condition, compileFilters)
    default:
      return isLocal(scope, condition)
        ? compileLeaf(scope, condition)
        : (allOf(compileSemiJoins(scope, [condition], compileFilters)) ?? always)
  }
}

const always: SqlExpression = binary(number(1), '=', number(1))

type Leaf = Exclude<Condition, { kind: 'and' | 'or' | 'not' | 'related' }>

const compileLeaf = (scope: Scope, condition: Leaf): SqlExpression => {
  const { context } = scope
  switch (condition.kind) {
    case 'compare':
      return compileCompare(scope, condition)
    case 'between':
      return compileBetween(scope, condition)
    case 'in':
      return compileIn(scope, condition)
    case 'in-query':
      return compileInQuery(scope, condition)
    case 'text':
      return compileText(scope, condition)
    case 'is-null': {
      const operand = scope.column(condition.field)
      knownField(context, condition.field)
      return { kind: 'is', operand, test: 'null', ...negated(condition) }
    }
  }
}

const negated = (condition: { readonly negated?: boolean | undefined }): { readonly negated?: boolean } =>
  condition.negated === true ? { negated: true } : {}

const compileCompare = (scope: Scope, condition: Leaf & { kind: 'compare' }): SqlExpression => {
  const { context } = scope
  const left = compileRow(scope, condition.left)
  const operator = sqlOperator(condition.operator)
  const type = typeOfRow(context, condition.left)
  switch (condition.right.kind) {
    case 'value':
      return compareValue(context.dialect, left, type, condition.operator, condition.right.value)
    case 'expression': {
      const { expression } = condition.right
      const isTime = type === 'date' || type === 'timestamp' || type === 'text'
      return expression.kind === 'moment' && isTime
        ? compareTime(context.dialect, left, type, condition.operator, timeOfMoment(expression))
        : binary(left, operator, compileRow(scope, expression))
    }
    case 'query':
      return binary(left, operator, { kind: 'subquery', query: context.nested(condition.right.query) })
  }
}

const compileBetween = (scope: Scope, condition: Leaf & { kind: 'between' }): SqlExpression => {
  const { context } = scope
  const left = compileRow(scope, condition.left)
  const type = typeOfRow(context, condition.left)
  if (type === 'timestamp' || type === 'date' || type === 'text')
    return (
      allOf([
        compareValue(context.dialect, left, type, '>=', condition.low),
        compareValue(context.dialect, left, type, '<=', condition.high),
      ]) ?? left
    )
  return {
    kind: 'between',
    operand: left,
    low: literal(condition.low, type),
    high: literal(condition.high, type),
  }
}

const compileIn = (scope: Scope, condition: Leaf & { kind: 'in' }): SqlExpression => {
  const { context } = scope
  const left = scope.column(condition.field)
  const { type } = knownField(context, condition.field)
  if (condition.values.length === 0) return condition.negated === true ? always : not(always)
  const single = (value: (typeof condition.values)[number]): SqlExpression =>
    compareValue(context.dialect, left, type, '=', value)
  const items = condition.values.map(single)
  const rights = items.map(i =>
    i.kind === 'binary' && i.operator === '=' && i.left === left ? i.right : undefined,
  )
  const plain = rights.filter(r => r !== undefined)
  // A day among timestamps, or a flag, is more than an equality.
  if (plain.length < items.length) {
    const some = anyOf(items) ?? always
    return condition.negated === true ? not(some) : some
  }
  return { kind: 'in', operand: left, values: plain, ...negated(condition) }
}

/** NOT IN over a column that holds a null is never true, so nulls are taken out first. */
const compileInQuery = (scope: Scope, condition: Leaf & { kind: 'in-query' }): SqlExpression => {
  const { context } = scope
  const inner = context.nested(condition.query)
  const operand = scope.column(condition.field)
  const name = outputName(inner)
  const isNegated = condition.negated === true
  if (!isNegated && (inner.limit === undefined || context.dialect.hasLimitInSubquery))
    return { kind: 'in-query', operand, query: inner }
  const value: SqlExpression = { kind: 'column', name, table: 'listed' }
  const query: SqlQuery = {
    body: {
      kind: 'select',
      items: [{ value }],
      from: [{ kind: 'derived', query: inner, alias: 'listed' }],
      ...(isNegated ? { where: { kind: 'is', operand: value, test: 'null', negated: true } } : {}),
    },
  }
  return { kind: 'in-query', operand, query, ...negated(condition) }
}

const outputName = (query: SqlQuery): string => {
  const body = query.body.kind === 'set' ? query.body.left.body : query.body
  const item = body.kind === 'select' ? body.items[0] : undefined
  if (item?.alias !== undefined) return item.alias
  return item?.value.kind === 'column' ? item.value.name : 'value'
}

// A backslash escapes in some dialects and not in others, until another character is named for that.
const escaped = (text: string): { readonly text: string; readonly escape?: string } =>
  /[%_!\\]/.test(text) ? { text: text.replaceAll(/[%_!]/g, c => `!${c}`), escape: '!' } : { text }

const compileText = (scope: Scope, condition: Leaf & { kind: 'text' }): SqlExpression => {
  const { context } = scope
  const column = scope.column(condition.field)
  const isText = knownField(context, condition.field).type === 'text'
  const operand = isText ? column : context.dialect.asText(column)
  const { text, escape } = condition.match === 'like' ? { text: condition.text } : escaped(condition.text)
  const before = condition.match === 'contains' || condition.match === 'ends-with' ? '%' : ''
  const after = condition.match === 'contains' || condition.match === 'starts-with' ? '%' : ''
  const match = context.dialect.matches(operand, `${before}${text}${after}`, escape)
  return match.kind === 'match' && condition.negated === true ? { ...match, negated: true } : match
}
