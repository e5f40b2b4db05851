import type { Direction } from '../../link/cue.ts'
import { fieldsOfRow } from '../../query/fields-of.ts'
import type { FieldRef, MeasureExpression, RowExpression } from '../../query/query.ts'
import { showOfRows } from './assemble-interval.ts'
import type { Parts } from '../collect.ts'
import { definitionOf } from '../../query/find-in-model.ts'
import { dimensionOf } from './assemble-group.ts'
import { timeFieldOf } from './time-field-of.ts'
import { defaultTimeOf } from '../default-time.ts'
import { onlyChildOf } from '../only-child.ts'
import { countRows } from '../count-measure.ts'
import { addColumn, addDimension, addMeasure } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { groupFieldOf, kindFieldOf, nameFieldOf, isQuantity, isTime, refOf } from '../model-view.ts'
import { findByHints } from '../rules/rules-comparison.ts'
import type { FieldNode, Node, NodeOf } from '../node.ts'
import { datasetNameOf, mostNumerous, mostOfEach, mostOfValue } from './rows-ranked.ts'
import { totalOf } from '../total-of.ts'
import type { Variant } from './variant.ts'

type Superlative = Parts['superlatives'][number]

/** Ranks groups or rows by each superlative, or reads it as the greatest value itself. */
export const applySuperlatives = (draft: Draft, parts: Parts, variant: Variant): void => {
  for (const found of mergedRanks(parts.superlatives)) {
    const number = numberOf(found, parts)
    if (number) draft.taken.push(number)
    const node = number ? { ...found, count: number.value } : found
    const { key } = node
    const ends = isBothEnds(parts) ? parts.superlatives[0]?.key : undefined
    if (ends?.kind === 'field') {
      const aggregate = node.direction === 'desc' ? 'max' : 'min'
      addMeasure(draft, { kind: 'aggregate', aggregate, value: { kind: 'field', field: ends.ref } })
      continue
    }
    if (key.kind === 'occurrence') rankByOccurrence(draft, parts, node)
    else if (key.kind === 'rows') rankGroups(draft, parts, node, countRows(key.dataset, draft.view))
    else if (key.kind === 'measure') rankGroups(draft, parts, node, key.expression)
    else if (key.kind === 'row') rankByValue(draft, parts, node, key.value)
    else if (key.kind === 'field') rankByField(draft, parts, { node, ref: key.ref, variant })
    else rankOpen(draft, parts, node, variant)
    passOver(draft, node)
  }
}

/** "the second highest": of the groups that are ranked the one behind the first; a row's place is not told. */
const passOver = (draft: Draft, node: Superlative): void => {
  if (node.place === undefined) return
  const [group, other] = draft.dimensions
  const isRanked = group && !other && group.grain === undefined && draft.orderBy.length === 1
  if (!isRanked || draft.limit?.per !== undefined) return void draft.unused.push(node)
  draft.limit = { count: 1 }
  draft.passed = node.place - 1
}

/** 最大多少最小多少, "the highest and the lowest measured value": both of them, of nothing that is ranked. */
const isBothEnds = ({ superlatives, isWhich, heads }: Parts): boolean => {
  const [first, second, third] = superlatives
  const keyOf = (node: Superlative | undefined): string | undefined =>
    node?.key.kind === 'field' ? JSON.stringify(node.key.ref) : undefined
  return (
    first !== undefined &&
    third === undefined &&
    keyOf(first) !== undefined &&
    (keyOf(first) === keyOf(second) || isOpen(second)) &&
    first.direction !== second?.direction &&
    !isWhich &&
    heads.length === 0
  )
}

const isOpen = (node: Superlative | undefined): boolean =>
  node?.key.kind === 'open' && node.key.hints.length === 0 && node.count === undefined

/** "the top 5 domains with the highest number of authors": one rank, whose number is said first. */
const mergedRanks = (superlatives: readonly Superlative[]): readonly Superlative[] => {
  const [first, second, third] = superlatives
  const isOne =
    first?.key.kind === 'open' &&
    first.count !== undefined &&
    first.key.hints.length === 0 &&
    second?.count === undefined &&
    first.direction === second?.direction &&
    third === undefined
  return isOne && second ? [{ ...second, count: first.count ?? 1 }] : superlatives
}

