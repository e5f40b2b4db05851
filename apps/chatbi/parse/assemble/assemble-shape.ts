import type { Condition, FieldRef, MeasureExpression } from '../../query/query.ts'
import { showRankedField } from './assemble-superlative.ts'
import type { Parts } from '../collect.ts'
import { eventsOfConditions } from './assemble-count.ts'
import { countRows } from '../count-measure.ts'
import { addColumn, addDimension, addMeasure, toQuery } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { isFlag, isQuantity, nameFieldOf, refOf } from '../model-view.ts'
import { applyShare, applyTotalOfFirst } from './assemble-share.ts'
import { withFilters } from './with-filters.ts'
import { totalOf } from '../total-of.ts'

/** Shares, differences, comparisons side by side, and what two sets have in common. */
export const applyShapes = (draft: Draft, parts: Parts): void => {
  // "line 1 vs line 2" is one condition by now
  const isVersus =
    parts.flags.has('versus') || parts.conditions.some(({ text }) => /\b(vs|versus)\b|对比|相比/i.test(text))
  if (isVersus && draft.measures.length === 0) addUp(draft, parts)
  if (parts.flags.has('relation')) applyRelation(draft, parts)
  if (parts.flags.has('share')) applyShare(draft, parts, parts.within)
  else if (parts.isCombined) applyTotalOfFirst(draft)
  if (parts.flags.has('difference')) applyDifference(draft)
  if (parts.flags.has('each')) applyVersus(draft)
  if (parts.flags.has('each') && parts.groups.length === 0) applyEachOfKind(draft, parts)
  applyOpposites(draft, parts)
  const isNamedTwo = draft.style === 'explained' && draft.dimensions.length === 0 && !parts.isTogether
  const isSideBySide = isVersus || isNamedTwo
  if (isSideBySide && !parts.flags.has('or')) applyVersus(draft)
  if (parts.flags.has('both')) applyBoth(draft)
  showRankedField(draft)
}

/** "domestic vs foreign lots", 进口料和国产料各多少批: no row is both, so each of the two is measured. */
const applyOpposites = (draft: Draft, parts: Parts): void => {
  const same = (a: Condition, b: Condition | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)
  const other = parts.conditions.find(({ negates }) => draft.filters.some(filter => same(filter, negates)))
  const own = draft.filters.find(filter => same(filter, other?.negates))
  const denied = draft.filters.find(filter => other && same(filter, other.condition))
  if (!own || !denied) return
  const dataset = parts.heads[0]?.dataset.name ?? eventsOfConditions(draft, parts)
  if (draft.measures.length === 0 && dataset !== undefined) {
    draft.columns = []
    addMeasure(draft, countRows(dataset, draft.view))
  }
  const sides = draft.measures.flatMap(({ expression }) => [
    withFilters(expression, [own]),
    withFilters(expression, [denied]),
  ])
  if (sides.length === 0 || sides.includes(undefined)) return
  draft.filters = draft.filters.filter(filter => filter !== own && filter !== denied)
  draft.measures = []
  for (const side of sides) if (side) addMeasure(draft, side)
}

/** "energy of the foundry against machining": a quantity of each side is added up, not listed. */
const addUp = (draft: Draft, parts: Parts): void => {
  const quantities = parts.outputs.filter(node => isQuantity(node.field))
  const isSides = draft.filters.some(filter => filter.kind === 'in' && filter.values.length > 1)
  // "cracks on line 1 vs line 2", "stops of line 1 vs line 2": how many of what is named
  const events =
    parts.outputs.length === 0
      ? (parts.heads[0]?.dataset.name ?? eventsOfConditions(draft, parts))
      : undefined
  if (isSides && events !== undefined) {
    draft.columns = []
    addMeasure(draft, countRows(events, draft.view))
    return
  }
  if (!isSides || quantities.length === 0 || quantities.length < parts.outputs.length) return
  draft.columns = []
  for (const node of quantities) addMeasure(draft, totalOf(node))
}

/** "torque against speed": two columns of the same rows side by side. Across tables nothing is read into it. */
const applyRelation = (draft: Draft, parts: Parts): void => {
  const quantities = parts.outputs.filter(node => isQuantity(node.field))
  const [first, second] = quantities
  if (first && second && first.ref.dataset === second.ref.dataset && parts.measures.length === 0) {
    draft.measures = []
    draft.dimensions = []
    draft.columns = []
    for (const node of quantities) addColumn(draft, node.ref)
  } else if (draft.measures.length < 2) draft.penalty += 1.5
}

