import type { OrderBy, Query, TimeRange } from '../../query/query.ts'

/** What a query asks for, in one text: the same for two queries that ask for the same, in whatever order they name it. */
export const requestKey = (query: Query): string =>
  JSON.stringify([
    query.measures.map(({ expression }) => JSON.stringify(expression)).toSorted(),
    query.dimensions.map(({ id: _, ...rest }) => JSON.stringify(rest)).toSorted(),
    query.columns.map(({ value }) => JSON.stringify(value)).toSorted(),
    query.filters.map(filter => JSON.stringify(filter)).toSorted(),
    query.time,
    query.compareTo,
    query.having,
    // without a limit the order only shows the same rows otherwise
    query.limit && [query.limit.count, byWhat(query, query.limit.per), ...orderKeys(query)],
    query.distinct,
    query.root,
    query.via,
    query.setOperation && [query.setOperation.kind, requestKey(query.setOperation.query)],
  ])

/**
 * As {@link requestKey}, and periods are told by their words: "last month" asks for the same next month, though of other
 * days.
 */
export const lastingKey = (query: Query): string => requestKey(withSaidPeriods(query))

const withSaidPeriods = (query: Query): Query => {
  const said = ({ text }: TimeRange): TimeRange => ({ text })
  return {
    ...query,
    ...(query.time ? { time: { ...query.time, range: said(query.time.range) } } : {}),
    ...(query.compareTo ? { compareTo: said(query.compareTo) } : {}),
    ...(query.setOperation
      ? { setOperation: { ...query.setOperation, query: withSaidPeriods(query.setOperation.query) } }
      : {}),
  }
}

const orderKeys = (query: Query): readonly unknown[] =>
  query.orderBy.map(({ by, direction }) => [orderedBy(query, by), direction])

const orderedBy = (query: Query, by: OrderBy['by']): unknown => {
  if (by.kind === 'output') return byWhat(query, by.id)
  return by.kind === 'measure' ? by.measure : by.value
}

/** What an output stands for: its id is only a name. */
const byWhat = (query: Query, id: string | undefined): unknown => {
  const { id: _, ...dimension } = query.dimensions.find(one => one.id === id) ?? { id: '' }
  return (
    query.measures.find(one => one.id === id)?.expression ??
    query.columns.find(one => one.id === id)?.value ??
    ('field' in dimension ? dimension : id)
  )
}
