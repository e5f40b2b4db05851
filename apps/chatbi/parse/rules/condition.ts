import type { Field } from '../../model/semantic-model.ts'
import type { Condition, FieldRef, MeasureExpression, RowExpression, Scalar } from '../../query/query.ts'
import type { Reduction } from '../grammar.ts'
import { isNumeric, isTime } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { convertUnit } from './units.ts'

export const reduce = (to: number, node: Node): Reduction => ({ to, nodes: [node] })

export const row = (ref: FieldRef): RowExpression => ({ kind: 'field', field: ref })

export const conditionNode = (
  words: readonly Node[],
  condition: Condition,
  refs: readonly FieldRef[],
): NodeOf<'condition'> => ({ ...spanOf(words), type: 'condition', condition, refs })

export const equals = (ref: FieldRef, value: Scalar, negated = false): Condition => ({
  kind: 'compare',
  left: row(ref),
  operator: negated ? '!=' : '=',
  right: { kind: 'value', value },
})

/** The number in the field's own unit; a share said in percent where the field holds 0..1. */
export const inUnitOf = (field: Field, value: number, unit: string | undefined, percent = false): number => {
  const converted =
    unit !== undefined && field.unit !== undefined ? convertUnit(value, unit, field.unit) : undefined
  if (percent && typeof field.maximum === 'number' && field.maximum <= 1) return value / 100
  return converted ?? value
}

const comparedWithAll = (
  ref: FieldRef,
  { operator, right, times }: NodeOf<'comparison'> & { readonly right: string },
): Condition => {
  const aggregate = right === 'overall' ? 'avg' : right
  const all: MeasureExpression = { kind: 'aggregate', aggregate, value: row(ref) }
  const expression: MeasureExpression =
    times === undefined
      ? all
      : { kind: 'arithmetic', operator: '*', left: all, right: { kind: 'number', value: times } }
  return {
    kind: 'compare',
    left: row(ref),
    operator,
    right: {
      kind: 'query',
      query: {
        measures: [{ id: aggregate, expression }],
        dimensions: [],
        columns: [],
        filters: [],
        having: [],
        orderBy: [],
      },
    },
  }
}

export const compared = (
  field: { readonly ref: FieldRef; readonly field: Field },
  comparison: NodeOf<'comparison'> | NodeOf<'range'>,
): Condition | undefined => {
  const { unit } = comparison
  const isPeriod = isTime(field.field)
  if (isPeriod) return comparedYear(field.ref, comparison)
  if (comparison.type === 'range')
    return {
      kind: 'between',
      left: row(field.ref),
      low: inUnitOf(field.field, comparison.low, unit),
      high: inUnitOf(field.field, comparison.high, unit),
    }
  const { right } = comparison
  if (typeof right === 'string') return comparedWithAll(field.ref, { ...comparison, right })
  const value = inUnitOf(field.field, right, unit, comparison.percent)
  return {
    kind: 'compare',
    left: row(field.ref),
    operator: comparison.operator,
    right: { kind: 'value', value },
  }
}

/** A time compared with a bare number can only mean a year. */
const comparedYear = (
  ref: FieldRef,
  comparison: NodeOf<'comparison'> | NodeOf<'range'>,
): Condition | undefined => {
  const left: RowExpression = { kind: 'time-part', part: 'year', of: row(ref) }
  const isYear = (value: unknown): boolean => typeof value === 'number' && value >= 1000 && value <= 2200
  if (comparison.unit !== undefined) return undefined
  if (comparison.type === 'range')
    return isYear(comparison.low)
      ? { kind: 'between', left, low: comparison.low, high: comparison.high }
      : undefined
  if (typeof comparison.right === 'string' || !isYear(comparison.right)) return undefined
  return {
    kind: 'compare',
    left,
    operator: comparison.operator,
    right: { kind: 'value', value: comparison.right },
  }
}

export const isAmount = (node: Node | undefined): node is NodeOf<'comparison'> | NodeOf<'range'> =>
  node?.type === 'comparison' || node?.type === 'range'

export const canCompare = (field: Field): boolean =>
  isNumeric(field) || isTime(field) || field.valueKind === 'number' || field.valueKind === 'code'
