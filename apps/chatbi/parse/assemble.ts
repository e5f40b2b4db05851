import type { Dataset } from '../model/semantic-model.ts'
import { emptyQuery } from '../query/query.ts'
import type { Condition, FieldRef, MeasureExpression, TimeGrain } from '../query/query.ts'
import { findMetric } from '../query/find-in-model.ts'
import type { Parts } from './collect.ts'
import { addColumn, addDimension, addFilter, addMeasure, createDraft, measuredDatasets } from './draft.ts'
import type { Draft, OutputStyle } from './draft.ts'
import { countRows } from './count-measure.ts'
import { applySuperlatives, onlyChildOf } from './assemble-superlative.ts'
import { applyTimes, applyTrend } from './assemble-time.ts'
import { applyShapes } from './assemble-shape.ts'
import type { ModelView } from './model-view.ts'
import { isQuantity, nameFieldOf, refOf } from './model-view.ts'
import type { DatasetNode, FieldNode } from './node.ts'

export interface AssembleOptions {
  readonly view: ModelView
  readonly style: OutputStyle
  /** Which of the doubtful choices is taken the other way. */
  readonly variant: Variant
}

/**
 * - `plain`: every choice as it most often is
 * - `extreme-as-value`, `extreme-as-row`: "the highest salary" is the salary, or the row that has it
 */
export const variants = ['plain', 'extreme-as-value', 'extreme-as-row'] as const
export type Variant = (typeof variants)[number]

/** Puts the parts of a question together into a query; what found no place is left in `unused`. */
export const assemble = (parts: Parts, options: AssembleOptions): Draft => {
  const draft = createDraft(options.view, options.style)
  if (options.variant !== 'plain') draft.penalty += 0.35
  draft.distinct = parts.flags.has('distinct')
  applyConditions(draft, parts)
  applyMeasures(draft, parts)
  applyGroups(draft, parts)
  applySuperlatives(draft, parts, options.variant)
  applyHavings(draft, parts)
  applyMeasuredOrders(draft, parts)
  applyImpliedGroups(draft, parts)
  applyOutputs(draft, parts)
  applyAbsents(draft, parts)
  applyExistence(draft, parts)
  applyTimes(draft, parts)
  if (parts.flags.has('trend')) applyTrend(draft, parts)
  applyMetricFilters(draft)
  if (draft.pin) applyPin(draft, draft.pin)
  applyShapes(draft, parts)
  applyBareCount(draft, parts)
  applyOrders(draft, parts)
  chooseRoot(draft, parts)
  draft.unused.push(...parts.leftover)
  return draft
}

/** "customers who have a loan": the rows that have a related one, where nothing more is said of it. */
const applyExistence = (draft: Draft, parts: Parts): void => {
  const root = rootOf(parts)
  if (root === undefined) return
  const used = new Set([
    ...parts.outputs.map(node => node.ref.dataset),
    ...parts.heads.map(node => node.dataset.name),
    ...parts.conditions.flatMap(node => node.refs.map(ref => ref.dataset)),
    ...parts.absents.map(node => node.dataset.name),
    ...measuredDatasets(draft),
    ...parts.groups.flatMap(group =>
      group.by.map(node => (node.type === 'dataset' ? node.dataset.name : node.ref.dataset)),
    ),
  ])
  if (parts.superlatives.length + parts.havings.length > 0) return
  for (const { dataset, isHeld } of parts.owners)
    if (isHeld && !used.has(dataset.name) && draft.view.isParent(root, dataset.name))
      addFilter(draft, { kind: 'related', dataset: dataset.name, filters: [] })
}

const applyConditions = (draft: Draft, parts: Parts): void => {
  const root = rootOf(parts)
  const lists = parts.measures.length === 0 && parts.superlatives.length === 0 && parts.havings.length === 0
  for (const node of parts.conditions) {
    const absent = parts.absents.find(
      one => one.to <= node.from && belongsTo(draft, node, one.dataset.name, root),
    )
    if (absent) continue
    const dataset = node.refs[0]?.dataset
    const isFar =
      lists &&
      node.negates !== undefined &&
      root !== undefined &&
      dataset !== undefined &&
      dataset !== root &&
      !draft.view.isParent(dataset, root)
    // "who do not play X": no row of theirs says X; a row that says another thing proves nothing
    if (isFar && node.negates)
      addFilter(draft, { kind: 'related', dataset, filters: [node.negates], negated: true })
    else addFilter(draft, node.condition)
  }
  if (!parts.flags.has('both')) joinEqualities(draft)
}