/** "the three artists with the most songs": the number stands before what is asked for. */
const numberOf = (node: Superlative, parts: Parts): NodeOf<'number'> | undefined => {
  if (node.count !== undefined || parts.superlatives.length !== 1) return undefined
  const numbers = parts.leftover.filter(other => other.type === 'number')
  const [only, another] = numbers
  const before = numbers.find(
    other =>
      isPlainCount(other) &&
      [...parts.outputs, ...parts.heads].some(head => head.from >= other.to && head.from - other.to <= 1),
  )
  return before ?? (only && !another && isPlainCount(only) ? only : undefined)
}

/** So many of them, not an amount of something. */
const isPlainCount = ({ value, unit }: NodeOf<'number'>): boolean =>
  unit === undefined && Number.isInteger(value) && value > 1 && value <= 100

const headDimension = (draft: Draft, parts: Parts): boolean => {
  const before = draft.dimensions.length
  // 前五名的设备，带金额: what is told of them makes no groups
  const told = parts.outputs.filter(output => !isToldAmount(output, parts))
  for (const output of told) addDimension(draft, { field: output.ref })
  if (told.length === 0)
    for (const head of parts.heads.length > 0 ? parts.heads.slice(0, 1) : []) {
      const name = groupFieldOf(head.dataset)
      if (name) addDimension(draft, { field: refOf(head.dataset, name) })
    }
  if (draft.dimensions.length === before) pairDimension(draft)
  return draft.dimensions.length > before
}

/** "which of line 1 and line 2 stopped most": the two are the groups. */
const pairDimension = (draft: Draft): void => {
  const pair = draft.filters.find(
    filter => filter.kind === 'in' && filter.values.length > 1 && filter.negated !== true,
  )
  if (pair?.kind === 'in' && draft.dimensions.length === 0) addDimension(draft, { field: pair.field })
}

/** A quantity beside things to rank. */
const isToldAmount = ({ field }: FieldNode, parts: Parts): boolean =>
  isQuantity(field) &&
  field.role === 'measure' &&
  (parts.heads.length > 0 || parts.outputs.some(other => !isQuantity(other.field)))

/** "which day had the highest output": the periods are the groups. */
const periodDimension = (draft: Draft, parts: Parts, measure: MeasureExpression): boolean => {
  const { grain, part } = parts.times.find(time => time.expression.asks)?.expression ?? {}
  if (grain === undefined && part === undefined) return false
  addMeasure(draft, measure)
  const field = timeFieldOf(draft, parts)
  if (field) addDimension(draft, grain === undefined ? { field, part } : { field, grain })
  return field !== undefined
}

/** The best of what is better low is the least: "the worst yield", 废品率最好. */
export const directionOf = (
  draft: Draft,
  node: Pick<Superlative, 'word' | 'direction'>,
  measure: MeasureExpression,
): Direction => {
  const isBest = /best|最好|最优|最佳/i.test(node.word)
  if (!isBest && !/worst|最差/i.test(node.word)) return node.direction
  const name = measure.kind === 'metric' ? measure.metric : undefined
  const better = draft.view.model.metrics.find(metric => metric.name === name)?.better
  if (better === undefined) return node.direction
  return (better === 'higher') === isBest ? 'desc' : 'asc'
}

/** Nothing is ranked where there is one group: the word that asks for it is not used. */
const withoutRank = (node: Superlative): Node => ({
  type: 'word',
  from: node.from,
  to: node.from + 1,
  text: node.word,
  score: 0,
  reason: 'nothing to rank',
  isStop: false,
  isMark: false,
})

