import type { Condition, MeasureExpression, Query } from '../../query/query.ts'

/** Parts of what a query does that words speak for; each pair of a word and one of them is a feature. */
export const signaturesOf = (query: Query): readonly string[] => [
  `h=${headOf(query)}`,
  `n=${outputCountOf(query)}`,
  `o=${orderOf(query)}`,
  ...new Set(query.filters.map(filter => `f=${conditionOf(filter)}`)),
  ...(query.filters.length === 0 ? ['f=none'] : []),
  `v=${query.having.map(({ operator, right }) => `${operator}${right.kind}`).join('+') || 'none'}`,
  `s=${query.setOperation?.kind ?? 'none'}`,
]

/** `list`, `distinct`, `count`, `avg-by`, `groups` … */
export const headOf = (query: Query): string => {
  const measures = [...new Set(query.measures.map(({ expression }) => measureOf(expression)))].toSorted()
  if (measures.length > 0) return `${measures.join('+')}${query.dimensions.length > 0 ? '-by' : ''}`
  if (query.dimensions.length > 0) return query.having.length > 0 ? 'having' : 'groups'
  return query.distinct ? 'distinct' : 'list'
}

export const measureOf = (expression: MeasureExpression): string => {
  switch (expression.kind) {
    case 'rows':
      return 'count'
    case 'aggregate':
      return expression.aggregate
    case 'arithmetic':
      return `${measureOf(expression.left)}${expression.operator}`
    default:
      return expression.kind
  }
}

export const outputCountOf = (query: Query): number =>
  Math.min(5, query.columns.length + query.dimensions.length + query.measures.length)

export const orderOf = (query: Query): string => {
  const [order] = query.orderBy
  if (!order) return query.limit ? 'limit' : 'none'
  const by =
    order.by.kind === 'measure'
      ? measureOf(order.by.measure)
      : order.by.kind === 'row'
        ? 'row'
        : outputKind(query, order.by.id)
  const count = query.limit ? (query.limit.per ? 'per' : query.limit.count > 1 ? 'n' : '1') : 'all'
  return `${order.direction}:${by}:${count}`
}

const outputKind = (query: Query, id: string): string => {
  const measure = query.measures.find(one => one.id === id)
  return measure ? measureOf(measure.expression) : 'shown'
}

export const conditionOf = (condition: Condition): string => {
  switch (condition.kind) {
    case 'compare': {
      const right = condition.right.kind === 'query' ? `query ${innerOf(condition.right.query)}` : ''
      return `${condition.operator}${right}`
    }
    case 'and':
    case 'or':
      return condition.kind
    case 'not':
      return `not ${conditionOf(condition.condition)}`
    case 'text':
      return `${condition.negated ? 'not ' : ''}${condition.match}`
    case 'in':
    case 'in-query':
    case 'is-null':
    case 'related':
      return `${condition.negated ? 'not ' : ''}${condition.kind}`
    case 'between':
      return 'between'
  }
}

const innerOf = (query: Query): string => query.measures.map(one => measureOf(one.expression)).join('+')