/** Two values of one field cannot both hold in a row, so rows of either are meant. */
const joinEqualities = (draft: Draft): void => {
  const byField = Map.groupBy(draft.filters.filter(isEquality), filter => JSON.stringify(filter.left))
  for (const same of byField.values()) {
    const [first] = same
    if (same.length < 2 || first?.left.kind !== 'field') continue
    const values = same.flatMap(filter => (filter.right.kind === 'value' ? [filter.right.value] : []))
    draft.filters = draft.filters.filter(filter => !same.some(one => one === filter))
    addFilter(draft, { kind: 'in', field: first.left.field, values })
    draft.penalty += 0.15
  }
}

const isEquality = (filter: Condition): filter is Extract<Condition, { readonly kind: 'compare' }> =>
  filter.kind === 'compare' &&
  filter.operator === '=' &&
  filter.left.kind === 'field' &&
  filter.right.kind === 'value'

/** The dataset whose rows are asked for, before anything is composed. */
const rootOf = (parts: Parts): string | undefined =>
  parts.outputs[0]?.ref.dataset ?? parts.heads[0]?.dataset.name ?? parts.owners[0]?.dataset.name

/** Whether a condition speaks of the rows that are missing ("no friends living in Austin"). */
const belongsTo = (
  draft: Draft,
  node: Parts['conditions'][number],
  dataset: string,
  root: string | undefined,
): boolean => {
  const own = node.refs[0]?.dataset
  return own !== undefined && own !== root && (own === dataset || draft.view.isParent(own, dataset))
}

const applyMeasures = (draft: Draft, parts: Parts): void => {
  for (const node of parts.measures) {
    const expression: MeasureExpression =
      node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression
    addMeasure(draft, expression)
  }
}

export const dimensionOf = (draft: Draft, node: FieldNode | DatasetNode): string | undefined => {
  if (node.type === 'field') return addDimension(draft, fieldDimension(node))
  const name = nameFieldOf(node.dataset)
  return name && addDimension(draft, { field: refOf(node.dataset, name) })
}

/** A timestamp is grouped by its day unless the words say the grain: "by hour", where hours are a column. */
const fieldDimension = (node: FieldNode): { readonly field: FieldRef; readonly grain?: TimeGrain } =>
  node.field.type === 'timestamp'
    ? { field: node.ref, grain: grainOf(node.text) ?? 'day' }
    : { field: node.ref }

const grainOf = (text: string): TimeGrain | undefined =>
  /^hours?$|小时/i.test(text) ? 'hour' : /^months?$|月/i.test(text) ? 'month' : undefined

const applyGroups = (draft: Draft, parts: Parts): void => {
  const isList =
    draft.measures.length === 0 &&
    parts.outputs.length > 0 &&
    parts.superlatives.length === 0 &&
    parts.havings.length === 0
  const isTotal = parts.groups.some(group => !group.each || group.by.some(node => isTotalled(parts, node)))
  if (draft.measures.length === 0 && isTotal && parts.havings.length === 0 && parts.superlatives.length === 0)
    for (const node of parts.outputs) if (isQuantity(node.field)) addMeasure(draft, totalOf(node))
  for (const group of parts.groups)
    for (const node of group.by) {
      if (node.type === 'field' && !group.each && ranksBy(draft, parts, node)) continue
      // "the name and budget of each department" lists; it does not group
      if (isList && group.each && !isTotalled(parts, node)) continue
      // "across all volumes": every row is its own group only where "each" asks for it
      const isOwnRows =
        node.type === 'dataset' && !group.each && measuredDatasets(draft).includes(node.dataset.name)
      if (isOwnRows && parts.measures.some(one => one.type === 'measure' && one.counted === undefined))
        continue
      const named = parts.outputs.some(
        output => node.type === 'dataset' && output.ref.dataset === node.dataset.name,
      )
      if (node.type === 'dataset' && named) continue
      // a quantity has as many groups as rows
      if (node.type === 'field' && node.field.role === 'measure' && draft.measures.length > 0)
        draft.penalty += 0.4
      dimensionOf(draft, node)
    }
}

/** "top 3 reasons by duration", "list employees by age": a quantity after "by" ranks; nothing is grouped by it. */
const ranksBy = (draft: Draft, parts: Parts, node: FieldNode): boolean => {
  if (!isQuantity(node.field) || node.field.role !== 'measure') return false
  const opens = parts.superlatives.some(one => one.key.kind === 'open')
  if (opens) {
    addMeasure(draft, totalOf(node))
    return true
  }
  const lists = parts.measures.length === 0 && parts.groups.length === 1 && parts.superlatives.length === 0
  if (!lists || parts.outputs.some(one => isQuantity(one.field))) return false
  draft.orderBy.push({ by: { kind: 'row', value: { kind: 'field', field: node.ref } }, direction: 'asc' })
  return true
}

