import { fieldsOfCondition } from '../../query/fields-of.ts'
import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import type { Measure } from '../../query/query.ts'
import { measuredDatasets } from '../draft.ts'
import { isTime } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import type { SourceCandidate } from '../parse-result.ts'
import { isCue } from '../node.ts'

/**
 * Whether something in a reading of the grammar's own speaks against being sure of it, however well its words are linked:
 * words that it does not use, or a query that people seldom mean. One that a learned model ranks is judged by that.
 */
export const hasDoubt = (candidate: SourceCandidate): boolean => {
  if (candidate.learned || candidate.ranking) return false
  const { draft } = candidate
  return (
    candidate.isDoubtful === true ||
    draft.unused.length > 0 ||
    isGroupedByAmount(candidate) ||
    meansRowsOfPeriods(candidate) ||
    isShareOfOthers(candidate) ||
    countsByRowsOfThem(candidate) ||
    draft.measures.some(measure => countsWhatOthersAreOf(draft.view, measure, draft.measures))
  )
}

/** Machines counted by each stop of theirs: one a stop. */
const countsByRowsOfThem = ({ draft: { view, dimensions, measures } }: SourceCandidate): boolean =>
  dimensions.some(
    ({ field: { dataset, field } }) =>
      view.dataset(dataset)?.primaryKey.includes(field) === true &&
      measures.some(
        ({ expression }) => expression.kind === 'rows' && view.isParent(expression.dataset, dataset),
      ),
  )

/** 每家供应商的批次里出现过裂纹的比例: a part of the lots is asked for, and parts of the defects would be told. */
const isShareOfOthers = ({ draft, cover }: SourceCandidate): boolean => {
  if (!draft.measures.some(({ expression }) => expression.kind === 'share')) return false
  const told = new Set([
    ...measuredDatasets(draft),
    ...draft.dimensions.map(({ field }) => field.dataset),
    ...draft.filters.flatMap(fieldsOfCondition).map(({ dataset }) => dataset),
  ])
  return cover.nodes.some(node => node.type === 'dataset' && !told.has(node.dataset.name))
}

/** A quantity that adds up has as many groups as it has values. */
const isGroupedByAmount = ({ draft }: SourceCandidate): boolean =>
  draft.dimensions.some(one => one.binWidth === undefined && draft.view.field(one.field)?.role === 'measure')

/**
 * "average scrap per day" by day, as the mean of the rows of each day: the days' totals are meant, of a column that adds up.
 * The extreme moment beside a measure is no answer of its own either.
 */
const meansRowsOfPeriods = ({ draft, cover }: SourceCandidate): boolean => {
  // "average output on weekends" too
  const isOfDays = /"day-of-week"/.test(JSON.stringify(draft.filters))
  const isByPeriod = draft.dimensions.some(one => one.grain !== undefined)
  const saysEach = cover.nodes.some(
    node =>
      isCue(node, 'group') ||
      (node.type === 'time' && /\b(?:per|daily|each|every)\b|[每日]/i.test(node.text)),
  )
  return draft.measures.some(({ expression }) => {
    if (expression.kind !== 'aggregate' || expression.value.kind !== 'field') return false
    const field = draft.view.field(expression.value.field)
    if (!field) return false
    const isMean = expression.aggregate === 'avg' && field.defaultAggregate === 'sum'
    const isMoment = /^(?:min|max)$/.test(expression.aggregate) && isTime(field)
    return (isMean && ((isByPeriod && saysEach) || isOfDays)) || (isMoment && draft.measures.length > 1)
  })
}

/** "machines" counted beside their energy: how many there are is seldom asked along with what they did. */
const countsWhatOthersAreOf = (
  view: ModelView,
  { expression }: Measure,
  measures: readonly Measure[],
): boolean =>
  expression.kind === 'rows' &&
  measures.some(other =>
    datasetsOfMeasure(other.expression, view.model).some(dataset =>
      view.isParent(expression.dataset, dataset),
    ),
  )