/** "both … above 10 and … below 3": two limits of one field that no row meets at once. */
const intersectRanges = (draft: Draft): void => {
  const [first, second] = draft.filters.filter(filter => filter.kind === 'compare')
  if (!first || !second || draft.measures.length > 0) return
  if (JSON.stringify(first.left) !== JSON.stringify(second.left)) return
  const others = draft.filters.filter(filter => filter !== first && filter !== second)
  draft.filters = [...others, second]
  const query = toQuery(draft)
  draft.filters = [...others, first]
  draft.setOperation = { kind: 'intersect', query }
}

/** "difference between the highest and lowest", "difference in output between L1 and L2". */
const applyDifference = (draft: Draft): void => {
  const [first, second] = draft.measures
  const pair = draft.filters.find(
    (filter): filter is Extract<Condition, { kind: 'in' }> =>
      filter.kind === 'in' && filter.values.length === 2,
  )
  const [a, b] = pair?.values ?? []
  if (first && pair && a !== undefined && b !== undefined) {
    const side = (value: typeof a): MeasureExpression | undefined =>
      withFilters(first.expression, [{ kind: 'in', field: pair.field, values: [value] }])
    const left = side(a)
    const right = side(b)
    if (!left || !right) return
    draft.filters = draft.filters.filter(filter => filter !== pair)
    draft.measures = [{ id: 'difference', expression: { kind: 'arithmetic', operator: '-', left, right } }]
  } else if (first && second)
    draft.measures = [
      {
        id: 'difference',
        expression: { kind: 'arithmetic', operator: '-', left: first.expression, right: second.expression },
      },
    ]
}

/** "L1 vs L2" and "compare day and night": one row a value. */
export const applyVersus = (draft: Draft): void => {
  const pair = draft.filters.find(filter => filter.kind === 'in' && filter.values.length > 1)
  if (pair?.kind === 'in' && draft.measures.length > 0)
    addDimension(draft, { field: namedBy(draft, pair.field) })
}

/** Lines are told by their names, though the rows keep their numbers. */
const namedBy = ({ view, style }: Draft, ref: FieldRef): FieldRef => {
  const owner =
    style === 'explained'
      ? view.model.relationships.find(
          one => one.from === ref.dataset && one.fromFields.length === 1 && one.fromFields[0] === ref.field,
        )?.to
      : undefined
  const dataset = owner === undefined ? undefined : view.dataset(owner)
  const name = dataset?.fields.find(field => field.isName === true && !field.hidden)
  return dataset && name ? refOf(dataset, name) : ref
}

/** 两台冷却机组分别…, "the coolant units each": of each thing of that kind. */
export const applyEachOfKind = (draft: Draft, parts: Parts): void => {
  if (draft.measures.length === 0 || draft.dimensions.length > 0) return
  for (const node of parts.conditions) {
    const [ref] = node.refs
    const dataset = ref && draft.view.dataset(ref.dataset)
    const name = dataset && nameFieldOf(dataset)
    const field = ref && draft.view.field(ref)
    const isKind =
      field !== undefined &&
      name !== undefined &&
      field !== name &&
      field.role === 'dimension' &&
      !isFlag(field)
    const isEntity = draft.view.model.relationships.some(one => one.to === dataset?.name)
    if (!isKind || !isEntity || !dataset || !name) continue
    addDimension(draft, { field: refOf(dataset, name) })
    const number = parts.leftover.find(one => one.type === 'number' && one.from < node.from)
    if (number) draft.taken.push(number)
    return
  }
}

/** "that have both A and B": no row is both, so the outputs of each are intersected. */
const applyBoth = (draft: Draft): void => {
  const pair = draft.filters.find(
    filter => filter.kind === 'in' && filter.values.length === 2 && !filter.negated,
  )
  if (pair?.kind !== 'in') return intersectRanges(draft)
  const [first, second] = pair.values
  if (first === undefined || second === undefined || draft.measures.length > 0) return
  const others = draft.filters.filter(filter => filter !== pair)
  const only = (value: typeof first): Condition => ({
    kind: 'compare',
    left: { kind: 'field', field: pair.field },
    operator: '=',
    right: { kind: 'value', value },
  })
  draft.filters = [...others, only(second)]
  const query = toQuery(draft)
  draft.filters = [...others, only(first)]
  draft.setOperation = { kind: 'intersect', query }
}