/** "energy of each area": a quantity of many rows for one of something else is added up, not listed. */
const isTotalled = (parts: Parts, node: FieldNode | DatasetNode): boolean => {
  const dataset = node.type === 'dataset' ? node.dataset.name : node.ref.dataset
  return (
    parts.outputs.every(output => isQuantity(output.field)) &&
    (node.type === 'field' || parts.outputs.every(output => output.ref.dataset !== dataset))
  )
}

const totalOf = (node: FieldNode): MeasureExpression => ({
  kind: 'aggregate',
  aggregate: node.field.defaultAggregate ?? 'sum',
  value: { kind: 'field', field: node.ref },
})

export const isGrouped = (draft: Draft): boolean =>
  draft.measures.length > 0 || draft.dimensions.length > 0 || draft.having.length > 0

const applyHavings = (draft: Draft, parts: Parts): void => {
  for (const node of parts.havings) {
    draft.having.push({
      measure: node.measure,
      operator: node.operator,
      right: node.right === 'avg' ? { kind: 'groups-average' } : { kind: 'value', value: node.right },
    })
    if (draft.style === 'explained') addMeasure(draft, node.measure)
  }
}

const applyOutputs = (draft: Draft, parts: Parts): void => {
  const asksCount = parts.flags.has('yes-no') && draft.measures.length === 0 && parts.outputs.length === 0
  const yesNoHead = asksCount ? parts.heads[0] : undefined
  if (yesNoHead) addMeasure(draft, { kind: 'rows', dataset: yesNoHead.dataset.name })
  if (isGrouped(draft)) {
    for (const node of parts.outputs) outputOfGroup(draft, node)
    for (const node of parts.heads) if (isHeadDimension(draft, parts, node)) dimensionOf(draft, node)
  } else for (const node of parts.outputs) addColumn(draft, node.ref)
  if (parts.groups.length > 0 && draft.measures.length === 0 && draft.dimensions.length > 0)
    defaultMeasure(draft, parts)
  if (!isGrouped(draft) && draft.columns.length === 0) rowsOutput(draft, parts)
  if (!isGrouped(draft) && parts.flags.has('details')) allColumns(draft, parts)
}

/** Beside measures a bare field is grouped by; a quantity that only repeats a measure is none. */
const outputOfGroup = (draft: Draft, node: FieldNode): void => {
  const measured = draft.measures.some(({ expression }) =>
    JSON.stringify(expanded(draft, expression)).includes(`"${node.ref.field}"`),
  )
  if (isQuantity(node.field) && draft.measures.length > 0 && draft.dimensions.length > 0 && !measured) {
    addMeasure(draft, totalOf(node))
    return
  }
  if (!measured) dimensionOf(draft, node)
}

const expanded = (draft: Draft, expression: MeasureExpression): MeasureExpression =>
  expression.kind === 'metric'
    ? (findMetric(draft.view.model, expression.metric)?.expression ?? expression)
    : expression

const isHeadDimension = (draft: Draft, parts: Parts, node: DatasetNode): boolean => {
  if (parts.outputs.some(output => output.ref.dataset === node.dataset.name)) return false
  if (draft.dimensions.some(dimension => dimension.field.dataset === node.dataset.name)) return false
  if (parts.isWhich || parts.flags.has('who')) return true
  if (draft.having.length > 0 && parts.measures.length === 0) return true
  const firstMeasure = parts.measures[0]
  const isBefore = firstMeasure !== undefined && node.to <= firstMeasure.from
  return isBefore && parts.language === 'en'
}

/** Filters that every aggregate of a measure has: groups without such rows would only be empty. */
const filtersOfAll = (draft: Draft, expression: MeasureExpression): readonly Condition[] => {
  switch (expression.kind) {
    case 'metric':
      return filtersOfAll(draft, expanded(draft, expression))
    case 'aggregate':
    case 'rows':
      return expression.filters ?? []
    case 'arithmetic':
      return expression.right.kind === 'number' ? filtersOfAll(draft, expression.left) : []
    default:
      return []
  }
}

/** "unplanned stop hours by reason": reasons that only planned stops have are no groups of it. */
const applyMetricFilters = (draft: Draft): void => {
  const [measure] = draft.measures
  if (draft.measures.length !== 1 || draft.dimensions.length === 0 || measure?.expression.kind !== 'metric')
    return
  for (const filter of filtersOfAll(draft, measure.expression)) addFilter(draft, filter)
}

