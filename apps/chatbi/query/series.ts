import type { Condition, Dimension, MeasureExpression, Query } from './query.ts'

/** The dimension that a series runs along: the first by periods of a time. */
export const periodsOf = ({ dimensions }: Pick<Query, 'dimensions'>): Dimension | undefined =>
  dimensions.find(dimension => dimension.grain !== undefined)

/** Whether some part of the measure answers. */
export const someMeasure = (
  expression: MeasureExpression,
  answers: (part: MeasureExpression) => boolean,
): boolean => {
  if (answers(expression)) return true
  switch (expression.kind) {
    case 'share':
    case 'series':
      return someMeasure(expression.of, answers)
    case 'arithmetic':
      return someMeasure(expression.left, answers) || someMeasure(expression.right, answers)
    default:
      return false
  }
}

export const hasSeries = (expression: MeasureExpression): boolean =>
  someMeasure(expression, part => part.kind === 'series')

/** Conditions that parts of the measure put on their own rows. */
export const ownFiltersOf = (expression: MeasureExpression): readonly Condition[] => {
  switch (expression.kind) {
    case 'metric':
    case 'aggregate':
    case 'rows':
      return expression.filters ?? []
    case 'arithmetic':
      return [...ownFiltersOf(expression.left), ...ownFiltersOf(expression.right)]
    case 'number':
      return []
    default:
      return ownFiltersOf(expression.of)
  }
}

/** Every measure of the query, shown or not. */
export const measuresOf = (query: Query): readonly MeasureExpression[] => [
  ...query.measures.map(measure => measure.expression),
  ...query.having.map(having => having.measure),
  ...query.orderBy.flatMap(({ by }) => (by.kind === 'measure' ? [by.measure] : [])),
]

export interface SeriesFault {
  readonly code: 'SERIES_WITHOUT_PERIODS' | 'SERIES_COMPARED' | 'SERIES_NESTED' | 'SHARE_WITHIN_UNKNOWN'
  readonly message: string
}

/** What keeps the measures of a query from being computed along its periods and beside its other groups. */
export const seriesFaults = (query: Query): readonly SeriesFault[] => {
  const measures = measuresOf(query)
  const faults: SeriesFault[] = []
  if (measures.some(hasSeries)) {
    if (periodsOf(query) === undefined)
      faults.push({
        code: 'SERIES_WITHOUT_PERIODS',
        message:
          'A running total, a moving average or a change from period to period needs a grouping by periods of a time.',
      })
    if (query.compareTo !== undefined)
      faults.push({
        code: 'SERIES_COMPARED',
        message: 'What runs from period to period cannot be compared with a second period as well.',
      })
  }
  const looksAtOthers = (part: MeasureExpression): boolean => part.kind === 'series' || part.kind === 'share'
  const isNested = (part: MeasureExpression): boolean =>
    (part.kind === 'series' || part.kind === 'share') && someMeasure(part.of, looksAtOthers)
  if (measures.some(one => someMeasure(one, isNested)))
    faults.push({
      code: 'SERIES_NESTED',
      message: 'A share, a running total or a change cannot be taken of another one.',
    })
  const isLost = (part: MeasureExpression): boolean =>
    part.kind === 'share' &&
    part.within !== undefined &&
    !query.dimensions.some(dimension => dimension.id === part.within)
  if (measures.some(one => someMeasure(one, isLost)))
    faults.push({
      code: 'SHARE_WITHIN_UNKNOWN',
      message: 'A share within groups needs a dimension of the query that says which groups.',
    })
  return faults
}
