import type { CueName } from '../../link/cue.ts'
import type { Aggregate, Condition, MeasureExpression, Query } from '../../query/query.ts'
import type { Emit, QuestionFacts } from './question-facts.ts'
import { measureOf } from './signature.ts'

/** What a query does that function words may ask for. */
type Deed =
  | 'negates'
  | 'extreme'
  | 'compares'
  | 'sums up'
  | 'counts'
  | 'distinct'
  | 'sorts'
  | 'groups'
  | 'limits groups'
  | 'combines'
  | 'either'
  | 'matches text'
  | 'tests null'

/** Function words and what they ask for; a deed that none of its words asks for is unasked. */
const asking: readonly (readonly [cue: CueName, deeds: readonly Deed[]])[] = [
  ['not', ['negates']],
  ['without', ['negates']],
  ['but', ['negates', 'combines']],
  ['extreme', ['extreme']],
  ['common', ['extreme']],
  ['top', ['extreme']],
  ['compare', ['compares', 'limits groups']],
  ['compare-after', ['compares', 'limits groups']],
  ['between', ['compares']],
  ['aggregate', ['sums up']],
  ['count', ['counts']],
  ['distinct', ['distinct']],
  ['order', ['sorts']],
  ['direction', ['sorts']],
  ['group', ['groups']],
  ['both', ['combines']],
  ['or', ['either']],
  ['text', ['matches text']],
  ['null', ['tests null', 'negates']],
]

/** For each function word whether the query does what it asks, and for each deed whether some word asks for it. */
export const emitCues = (facts: QuestionFacts, query: Query, emit: Emit): void => {
  const { cues } = facts
  const deeds = deedsOf(query)
  const said = asking.filter(([cue]) => cues.has(cue))
  const isMet = (asked: readonly Deed[]): boolean => asked.some(deed => deeds.has(deed))
  for (const [cue, asked] of said) emit(`cue ${isMet(asked) ? 'met' : 'unmet'}:${cue}`, 1)
  const unasked = [...deeds].filter(deed => !said.some(([, asked]) => asked.includes(deed)))
  for (const deed of unasked) emit(`unasked:${deed}`, 1)
  // one by one they are too rare to tell of all of them
  const denies = said.some(([cue]) => cue === 'not' || cue === 'without')
  if (denies && !deeds.has('negates')) emit('denial unmet', 1)
  emit('cues unmet', said.filter(([, asked]) => !isMet(asked)).length)
  emit('deeds unasked', unasked.length)
  emitAggregates(facts, query, emit)
  emitDirections(facts, query, emit)
}

/** "the sum and the average": whether each way to sum up that is asked for is taken. */
const emitAggregates = ({ aggregates }: QuestionFacts, query: Query, emit: Emit): void => {
  if (aggregates.size === 0) return
  const taken = aggregatesOf(query)
  for (const one of aggregates) emit(`asked ${one}:${taken.has(one) ? 'taken' : 'left'}`, 1)
}

const aggregatesOf = ({ measures, having, orderBy, filters }: Query): ReadonlySet<Aggregate> => {
  const expressions: readonly MeasureExpression[] = [
    ...measures.map(one => one.expression),
    ...having.map(one => one.measure),
    ...orderBy.flatMap(({ by }) => (by.kind === 'measure' ? [by.measure] : [])),
  ]
  const inner = filters.flatMap(one =>
    one.kind === 'compare' && one.right.kind === 'query' ? [...aggregatesOf(one.right.query)] : [],
  )
  return new Set([...expressions.flatMap(one => (one.kind === 'aggregate' ? [one.aggregate] : [])), ...inner])
}

/** Whether the order is that of the words for the most, the least, up or down. */
const emitDirections = ({ directions }: QuestionFacts, { orderBy }: Query, emit: Emit): void => {
  const [order] = orderBy
  if (directions.size === 0 || !order) return
  const way = directions.size > 1 ? 'either' : directions.has(order.direction) ? 'asked' : 'otherwise'
  emit(`direction ${way}`, 1)
}

const deedsOf = (query: Query): ReadonlySet<Deed> => {
  const deeds = new Set<Deed>()
  const measures = query.measures.map(({ expression }) => measureOf(expression))
  const ranked = query.orderBy.length > 0
  if (query.limit || measures.some(one => /max|min/.test(one))) deeds.add('extreme')
  if (ranked && !query.limit) deeds.add('sorts')
  if (measures.some(one => /sum|avg|max|min|median/.test(one))) deeds.add('sums up')
  if (measures.some(one => /count/.test(one))) deeds.add('counts')
  if (query.distinct || measures.some(one => /distinct/.test(one)) || isGroupList(query))
    deeds.add('distinct')
  if (query.dimensions.length > 0 && measures.length > 0) deeds.add('groups')
  if (query.having.length > 0) deeds.add('limits groups')
  if (query.setOperation) deeds.add(query.setOperation.kind === 'except' ? 'negates' : 'combines')
  for (const filter of query.filters) addDeeds(filter, deeds)
  return deeds
}

const isGroupList = (query: Query): boolean =>
  query.dimensions.length > 0 && query.measures.length === 0 && query.orderBy.length === 0

const addDeeds = (condition: Condition, deeds: Set<Deed>): void => {
  if ('negated' in condition && condition.negated) deeds.add('negates')
  switch (condition.kind) {
    case 'and':
    case 'or':
      if (condition.kind === 'or') deeds.add('either')
      for (const one of condition.conditions) addDeeds(one, deeds)
      return
    case 'not':
      deeds.add('negates')
      return addDeeds(condition.condition, deeds)
    case 'compare':
      if (condition.operator === '!=') deeds.add('negates')
      else if (condition.operator !== '=') deeds.add('compares')
      if (condition.right.kind === 'query') for (const one of deedsOf(condition.right.query)) deeds.add(one)
      return
    case 'between':
      deeds.add('compares')
      return
    case 'in':
      if (condition.values.length > 1) deeds.add('either')
      return
    case 'text':
      deeds.add('matches text')
      return
    case 'is-null':
      deeds.add('tests null')
      return
    default:
  }
}