const rankGroups = (draft: Draft, parts: Parts, ranked: Superlative, measure: MeasureExpression): void => {
  const node = { ...ranked, direction: directionOf(draft, ranked, measure) }
  const asked = draft.measures.length
  const broken = draft.dimensions.length > 0
  const named = headDimension(draft, parts) || periodDimension(draft, parts, measure)
  if (draft.dimensions.length === 0) {
    addMeasure(draft, measure)
    draft.unused.push(withoutRank(node))
    return
  }
  const shows = draft.style === 'explained' || asked > 0 || measure.kind === 'metric' || (broken && !named)
  const known = draft.measures.find(one => JSON.stringify(one.expression) === JSON.stringify(measure))
  if (shows) {
    const id = known?.id ?? addMeasure(draft, measure)
    draft.orderBy.push({ by: { kind: 'output', id }, direction: node.direction })
  } else draft.orderBy.push({ by: { kind: 'measure', measure }, direction: node.direction })
  if (broken && named && limitEach(draft, parts, node)) return
  // "which line lost most, by reason": the one line, broken down
  const head = draft.dimensions.at(-1)
  if (broken && named && parts.isWhich && node.count === undefined && head)
    draft.pin = { field: head.field, measure, direction: node.direction }
  if (node.count !== undefined) draft.limit = { count: node.count }
  else if (!broken || !named) draft.limit = broken ? undefined : { count: 1 }
}

/** "the machine with the highest scrap rate of each line", "top 2 reasons per line": so many of every group. */
const limitEach = (draft: Draft, parts: Parts, { count }: Superlative): boolean => {
  const [group] = draft.dimensions
  const isEach =
    count !== undefined ||
    parts.groups.some(one => one.each || /^per\b/i.test(one.text) || isWhole(draft, parts, one))
  if (!group || !isEach) return false
  draft.limit = { count: count ?? 1, per: group.id }
  return true
}

/** "the worst machine by line": of what the things that are ranked are part of, it is one of each. */
const isWhole = (draft: Draft, parts: Parts, { by }: Parts['groups'][number]): boolean => {
  const ranked = parts.outputs[0]?.ref.dataset ?? parts.heads[0]?.dataset.name
  const [group, other] = by
  if (!group || other || ranked === undefined || parts.isWhich) return false
  const whole = datasetNameOf(group)
  return (
    draft.view.isParent(whole, ranked) || (whole === ranked && group.type === 'field' && !group.field.isName)
  )
}

/** "the most common reason": the value that most rows have. */
const rankByOccurrence = (draft: Draft, asked: Parts, node: Superlative): void => {
  const parts = { ...asked, outputs: asked.outputs.map(output => kindOf(draft, output)) }
  const output = parts.outputs.find(one => one.from >= node.to) ?? parts.outputs[0]
  const head = parts.heads.find(one => one.from >= node.to) ?? parts.heads[0]
  const dataset = output?.ref.dataset ?? head?.dataset.name
  if (dataset === undefined) return void draft.unused.push(node)
  // "which machine breaks down most often", "the most frequent breakdown reason": as often as what is counted
  const said = draft.measures.find(({ expression }) => isCount(draft, expression))?.expression
  if (said) return rankGroups(draft, parts, node, said)
  headDimension(draft, parts)
  const counted = parts.owners.find(owner => draft.view.isParent(dataset, owner.dataset.name))
  const named = draft.dimensions.filter(one => one.field.dataset === dataset)
  const isNamed = named.every(one => draft.view.field(one.field)?.isName === true)
  const child = isNamed ? onlyChildOf(draft.view, dataset) : undefined
  const measure = countRows(counted?.dataset.name ?? child ?? dataset, draft.view)
  const [group] = parts.groups
  if (group) {
    // "the most common reason on each line"
    draft.dimensions = []
    for (const by of group.by) dimensionOf(draft, by)
    return rankGroups(draft, { ...parts, groups: [{ ...group, each: true }] }, node, measure)
  }
  rank(draft, measure, node.direction)
  draft.limit = { count: node.count ?? 1 }
}

/** "the most frequent defect": one of their kinds, where the word is how many there were of each. */
const kindOf = (draft: Draft, output: FieldNode): FieldNode => {
  const dataset = draft.view.dataset(output.ref.dataset)
  const kind = dataset && isQuantity(output.field) ? kindFieldOf(dataset) : undefined
  return dataset && kind ? { ...output, field: kind, ref: refOf(dataset, kind) } : output
}

const isCount = (draft: Draft, expression: MeasureExpression): boolean => {
  const whole = definitionOf(expression, draft.view.model)
  return whole?.kind === 'rows'
}

const rank = (draft: Draft, measure: MeasureExpression, direction: Direction): void => {
  if (draft.style === 'explained' || draft.measures.length > 0)
    draft.orderBy.push({ by: { kind: 'output', id: addMeasure(draft, measure) }, direction })
  else draft.orderBy.push({ by: { kind: 'measure', measure }, direction })
}

