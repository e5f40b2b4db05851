import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import { findMetric } from '../../query/find-in-model.ts'
import type { Condition, FieldRef } from '../../query/query.ts'
import type { Parts } from '../collect.ts'
import { addDimension, addFilter } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { dimensionOf } from '../assemble/assemble-group.ts'
import { havingOf } from '../assemble/group-condition.ts'
import { conditionNode, equals } from '../rules/condition.ts'
import { negate } from '../rules/rules-logic.ts'
import { flagValue, isFlag } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import type { NodeOf } from '../node.ts'
import { asksForOthers, asksForWholePlant, leavesOut, takesBack, takesIn } from './follow-up-words.ts'
import { limitsGroups, limitsTotals } from './limit-groups.ts'
import { isPlace, nameSameRow } from './same-row.ts'

/**
 * Which rows: a new condition replaces the one on the same field ("only line 2" after "on line 3"), one that is taken back goes
 * ("forget the foundry", 全厂的), "the other shifts" are those that were left out.
 */
export const editFilters = (draft: Draft, parts: Parts, question: string): void => {
  const before = [...draft.filters]
  if (asksForWholePlant(question)) release(draft, ref => isPlace(draft.view, ref))
  // 把国内的去掉: those that are named are left out, where nothing was said of them
  const isBack = takesBack(question) && !(leavesOut(question) && parts.conditions.length > 0)
  if (isBack) releaseNamed(draft, parts)
  if (asksForOthers(question)) turnToOthers(draft, parts)
  for (const node of [...parts.conditions, ...flagConditions(parts)]) {
    const isLifted =
      (isBack && isAmong(before, node.negates ?? node.condition)) ||
      (takesIn(question) && isAmong(before, negate(node.condition)))
    if (
      draft.taken.includes(node) ||
      setsBeside(draft, parts, node) ||
      limitsTotals(draft, parts, node, question)
    )
      continue
    draft.filters = draft.filters.filter(filter => !speaksOf(filter, node.refs, draft.view))
    if (isLifted) continue
    addFilter(draft, leavesOut(question) && !node.negates ? negate(node.condition) : node.condition)
    widenMetrics(draft, node.refs)
  }
  for (const { dataset } of parts.absents)
    addFilter(draft, { kind: 'related', dataset: dataset.name, filters: [], negated: true })
  for (const node of parts.havings) draft.having.push(havingOf(node))
  for (const node of parts.leftover) if (limitsGroups(draft, node)) draft.taken.push(node)
}

/** "compare with line 3", 跟3号线比, after line 2: each of the two. */
const setsBeside = (
  draft: Draft,
  { flags, times }: Parts,
  { condition, refs }: NodeOf<'condition'>,
): boolean => {
  if (!flags.has('versus') || times.length > 0 || draft.measures.length === 0) return false
  const before = draft.filters.filter(filter => speaksOf(filter, refs, draft.view))
  const [own, other] = before
  const [ref] = refs
  if (!own || other || !ref || !isValue(own) || !isValue(condition)) return false
  draft.filters = draft.filters.map(filter =>
    filter === own ? { kind: 'or', conditions: [own, condition] } : filter,
  )
  addDimension(draft, { field: ref })
  return true
}

const isValue = (condition: Condition): boolean =>
  condition.kind === 'compare' && condition.operator === '=' && condition.right.kind === 'value'

/** "planned ones instead" after unplanned stops: what the metric says of the rows would leave none of them. */
const widenMetrics = (draft: Draft, refs: readonly FieldRef[]): void => {
  draft.measures = draft.measures.map(measure => {
    const { expression } = measure
    const whole =
      expression.kind === 'metric' ? findMetric(draft.view.model, expression.metric)?.expression : undefined
    if (!whole || !('filters' in whole) || !whole.filters?.some(filter => speaksOf(filter, refs, draft.view)))
      return measure
    return {
      ...measure,
      expression: { ...whole, filters: whole.filters.filter(filter => !speaksOf(filter, refs, draft.view)) },
    }
  })
}

const release = (draft: Draft, isMeant: (ref: FieldRef) => boolean): void => {
  draft.filters = draft.filters.filter(filter => {
    const refs = fieldsOfCondition(filter)
    return refs.length === 0 || !refs.every(isMeant)
  })
}

/** "never mind the shift", 不限班次: nothing is said of it any more, and it is no group either. */
const releaseNamed = (draft: Draft, parts: Parts): void => {
  const named = [...parts.groups.flatMap(group => group.by), ...parts.outputs, ...parts.heads]
  for (const node of named) {
    const isMeant = (ref: FieldRef): boolean => isNamed(node, ref, draft.view)
    release(draft, isMeant)
    const kept = draft.dimensions.filter(one => !isMeant(one.field))
    if (draft.measures.length > 0) draft.dimensions = kept
  }
}

const isNamed = (
  node: Parts['outputs'][number] | Parts['heads'][number],
  ref: FieldRef,
  view: ModelView,
): boolean =>
  node.type === 'dataset'
    ? ref.dataset === node.dataset.name || nameSameRow(view, ref, keyOf(node.dataset))
    : sameRef(ref, node.ref) || ref.field === node.ref.field || nameSameRow(view, ref, node.ref)

const keyOf = ({
  name,
  primaryKey,
}: {
  readonly name: string
  readonly primaryKey: readonly string[]
}): FieldRef => ({
  dataset: name,
  field: primaryKey[0] ?? '',
})

/** Whether rows are kept to the very value that is named. */
const isAmong = (filters: readonly Condition[], condition: Condition): boolean =>
  filters.some(filter => JSON.stringify(valuesOf(filter)) === JSON.stringify(valuesOf(condition)))

const valuesOf = (condition: Condition): unknown =>
  condition.kind === 'compare' && condition.right.kind === 'value'
    ? [condition.operator, condition.right.value]
    : condition

/** "and the other two shifts?": those that the question before left out, each by itself. */
const turnToOthers = (draft: Draft, parts: Parts): void => {
  const named = [...parts.groups.flatMap(group => group.by), ...parts.outputs, ...parts.heads]
  for (const node of named) {
    const before = JSON.stringify(draft.filters)
    draft.filters = draft.filters.map(filter => {
      const [ref, another] = fieldsOfCondition(filter)
      if (!ref || another || !isNamed(node, ref, draft.view)) return filter
      if (draft.measures.length > 0) addDimension(draft, { field: ref })
      return negate(filter)
    })
    // nothing was left out: each of them
    if (JSON.stringify(draft.filters) === before && draft.measures.length > 0) dimensionOf(draft, node)
  }
  draft.taken.push(...parts.leftover.filter(node => node.type === 'number'))
}

/** "only unplanned", 只看计划内: a flag by itself says which rows, and groups nothing. */
const flagConditions = (parts: Parts): readonly NodeOf<'condition'>[] =>
  parts.outputs
    .filter(node => isFlag(node.field))
    .map(node => {
      const holds = !/^(un|non|not)/i.test(node.text) && node.reason !== 'opposite'
      return conditionNode([node], equals(node.ref, flagValue(node.field, holds)), [node.ref])
    })

const speaksOf = (filter: Condition, refs: readonly FieldRef[], view: ModelView): boolean => {
  const own = fieldsOfCondition(filter)
  return (
    own.length > 0 &&
    own.every(ref => refs.some(other => sameRef(ref, other) || nameSameRow(view, ref, other)))
  )
}
