import type { CueName } from '../../link/cue.ts'
import type { Condition, Query } from '../../query/query.ts'
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
export const emitCues = ({ cues }: QuestionFacts, query: Query, emit: Emit): void => {
  const deeds = deedsOf(query)
  for (const [cue, asked] of asking)
    if (cues.has(cue)) emit(`cue ${asked.some(deed => deeds.has(deed)) ? 'met' : 'unmet'}:${cue}`, 1)
  for (const deed of deeds)
    if (!asking.some(([cue, asked]) => cues.has(cue) && asked.includes(deed))) emit(`unasked:${deed}`, 1)
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