/** "the order that took longest from opening to closing": its row, or the longest time where no row is asked for. */
const rankByValue = (draft: Draft, parts: Parts, node: Superlative, value: RowExpression): void => {
  const [ref] = fieldsOfRow(value)
  const asksRow =
    parts.outputs.length > 0 || parts.heads.length > 0 || parts.isWhich || parts.flags.has('who')
  if (!asksRow || draft.measures.length > 0 || parts.groups.length > 0)
    return void addMeasure(draft, {
      kind: 'aggregate',
      aggregate: node.direction === 'desc' ? 'max' : 'min',
      value,
    })
  draft.orderBy.push({ by: { kind: 'row', value }, direction: node.direction })
  draft.limit = { count: node.count ?? 1 }
  draft.steps.push('row-extreme')
  if (ref) showOfRows(draft, parts, value, parts.heads[0]?.dataset.name ?? ref.dataset)
}

interface FieldRank {
  readonly node: Superlative
  readonly ref: FieldRef
  readonly variant: Variant
}

const rankByField = (draft: Draft, parts: Parts, { node, ref, variant }: FieldRank): void => {
  const value = { kind: 'field', field: ref } as const
  const isExplained = draft.style === 'explained'
  const quantity = draft.view.field(ref)
  if (quantity && isQuantity(quantity) && parts.times.some(time => time.expression.asks))
    return rankGroups(draft, parts, node, totalOf({ field: quantity, ref }))
  const extreme: MeasureExpression = {
    kind: 'aggregate',
    aggregate: node.direction === 'desc' ? 'max' : 'min',
    value,
  }
  const head = parts.heads[0]
  const asksRow = parts.outputs.length > 0 || head !== undefined || parts.flags.has('who') || parts.isWhich
  const isMany = /most|fewest|least|最多|最少|最耗|最费/i.test(node.word)
  // "what part of the cost came from the most expensive machines": the amount is told, the machines are ranked
  const thing = parts.outputs.find(output => !isToldAmount(output, parts)) ?? parts.outputs[0]
  const target = (isExplained ? thing : parts.outputs[0])?.ref.dataset ?? head?.dataset.name
  const isOfEach = asksRow && target !== undefined && parts.groups.length > 0 && !draft.measures.length
  // "the machine with the highest cost of each type": the machines are ranked, not the rows of their cost
  const isRank = isOfEach && isExplained && node.isOfRow !== true
  const asValue =
    (variant === 'extreme-as-value' && !isRank) ||
    (variant !== 'extreme-as-row' &&
      !isRank &&
      (draft.measures.length > 0 || parts.groups.length > 0 || (!asksRow && node.zone === 'select')))
  const isOne =
    node.count === undefined || (node.count === 1 && parts.groups.length > 0 && !draft.measures.length)
  if (asValue && isOne) return void addMeasure(draft, extreme)
  if (isRank && target === ref.dataset && rankRowsOfEach(draft, parts, { node, ref, variant })) return
  const field = quantity
  const isChild = target !== undefined && draft.view.isParent(target, ref.dataset)
  // "machines with the highest cost": what many rows of one hold is added up
  const category = parts.outputs[0]
  const isOfCategory =
    isExplained &&
    isMany &&
    category !== undefined &&
    category.ref.dataset === ref.dataset &&
    category.field.valueKind === 'category'
  if (isOfCategory && field && isQuantity(field) && !draft.measures.length)
    return rankGroups(draft, parts, node, totalOf({ field, ref }))
  const isSum = isMany || (isExplained && field?.defaultAggregate === 'sum' && !node.isOfRow)
  if (isSum && isChild && field && isQuantity(field)) {
    rankGroups(draft, parts, node, totalOf({ field, ref }))
    return
  }
  orderRows(draft, node, ref)
}