/** Keeps the rows of the winner alone, found by the same filters and period. */
const applyPin = (draft: Draft, { field, measure, direction }: NonNullable<Draft['pin']>): void =>
  addFilter(draft, {
    kind: 'in-query',
    field,
    query: {
      ...emptyQuery,
      dimensions: [{ id: 'winner', field }],
      filters: [...draft.filters],
      ...(draft.time ? { time: draft.time } : {}),
      orderBy: [{ by: { kind: 'measure', measure }, direction }],
      limit: { count: 1 },
    },
  })

/** "stops by line": the rows themselves are counted; a quantity asked for is added up. */
const defaultMeasure = (draft: Draft, parts: Parts): void => {
  const head = parts.heads[0] ?? parts.owners[0]
  const dataset = head?.dataset.name ?? mostDetailed(draft, parts)
  const isRanked = draft.orderBy.length > 0 || draft.having.length > 0
  if (dataset !== undefined && (!isRanked || draft.style === 'explained'))
    addMeasure(draft, countRows(dataset, draft.view))
}

/** "share of defect types", 停机原因排名: what is named is grouped by and counted; a ranking shows all in order. */
const applyImpliedGroups = (draft: Draft, parts: Parts): void => {
  const isRanking = parts.flags.has('ranking')
  if (!isRanking && !parts.flags.has('share')) return
  const named = parts.outputs.filter(node => !isQuantity(node.field))
  if (draft.dimensions.length === 0 && (isRanking || draft.measures.length === 0))
    for (const node of named.length > 0 ? named : [...parts.heads, ...parts.owners]) dimensionOf(draft, node)
  const [first] = draft.dimensions
  if (!first) return
  if (draft.measures.length === 0) {
    const counted = mostDetailed(draft, parts) ?? first.field.dataset
    const child = counted === first.field.dataset ? onlyChildOf(draft, counted) : undefined
    addMeasure(draft, countRows(child ?? counted, draft.view))
  }
  const measure = draft.measures[0]
  if (isRanking && measure && draft.orderBy.length === 0)
    draft.orderBy.push({ by: { kind: 'output', id: measure.id }, direction: 'desc' })
}

/** "cracks by supplier": what the filters speak of is counted, where many of its rows belong to one group. */
const mostDetailed = (draft: Draft, parts: Parts): string | undefined => {
  const grouped = draft.dimensions.map(dimension => dimension.field.dataset)
  const filtered = parts.conditions.flatMap(node => node.refs.map(ref => ref.dataset))
  return (
    filtered.find(child => grouped.every(parent => parent === child || draft.view.isParent(parent, child))) ??
    grouped[0]
  )
}

const rowsOutput = (draft: Draft, parts: Parts): void => {
  const head = parts.heads[0] ?? parts.owners[0]
  const dataset = head?.dataset ?? datasetOfConditions(draft, parts)
  if (!dataset) return
  draft.root = dataset.name
  const everything = draft.style === 'explained' && !parts.isWhich && !parts.flags.has('who')
  const name = nameFieldOf(dataset)
  if (parts.flags.has('details') || everything || !name) allColumns(draft, parts)
  else
    for (const one of parts.heads.length > 0 ? parts.heads.map(node => node.dataset) : [dataset])
      nameColumn(draft, one)
}

const nameColumn = (draft: Draft, dataset: Dataset): void => {
  const name = nameFieldOf(dataset)
  if (name) addColumn(draft, refOf(dataset, name))
}

const datasetOfConditions = (draft: Draft, parts: Parts): Dataset | undefined => {
  const ref = parts.conditions[0]?.refs[0] ?? parts.times[0]?.field ?? parts.otherFields[0]?.ref
  return ref && draft.view.dataset(ref.dataset)
}

const allColumns = (draft: Draft, parts: Parts): void => {
  const node = parts.heads[0] ?? parts.owners[0]
  const dataset = node?.dataset ?? datasetOfConditions(draft, parts)
  if (!dataset) return
  for (const field of dataset.fields) if (!field.hidden) addColumn(draft, refOf(dataset, field))
}

/** "… and how many are there?": the count of what was asked, with no noun of its own. */
const applyBareCount = (draft: Draft, parts: Parts): void => {
  if (!parts.flags.has('count') || draft.measures.length > 0) return
  const ranked = draft.orderBy.find(order => order.by.kind === 'measure')?.by
  const named = parts.heads[0] ?? parts.owners[0]
  const dataset =
    named?.dataset.name ?? datasetOfConditions(draft, parts)?.name ?? draft.dimensions[0]?.field.dataset
  const asksOnly = parts.outputs.length === 0 && parts.superlatives.length === 0 && parts.havings.length === 0
  if (ranked?.kind === 'measure') addMeasure(draft, ranked.measure)
  else if (draft.having[0]) addMeasure(draft, draft.having[0].measure)
  else if (dataset !== undefined && (draft.dimensions.length > 0 || asksOnly)) {
    if (asksOnly) draft.columns = []
    addMeasure(draft, { kind: 'rows', dataset })
  }
}

