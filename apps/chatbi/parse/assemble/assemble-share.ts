import { filtersOfMeasure } from '../../query/find-in-model.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Condition, MeasureExpression } from '../../query/query.ts'
import { dimensionOf } from './assemble-group.ts'
import type { Parts } from '../collect.ts'
import { addDimension } from '../draft.ts'
import type { Draft } from '../draft.ts'
import type { DatasetNode, FieldNode } from '../node.ts'
import { withFilters } from './with-filters.ts'

/** Share of each group in the total; without groups the share of the rows that meet the filters. */
export const applyShare = (draft: Draft, parts: Parts, whole?: FieldNode | DatasetNode): void => {
  const first = draft.measures[0]
  if (!first || draft.steps.includes('share-of-flag')) return
  if (draft.dimensions.length > 0) {
    // what is set against a period before is no part of a whole
    if (draft.compareTo) return
    if (isRatio(draft, first.expression)) return
    if (parts.isOneShare && applyShareOfFirst(draft)) return
    if (!whole && applyPartOfGroup(draft, parts, first.expression)) return
    const within = whole && dimensionOf(draft, whole)
    draft.measures = [
      ...(draft.style === 'explained' ? draft.measures : draft.measures.slice(1)),
      {
        id: `share_of_${first.id}`,
        expression: {
          kind: 'share',
          of: first.expression,
          ...(within === undefined ? {} : { within }),
        },
      },
    ]
    return
  }
  const filter = partFilter(draft, parts, first.expression)
  if (!filter || isRatio(draft, first.expression)) return
  if (filter.kind === 'in' && filter.values.length > 1) {
    // "share on weekends vs weekdays": of each of them
    addDimension(draft, { field: filter.field })
    return applyShare(draft, parts)
  }
  draft.filters = draft.filters.filter(one => one !== filter)
  const filtered = withFilters(first.expression, [filter])
  if (!filtered) return
  draft.measures = [
    {
      id: 'share',
      expression: { kind: 'arithmetic', operator: '/', left: filtered, right: first.expression },
    },
  ]
}

/**
 * What makes the part of the whole: the last that is said, and neither of both (夜班的非计划停机占全部非计划停机) nor of what the
 * metric counts anyway.
 */
const partFilter = (draft: Draft, parts: Parts, whole: MeasureExpression): Condition | undefined => {
  const said = parts.conditions.map(node => JSON.stringify(node.condition))
  const own = filtersOfMeasure(whole, draft.view.model).map(filter => JSON.stringify(filter))
  const isOfPart = (filter: Condition): boolean => {
    const text = JSON.stringify(filter)
    return !own.includes(text) && said.indexOf(text) === said.lastIndexOf(text)
  }
  return draft.filters.findLast(isOfPart) ?? draft.filters.at(-1)
}

/** "what share of inspections came out NOK, by characteristic": of each group's rows those of which that is said. */
const applyPartOfGroup = (draft: Draft, parts: Parts, whole: MeasureExpression): boolean => {
  const counted = parts.heads[0] ?? parts.measures[0] ?? parts.owners[0]
  const [group] = parts.groups
  const own = group?.by.map(node => (node.type === 'dataset' ? node.dataset.name : node.ref.dataset)) ?? []
  // "came out NOK on each lathe": of which kind the groups are makes no part of them
  const isOfGroup = (node: Parts['conditions'][number]): boolean =>
    node.refs.some(ref => own.includes(ref.dataset))
  const said = parts.conditions.findLast(node => !isOfGroup(node)) ?? parts.conditions.at(-1)
  if (parts.language !== 'en' || !counted || !said || said.from < counted.to || !group) return false
  const filter = draft.filters.find(one => one === said.condition)
  const part = filter && withFilters(whole, [filter])
  if (!filter || !part) return false
  draft.filters = draft.filters.filter(one => one !== filter)
  draft.measures = [
    { id: 'share', expression: { kind: 'arithmetic', operator: '/', left: part, right: whole } },
  ]
  return true
}

const isRatio = (draft: Draft, expression: MeasureExpression): boolean =>
  expression.kind === 'metric' &&
  draft.view.model.metrics.some(
    metric => metric.name === expression.metric && metric.format?.percent === true,
  )

/** The groups that a rank keeps, as a condition on the rows of what they are ranked by. */
const ofFirst = (
  draft: Draft,
): { readonly measure: MeasureExpression; readonly among: Condition } | undefined => {
  const [group, other] = draft.dimensions
  const [order] = draft.orderBy
  const count = draft.limit?.count ?? 1
  if (!group || other || !order || draft.limit?.per !== undefined || count < 2) return undefined
  if (group.grain !== undefined || group.part !== undefined || draft.having.length > 0) return undefined
  const { by } = order
  const measure =
    by.kind === 'measure'
      ? by.measure
      : by.kind === 'output'
        ? draft.measures.find(one => one.id === by.id)?.expression
        : undefined
  if (!measure) return undefined
  const query = {
    ...emptyQuery,
    dimensions: [group],
    filters: [...draft.filters],
    ...(draft.time ? { time: draft.time } : {}),
    orderBy: [{ by: { kind: 'measure' as const, measure }, direction: order.direction }],
    limit: { count },
  }
  return { measure, among: { kind: 'in-query', field: group.field, query } }
}

const asTotals = (draft: Draft): void => {
  draft.dimensions = []
  draft.orderBy = []
  draft.limit = undefined
}

/** "what share of the scrap came from the three worst lines": what these have, and the part of all that it is. */
const applyShareOfFirst = (draft: Draft): boolean => {
  const first = ofFirst(draft)
  const part = first && withFilters(first.measure, [first.among])
  if (!first || !part) return false
  draft.measures = [
    ...(draft.style === 'explained' ? [{ id: 'part', expression: part }] : []),
    { id: 'share', expression: { kind: 'arithmetic', operator: '/', left: part, right: first.measure } },
  ]
  asTotals(draft)
  return true
}

/** "combined scrap of the three worst lines", 停机最多的三台设备一共停了多久: what these have, all together. */
export const applyTotalOfFirst = (draft: Draft): void => {
  const first = ofFirst(draft)
  if (!first) return
  const ranking = JSON.stringify(first.measure)
  // what they are ranked by is told where nothing else is asked for
  const others = draft.measures.filter(({ expression }) => JSON.stringify(expression) !== ranking)
  draft.measures = others.length > 0 ? others : [{ id: 'total', expression: first.measure }]
  draft.filters = [...draft.filters, first.among]
  asTotals(draft)
}