/** "the most expensive order per machine type": one row of every group, with what it is ranked by. */
const rankRowsOfEach = (draft: Draft, parts: Parts, { node, ref }: FieldRank): boolean => {
  const dataset = draft.view.dataset(ref.dataset)
  const name = dataset && nameFieldOf(dataset)
  if (!dataset || !name || draft.dimensions.length === 0) return false
  for (const output of parts.outputs)
    if (!isQuantity(output.field)) addDimension(draft, { field: output.ref })
  addDimension(draft, { field: refOf(dataset, name) })
  const aggregate = node.direction === 'desc' ? 'max' : 'min'
  const id = addMeasure(draft, { kind: 'aggregate', aggregate, value: { kind: 'field', field: ref } })
  draft.orderBy.push({ by: { kind: 'output', id }, direction: node.direction })
  return limitEach(draft, { ...parts, groups: parts.groups.map(one => ({ ...one, each: true })) }, node)
}

/** The time that rows of the first dataset with one are kept by: "the latest maintenance records". */
const latestOf = (draft: Draft, datasets: ReadonlySet<string>): FieldRef | undefined => {
  for (const name of datasets) {
    const dataset = draft.view.dataset(name)
    const field = dataset && defaultTimeOf(dataset)
    if (dataset && field) return refOf(dataset, field)
  }
  return undefined
}

const orderRows = (draft: Draft, node: NodeOf<'superlative'>, ref: FieldRef, isList = false): void => {
  draft.orderBy.push({ by: { kind: 'row', value: { kind: 'field', field: ref } }, direction: node.direction })
  if (node.count !== undefined || !isList) draft.limit = { count: node.count ?? 1 }
  draft.steps.push('row-extreme')
}

/** "top 5 lines by scrap rate", "the oldest student", "the biggest city": the key is said elsewhere or by the word. */
const rankOpen = (draft: Draft, parts: Parts, node: Superlative, variant: Variant): void => {
  const { key } = node
  const hints = key.kind === 'open' ? key.hints : []
  const measure = draft.measures[0]
  const isPlural = node.count !== undefined && node.count > 1
  if (measure && (hints.length === 0 || isPlural)) {
    const broken = draft.dimensions.length > 0
    const named = headDimension(draft, parts) || periodDimension(draft, parts, measure.expression)
    const direction = directionOf(draft, node, measure.expression)
    draft.orderBy.push({ by: { kind: 'output', id: measure.id }, direction })
    if (broken && named && limitEach(draft, parts, node)) return
    const alone = draft.dimensions.length <= 1 || node.count !== undefined
    if (draft.dimensions.length > 0 && alone) draft.limit = { count: node.count ?? 1 }
    return
  }
  const datasets = new Set([
    ...[...parts.heads, ...parts.owners].map(one => one.dataset.name),
    ...parts.outputs.map(one => one.ref.dataset),
  ])
  const found = findByHints(
    hints,
    { view: draft.view, datasets },
    field => isQuantity(field) || isTime(field),
  )
  if (found) return rankByField(draft, parts, { node, ref: found.ref, variant })
  const isAge = hints.includes('age')
  const time = isAge || hints.includes('date') ? latestOf(draft, datasets) : undefined
  // the oldest began first
  const direction = isAge ? (node.direction === 'desc' ? 'asc' : 'desc') : node.direction
  if (time) return orderRows(draft, { ...node, direction }, time, parts.flags.has('details'))
  const field = parts.otherFields.find(one => isQuantity(one.field) || isTime(one.field))
  if (field) return rankByField(draft, parts, { node, ref: field.ref, variant })
  // "the biggest reason": by what it comes to, where nothing keeps how big it is
  const isAny = hints.length === 0 || /^(the )?(biggest|largest|greatest|smallest)$/i.test(node.word)
  const counted = isAny
    ? (mostOfValue(draft, parts) ?? mostNumerous(draft, parts) ?? mostOfEach(draft, parts))
    : undefined
  if (counted !== undefined && parts.orders.length === 0) return rankGroups(draft, parts, node, counted)
  if (node.count !== undefined) {
    draft.limit = { count: node.count }
    if (parts.orders.length === 0) draft.penalty += 0.3
    return
  }
  draft.unused.push(node)
}

/** Shows what rows are ranked by, where the style explains. */
export const showRankedField = (draft: Draft): void => {
  if (draft.style !== 'explained' || draft.columns.length === 0) return
  for (const order of draft.orderBy)
    if (order.by.kind === 'row' && order.by.value.kind === 'field') addColumn(draft, order.by.value.field)
}