/** "students who have no pet": rows without a related one. */
const applyAbsents = (draft: Draft, parts: Parts): void => {
  const root = rootOf(parts)
  for (const absent of parts.absents) {
    const filters = parts.conditions
      .filter(node => absent.to <= node.from && belongsTo(draft, node, absent.dataset.name, root))
      .map(node => node.condition)
    draft.filters.push({ kind: 'related', dataset: absent.dataset.name, filters, negated: true })
  }
}

/** "list the lines by output, highest first": ordering by a measure groups by what is listed. */
const applyMeasuredOrders = (draft: Draft, parts: Parts): void => {
  const ranked = parts.orders
    .flatMap(order => order.by)
    .filter(node => node.type === 'metric' || node.type === 'measure')
  if (ranked.length === 0 || draft.measures.length > 0 || draft.dimensions.length > 0) return
  for (const node of parts.outputs) dimensionOf(draft, node)
  if (parts.outputs.length === 0) for (const node of parts.heads.slice(0, 1)) dimensionOf(draft, node)
  if (draft.style === 'explained')
    for (const node of ranked)
      addMeasure(
        draft,
        node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression,
      )
}

const applyOrders = (draft: Draft, parts: Parts): void => {
  for (const order of parts.orders) {
    const direction = order.direction ?? 'asc'
    if (order.by.length === 0) {
      const first = draft.measures[0] ?? draft.dimensions[0] ?? draft.columns[0]
      if (first && draft.orderBy.length === 0)
        draft.orderBy.push({ by: { kind: 'output', id: first.id }, direction })
    }
    for (const node of order.by) orderBy(draft, node, direction)
  }
}

const orderBy = (
  draft: Draft,
  node: Parts['orders'][number]['by'][number],
  direction: 'asc' | 'desc',
): void => {
  if (node.type === 'metric' || node.type === 'measure') {
    const measure: MeasureExpression =
      node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression
    const output = draft.measures.find(one => JSON.stringify(one.expression) === JSON.stringify(measure))
    draft.orderBy.push({
      by: output ? { kind: 'output', id: output.id } : { kind: 'measure', measure },
      direction,
    })
    return
  }
  const name = node.type === 'dataset' ? nameFieldOf(node.dataset) : undefined
  const ref =
    node.type === 'field' ? node.ref : name && node.type === 'dataset' ? refOf(node.dataset, name) : undefined
  if (!ref) return
  const output =
    draft.dimensions.find(one => one.field.dataset === ref.dataset && one.field.field === ref.field) ??
    draft.columns.find(
      one =>
        one.value.kind === 'field' &&
        one.value.field.dataset === ref.dataset &&
        one.value.field.field === ref.field,
    ) ??
    draft.measures.find(
      one =>
        one.expression.kind === 'aggregate' &&
        one.expression.value.kind === 'field' &&
        one.expression.value.field.dataset === ref.dataset &&
        one.expression.value.field.field === ref.field,
    )
  if (output) draft.orderBy.push({ by: { kind: 'output', id: output.id }, direction })
  else if (isGrouped(draft))
    draft.orderBy.push({
      by: {
        kind: 'measure',
        measure: { kind: 'aggregate', aggregate: 'min', value: { kind: 'field', field: ref } },
      },
      direction,
    })
  else draft.orderBy.push({ by: { kind: 'row', value: { kind: 'field', field: ref } }, direction })
}

/** The dataset whose rows are meant, where no measure or column decides it. */
const chooseRoot = (draft: Draft, parts: Parts): void => {
  if (draft.root !== undefined || measuredDatasets(draft).length > 0) return
  const first = draft.columns[0]?.value ?? undefined
  const head = parts.heads[0] ?? parts.owners[0]
  const named = new Set(
    draft.columns.flatMap(column => (column.value.kind === 'field' ? [column.value.field.dataset] : [])),
  )
  // whose fields are listed is clear from the columns; another dataset only says of what they are
  const isClear = head !== undefined && named.size > 0 && !named.has(head.dataset.name)
  if (head && !isClear) draft.root = head.dataset.name
  else if (first?.kind === 'field') draft.root = first.field.dataset
  else if (draft.dimensions[0]) draft.root = draft.dimensions[0].field.dataset
}
