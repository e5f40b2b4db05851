import type { Dataset } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import { dimensionOf } from './assemble-group.ts'
import { namedEvents } from './event-of.ts'
import type { Parts } from '../collect.ts'
import { countRows } from '../count-measure.ts'
import { onlyChildOf } from '../only-child.ts'
import { addMeasure, measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'
import type { Condition } from '../../query/query.ts'
import { flagValue, isFlag, isQuantity } from '../model-view.ts'
import type { FieldNode } from '../node.ts'
import { totalOf } from '../total-of.ts'

/** "stops by line": the rows themselves are counted; a quantity asked for is added up. */
export const defaultMeasure = (draft: Draft, parts: Parts): void => {
  const head = parts.heads[0] ?? parts.owners[0]
  const events = namedEvents(draft, parts)
  const dataset = events ?? head?.dataset.name ?? mostDetailed(draft, parts)
  const isRanked = draft.orderBy.length > 0 || draft.having.length > 0
  if (dataset !== undefined && (!isRanked || draft.style === 'explained'))
    addMeasure(draft, countRows(dataset, draft.view))
}

/** 设备故障的比例, 计划停机占总停机时长的比例: the part of all for which the flag holds. */
const shareOfFlag = (draft: Draft, flag: FieldNode): void => {
  const holds: Condition = {
    kind: 'compare',
    left: { kind: 'field', field: flag.ref },
    operator: '=',
    right: { kind: 'value', value: flagValue(flag.field, true) },
  }
  const whole = draft.measures[0]?.expression ?? { kind: 'rows', dataset: flag.ref.dataset }
  if (whole.kind !== 'rows' && whole.kind !== 'aggregate' && whole.kind !== 'metric') return
  draft.dimensions = []
  const part = { ...whole, filters: [...(whole.filters ?? []), holds] }
  draft.measures = [
    { id: 'share', expression: { kind: 'arithmetic', operator: '/', left: part, right: whole } },
  ]
  draft.steps.push('share-of-flag')
}

/** "share of defect types", 停机原因排名: what is named is grouped by and counted; a ranking shows all in order. */
export const applyImpliedGroups = (draft: Draft, parts: Parts): void => {
  const isRanking = parts.flags.has('ranking')
  if (!isRanking && !parts.flags.has('share')) return
  const flag = parts.outputs.find(node => isFlag(node.field))
  if (!isRanking && flag && parts.groups.length === 0) return shareOfFlag(draft, flag)
  const said = parts.conditions.flatMap(node => node.refs)
  const named = parts.outputs.filter(
    node => !isQuantity(node.field) && (isRanking || !said.some(ref => sameRef(ref, node.ref))),
  )
  // "what share of the faults are bumps": of the rows, those that are
  if (
    !isRanking &&
    draft.measures.length === 0 &&
    said.length > 0 &&
    named.length === 0 &&
    parts.groups.length === 0
  ) {
    const dataset = parts.heads[0]?.dataset.name ?? said[0]?.dataset
    draft.steps.push('share-of-condition')
    // "what share of the total cost was corrective": of what it comes to, not of how many there are
    const quantity = parts.outputs.find(
      ({ field }) => isQuantity(field) && field.defaultAggregate === 'sum' && !isFlag(field),
    )
    if (quantity) addMeasure(draft, totalOf(quantity))
    else if (dataset !== undefined) addMeasure(draft, countRows(dataset, draft.view))
    return
  }
  if (draft.dimensions.length === 0 && (isRanking || draft.measures.length === 0))
    for (const node of named.length > 0 ? named : [...parts.heads, ...parts.owners]) dimensionOf(draft, node)
  const [first] = draft.dimensions
  if (!first) return
  if (draft.measures.length === 0) {
    const counted = mostDetailed(draft, parts) ?? first.field.dataset
    const child = counted === first.field.dataset ? onlyChildOf(draft.view, counted) : undefined
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

export const datasetOfConditions = (draft: Draft, parts: Parts): Dataset | undefined => {
  const ref = parts.conditions[0]?.refs[0] ?? parts.times[0]?.field ?? parts.otherFields[0]?.ref
  return ref && draft.view.dataset(ref.dataset)
}

/** "… and how many are there?": the count of what was asked, with no noun of its own. */
export const applyBareCount = (draft: Draft, parts: Parts): void => {
  if (draft.measures.length > 0) {
    // "how many, and how many hours": one of the two would be passed over
    const isCounted = draft.measures.some(({ expression }) =>
      /"(rows|count-distinct)"/.test(JSON.stringify(expression)),
    )
    const [measured, another] = new Set(measuredDatasets(draft))
    if (!isCounted && parts.bareCounts.length === 1 && measured !== undefined && another === undefined)
      addMeasure(draft, countRows(measured, draft.view))
    else if (!isCounted || parts.bareCounts.length > 1) draft.unused.push(...parts.bareCounts.slice(0, 1))
    return
  }
  if (!parts.flags.has('count')) return
  const ranked = draft.orderBy.find(order => order.by.kind === 'measure')?.by
  const named = parts.heads[0] ?? parts.owners[0]
  const dataset =
    named?.dataset.name ??
    eventsOfConditions(draft, parts) ??
    draft.dimensions[0]?.field.dataset ??
    parts.outputs[0]?.ref.dataset
  // "the categories and the count": each of them with how many rows have it
  const isOfEach =
    parts.outputs.length > 0 &&
    parts.superlatives.length === 0 &&
    parts.outputs.every(one => !isQuantity(one.field) && one.field.role === 'dimension')
  if (isOfEach && draft.dimensions.length === 0) {
    draft.columns = []
    for (const output of parts.outputs) dimensionOf(draft, output)
  }
  const asksOnly = parts.outputs.length === 0 && parts.superlatives.length === 0 && parts.havings.length === 0
  if (ranked?.kind === 'measure') addMeasure(draft, ranked.measure)
  else if (draft.having[0]) addMeasure(draft, draft.having[0].measure)
  else if (dataset !== undefined && (draft.dimensions.length > 0 || asksOnly)) {
    if (asksOnly) draft.columns = []
    addMeasure(draft, countRows(dataset, draft.view))
  }
}

/** "how many tool changes did CNC-03 have": the rows that refer to the reason, not the reason itself. */
export const eventsOfConditions = (draft: Draft, parts: Parts): string | undefined => {
  const events = namedEvents(draft, parts)
  if (events !== undefined) return events
  const named = parts.conditions.flatMap(node => node.refs.map(ref => ref.dataset))
  const detailed = named.find(child =>
    named.every(parent => parent === child || draft.view.isParent(parent, child)),
  )
  const dataset = detailed ?? datasetOfConditions(draft, parts)?.name
  const isNamed = parts.conditions.some(node =>
    node.refs.some(ref => ref.dataset === dataset && draft.view.field(ref)?.isName === true),
  )
  return (isNamed && dataset !== undefined ? onlyChildOf(draft.view, dataset) : undefined) ?? dataset
}
