import type { Dataset } from '../../model/semantic-model.ts'
import { fieldsOfCondition } from '../../query/fields-of.ts'
import { datasetsOfMeasure, filtersOfMeasure, findMetric } from '../../query/find-in-model.ts'
import { measuresOf, ownFiltersOf } from '../../query/series.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Having, MeasureExpression } from '../../query/query.ts'
import { applyAbsents, applyConditions, applyExistence, applySamePeriod } from './assemble-condition.ts'
import { applyBareCount, applyImpliedGroups, datasetOfConditions, defaultMeasure } from './assemble-count.ts'
import { applyCountedGroups } from './assemble-counted-groups.ts'
import { applyGroups, dimensionOf } from './assemble-group.ts'
import { applyMeanOfGroups } from './assemble-mean-of-groups.ts'
import { applyIntervals } from './assemble-interval.ts'
import { applyMeasuredOrders, applyOrders } from './assemble-order.ts'
import { applyOverall } from './assemble-overall.ts'
import { applyMovement } from './assemble-movement.ts'
import { applySeries } from './assemble-series.ts'
import { applyEachOfKind, applyShapes, applyVersus } from './assemble-shape.ts'
import { applySuperlatives } from './assemble-superlative.ts'
import { applyTrend } from './assemble-grain.ts'
import { applyTimes } from './assemble-time.ts'
import { defaultTimeOf } from '../default-time.ts'
import type { Parts } from '../collect.ts'
import {
  addColumn,
  addDimension,
  addFilter,
  addMeasure,
  createDraft,
  datasetsOfDraft,
  isGrouped,
  measuredDatasets,
  toQuery,
} from '../draft.ts'
import type { Draft, OutputStyle } from '../draft.ts'
import { havingOf } from './group-condition.ts'
import { ofTheirRows, thingsOf } from './rows-ranked.ts'
import { isFlag, isQuantity, nameFieldOf, refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import type { DatasetNode, FieldNode, Node } from '../node.ts'
import type { Variant } from './variant.ts'
import { totalOf } from '../total-of.ts'

export interface AssembleOptions {
  readonly view: ModelView
  readonly style: OutputStyle
  readonly variant: Variant
}

/** Puts the parts of a question together into a query; what found no place is left in `unused`. */
export const assemble = (asked: Parts, options: AssembleOptions): Draft => {
  const draft = createDraft(options.view, options.style)
  if (options.variant !== 'plain') draft.penalty += 0.35
  const parts = applyCountedGroups(draft, asked)
  draft.distinct = parts.flags.has('distinct')
  applyConditions(draft, parts)
  applyMeasures(draft, parts)
  applyGroups(draft, parts)
  applyMeanOfGroups(draft, parts)
  applySuperlatives(draft, parts, options.variant)
  applyHavings(draft, parts)
  applyMeasuredOrders(draft, parts)
  applyImpliedGroups(draft, parts)
  applyIntervals(draft, parts)
  applyOutputs(draft, parts)
  applyAbsents(draft, parts)
  applyExistence(draft, parts)
  applyTimes(draft, parts)
  applySamePeriod(draft, parts)
  if (parts.flags.has('trend')) applyTrend(draft, parts)
  applyMetricFilters(draft)
  applySeries(draft, parts)
  applyMovement(draft, parts)
  if (draft.pin) applyPin(draft, draft.pin)
  if (draft.passed > 0) applyPassed(draft)
  applyShapes(draft, parts)
  applyBareCount(draft, parts)
  if (parts.flags.has('each')) applyVersus(draft)
  applyOrders(draft, parts)
  applyOverall(draft)
  // "lathes with more than 5 repairs": each of that kind
  if (draft.having.length > 0 && draft.columns.length === 0) applyEachOfKind(draft, parts)
  doubtLoneCondition(draft)
  showFiltered(draft, parts)
  chooseRoot(draft, parts)
  draft.unused.push(...parts.leftover.filter(node => !draft.taken.includes(node)), ...idleNames(draft, parts))
  return draft
}

/** "how many parts did we scrap": the metric says how many; the noun only says of what. */
const isNounOfMetric = (draft: Draft, parts: Parts, node: Parts['measures'][number]): boolean => {
  if (node.type !== 'measure' || node.counted?.type !== 'dataset' || !/how (many|much)|多少/i.test(node.text))
    return false
  const counted = node.counted.dataset.name
  return parts.measures.some(
    other =>
      other.type === 'metric' &&
      other.from >= node.to &&
      other.metric.format?.percent !== true &&
      datasetsOfMeasure(other.metric.expression, draft.view.model).every(name =>
        draft.view.isParent(counted, name),
      ),
  )
}

/** Tables and columns that the question names and the query does not read: "scrap rate between suppliers". */
const idleNames = (draft: Draft, parts: Parts): readonly Node[] => {
  const used = new Set(datasetsOfDraft(draft))
  if (draft.root !== undefined) used.add(draft.root)
  for (const filter of draft.filters) if (filter.kind === 'related') used.add(filter.dataset)
  for (const measure of measuresOf(toQuery(draft)))
    for (const { dataset } of ownFiltersOf(measure).flatMap(fieldsOfCondition)) used.add(dataset)
  // a column that refers to its rows stands for a table: borders are states
  const shown = [
    ...draft.dimensions.map(dimension => dimension.field),
    ...draft.columns.flatMap(({ value }) => (value.kind === 'field' ? [value.field] : [])),
  ]
  for (const { from, fromFields, to } of draft.view.model.relationships)
    if (shown.some(ref => ref.dataset === from && fromFields.includes(ref.field))) used.add(to)
  // a table between those that are read is read too: members, between clubs and students
  const isBetween = (name: string): boolean =>
    [...used].some(a =>
      [...used].some(
        b =>
          a !== b && draft.view.distance(a, name) + draft.view.distance(name, b) <= draft.view.distance(a, b),
      ),
    )
  const isIdle = (name: string): boolean => !used.has(name) && !isBetween(name)
  return [
    ...[...parts.owners, ...parts.heads].filter(({ dataset }) => isIdle(dataset.name)),
    ...parts.otherFields.filter(({ ref }) => isIdle(ref.dataset)),
  ]
}

const applyMeasures = (draft: Draft, parts: Parts): void => {
  for (const node of parts.measures) {
    if (isNounOfMetric(draft, parts, node)) continue
    const expression: MeasureExpression =
      node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression
    addMeasure(draft, expression)
  }
}

const applyHavings = (draft: Draft, parts: Parts): void => {
  for (const said of parts.havings) {
    const node = { ...said, measure: ofTheirRows(draft.view, thingsOf(parts), said.measure) }
    const isOwn = node.right === 'avg' && parts.within !== undefined && !parts.flags.has('share')
    const having = havingOf(node, isOwn ? dimensionOf(draft, parts.within) : undefined)
    draft.having.push(having)
    if (node.right === 'overall' || node.sibling) draft.overall.push(having)
    if (draft.style === 'explained') for (const shown of sidesOf(having)) addMeasure(draft, shown)
  }
}

/** What a condition on groups is told with: both sides, where one is set against the other. */
const sidesOf = ({ measure, right }: Having): readonly MeasureExpression[] =>
  measure.kind === 'arithmetic' && measure.operator === '-' && right.kind === 'value' && right.value === 0
    ? [measure.left, measure.right]
    : [measure]

/** "only with output below 2000", of all rows as one group: nobody asks whether the one number is shown. */
const doubtLoneCondition = (draft: Draft): void => {
  const isAlone = draft.dimensions.length === 0 && draft.columns.length === 0
  if (draft.having.length > 0 && isAlone) draft.penalty += 1.5
}

/** "how much energy was used by line 3": all of it, where the column is one that adds up. */
const addUpAmount = (draft: Draft, parts: Parts): void => {
  const addsUp = parts.outputs.every(
    ({ field }) => isQuantity(field) && field.role === 'measure' && field.defaultAggregate === 'sum',
  )
  const isPlain = !isGrouped(draft) && parts.superlatives.length === 0 && !parts.isWhich
  const isAmount = parts.asksAmount || isBareAmount(parts)
  if (draft.style === 'explained' && isAmount && isPlain && addsUp && parts.heads.length === 0)
    for (const node of parts.outputs) addMeasure(draft, totalOf(node))
}

/** "ytd maintenance cost": one amount of a period, by nothing that asks for rows. */
const isBareAmount = (parts: Parts): boolean =>
  parts.outputs.length === 1 &&
  parts.owners.length === 0 &&
  parts.orders.length === 0 &&
  parts.times.some(time => time.expression.range !== undefined) &&
  !parts.flags.has('details') &&
  !parts.flags.has('distinct') &&
  parts.otherFields.length === 0

/** "which machines were commissioned before 2014": when each was, as it is told by what it was chosen by. */
const showFiltered = (draft: Draft, parts: Parts): void => {
  const [first] = draft.columns
  if (draft.style !== 'explained' || first?.value.kind !== 'field' || draft.distinct || isGrouped(draft))
    return
  if (draft.setOperation) return
  const { dataset } = first.value.field
  for (const filter of draft.filters) {
    const isRange = filter.kind === 'between' || (filter.kind === 'compare' && !/^!?=$/.test(filter.operator))
    if (isRange && filter.left.kind === 'field' && filter.left.field.dataset === dataset)
      addColumn(draft, filter.left.field)
  }
  if (draft.time?.field.dataset === dataset) addColumn(draft, draft.time.field)
  const own = draft.view.dataset(dataset)
  const time = own && defaultTimeOf(own)
  if (parts.flags.has('when') && own && time) addColumn(draft, refOf(own, time))
}

const applyOutputs = (draft: Draft, parts: Parts): void => {
  const asksCount =
    parts.flags.has('yes-no') && draft.measures.length === 0 && parts.outputs.length === 0 && !parts.columns
  const yesNoHead = asksCount ? parts.heads[0] : undefined
  if (yesNoHead) addMeasure(draft, { kind: 'rows', dataset: yesNoHead.dataset.name })
  addUpAmount(draft, parts)
  if (isGrouped(draft)) {
    const isShare = draft.steps.includes('share-of-flag') || draft.steps.includes('share-of-condition')
    const asked = isShare
      ? parts.outputs.filter(node => !isFlag(node.field) && isQuantity(node.field))
      : parts.outputs
    for (const node of asked) outputOfGroup(draft, node)
    const own = draft.steps.includes('mean-of-rows') ? measuredDatasets(draft) : []
    for (const node of parts.heads.filter(head => !own.includes(head.dataset.name)))
      if (isHeadDimension(draft, parts, node)) dimensionOf(draft, node)
  } else {
    for (const node of parts.outputs) addColumn(draft, node.ref)
    // "which defect types did we see": each of them once, of the many rows that have it
    if (draft.style === 'explained' && parts.isWhich && parts.outputs.every(({ field }) => isKind(field)))
      draft.distinct ||= parts.outputs.length > 0
    // "machine, reason and duration": what one of them is the name of
    if (parts.outputs.length > 0)
      for (const node of parts.heads.slice(parts.isWhich ? 1 : 0))
        if (parts.outputs.some(output => draft.view.isParent(node.dataset.name, output.ref.dataset)))
          nameColumn(draft, node.dataset)
    if (parts.outputs.length > 0) nameRows(draft, parts)
  }
  if (parts.groups.length > 0 && draft.measures.length === 0 && draft.dimensions.length > 0) {
    defaultMeasure(draft, parts)
    doubtCountOfOne(draft)
  }
  if (parts.columns) askedColumns(draft, parts, parts.columns)
  if (!isGrouped(draft) && draft.columns.length === 0) rowsOutput(draft, parts)
  if (!isGrouped(draft) && parts.flags.has('details')) allColumns(draft, parts)
}

/** "machines by type": counted by their name there is one of each. */
const doubtCountOfOne = (draft: Draft): void => {
  const [counted] = draft.measures
  const isOfOne =
    counted?.expression.kind === 'rows' &&
    draft.dimensions.length > 1 &&
    draft.dimensions.some(
      ({ field }) =>
        counted.expression.kind === 'rows' &&
        field.dataset === counted.expression.dataset &&
        draft.view.field(field)?.isName === true,
    )
  if (isOfOne) draft.penalty += 0.35
}

/** "stops of line 3: machine and reason": the columns of each row; of what is ranked, what belongs to it. */
const askedColumns = (draft: Draft, parts: Parts, { refs, dataset }: NonNullable<Parts['columns']>): void => {
  if (!isGrouped(draft)) {
    const isNamed = draft.columns.some(
      ({ value }) => value.kind === 'field' && value.field.dataset === dataset.name,
    )
    const name = nameFieldOf(dataset)?.name
    const isAsked = refs.some(
      ref => ref.dataset === dataset.name && (ref.field === name || dataset.primaryKey.includes(ref.field)),
    )
    if ((draft.style === 'explained' || parts.isWhich) && !isNamed && !isAsked) nameColumn(draft, dataset)
    for (const ref of refs) addColumn(draft, ref)
    return
  }
  for (const ref of refs) {
    const field = draft.view.field(ref)
    const isOfGroup = draft.dimensions.some(
      one => one.field.dataset === ref.dataset || draft.view.isParent(ref.dataset, one.field.dataset),
    )
    if (field && !isQuantity(field) && isOfGroup) addDimension(draft, { field: ref })
  }
}

/** "all lots heavier than 20 t with supplier and weight": which lot it is, beside what is told of it. */
const nameRows = (draft: Draft, parts: Parts): void => {
  const [head] = parts.heads
  if (draft.style !== 'explained' || parts.isWhich || !head || parts.flags.has('distinct')) return
  const isOfHead = parts.outputs.every(
    ({ ref }) => ref.dataset === head.dataset.name || draft.view.isParent(ref.dataset, head.dataset.name),
  )
  if (isOfHead) nameColumn(draft, head.dataset)
}

const isKind = ({ role, valueKind, isName }: FieldNode['field']): boolean =>
  role === 'dimension' && valueKind === 'category' && isName !== true

/** Beside measures a bare field is grouped by; a quantity that only repeats a measure is none. */
const outputOfGroup = (draft: Draft, node: FieldNode): void => {
  const measured = draft.measures.some(({ expression }) =>
    JSON.stringify(expanded(draft, expression)).includes(`"${node.ref.field}"`),
  )
  if (isQuantity(node.field) && draft.measures.length > 0 && !measured) {
    // "scrap cost": beside what is measured of other rows it may be neither
    if (!measuredDatasets(draft).includes(node.ref.dataset)) draft.penalty += 0.5
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
  // 哪家供应商…来料: the rows that are measured are no group of theirs, unless they are what is asked for
  if (node !== parts.asked && measuredDatasets(draft).includes(node.dataset.name)) return false
  // "which supplier's material": the supplier is asked for, by what is of it
  if (node !== parts.asked && isOfAsked(draft, parts, node)) return false
  if (parts.isWhich || parts.flags.has('who')) return true
  if (draft.having.length > 0 && parts.measures.length === 0) return true
  const firstMeasure = parts.measures[0]
  const isBefore = firstMeasure !== undefined && node.to <= firstMeasure.from
  return isBefore && parts.language === 'en'
}

const isOfAsked = (draft: Draft, { asked }: Parts, node: DatasetNode): boolean => {
  const parent =
    asked?.type === 'dataset' ? asked.dataset.name : asked?.type === 'field' ? asked.ref.dataset : undefined
  return parent !== undefined && draft.view.isParent(parent, node.dataset.name)
}

/** "unplanned stop hours by reason": reasons that only planned stops have are no groups of it. */
const applyMetricFilters = (draft: Draft): void => {
  const [measure] = draft.measures
  if (draft.measures.length !== 1 || draft.dimensions.length === 0 || measure?.expression.kind !== 'metric')
    return
  for (const filter of filtersOfMeasure(measure.expression, draft.view.model)) addFilter(draft, filter)
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

/** Leaves out the first groups of the order, found by the same filters and period. */
const applyPassed = (draft: Draft): void => {
  const [group] = draft.dimensions
  const [order] = draft.orderBy
  const by = order?.by
  const said = by?.kind === 'output' ? draft.measures.find(one => one.id === by.id)?.expression : undefined
  const measure = by?.kind === 'measure' ? by.measure : said
  if (!group || !order || !measure) return
  addFilter(draft, {
    kind: 'in-query',
    field: group.field,
    negated: true,
    query: {
      ...emptyQuery,
      dimensions: [{ id: 'first', field: group.field }],
      filters: [...draft.filters],
      ...(draft.time ? { time: draft.time } : {}),
      orderBy: [{ by: { kind: 'measure', measure }, direction: order.direction }],
      limit: { count: draft.passed },
    },
  })
}

const rowsOutput = (draft: Draft, parts: Parts): void => {
  const head = parts.heads[0] ?? parts.owners[0]
  const dataset = head?.dataset ?? datasetOfConditions(draft, parts)
  if (!dataset) return
  draft.root = dataset.name
  const everything = draft.style === 'explained' && !parts.isWhich && !parts.flags.has('who')
  const name = nameFieldOf(dataset)
  const others = parts.heads.slice(1).map(node => node.dataset)
  // "the orders that are still running, with their product and line"
  if (everything && others.length > 0 && others.every(one => draft.view.isParent(one.name, dataset.name))) {
    for (const one of [dataset, ...others]) nameColumn(draft, one)
    return
  }
  if (parts.flags.has('details') || everything || !name) allColumns(draft, parts)
  else
    for (const one of parts.heads.length > 0 ? parts.heads.map(node => node.dataset) : [dataset])
      nameColumn(draft, one)
}

const nameColumn = (draft: Draft, dataset: Dataset): void => {
  const name = nameFieldOf(dataset)
  if (name) addColumn(draft, refOf(dataset, name))
}

const allColumns = (draft: Draft, parts: Parts): void => {
  const node = parts.heads[0] ?? parts.owners[0]
  const dataset = node?.dataset ?? datasetOfConditions(draft, parts)
  if (!dataset) return
  for (const field of dataset.fields) if (!field.hidden) addColumn(draft, refOf(dataset, field))
}

/**
 * In the `asked` style a list restricted by rows that refer to it has one row for each of those, as SQL that joins
 * them has; people who read an explained answer want each thing once.
 */
const joinedRows = (draft: Draft): string | undefined => {
  const [first] = draft.columns
  if (draft.style !== 'asked' || first?.value.kind !== 'field' || draft.distinct) return undefined
  const listed = first.value.field.dataset
  return draft.filters
    .filter(filter => filter.kind === 'compare' || filter.kind === 'between')
    .flatMap(fieldsOfCondition)
    .map(ref => ref.dataset)
    .find(dataset => draft.view.isParent(listed, dataset))
}

/** The dataset whose rows are meant, where no measure or column decides it. */
const chooseRoot = (draft: Draft, parts: Parts): void => {
  if (draft.root !== undefined || measuredDatasets(draft).length > 0) return
  const joined = joinedRows(draft)
  if (joined !== undefined) {
    draft.root = joined
    return
  }
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
