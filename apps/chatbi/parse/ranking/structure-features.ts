import { wholeName } from '../../link/link-whole-names.ts'
import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import type { Condition, MeasureExpression, Query } from '../../query/query.ts'
import type { QueryUse } from './query-use.ts'
import { isQuantity } from '../model-view.ts'
import { refKey } from './question-facts.ts'
import type { Emit, FieldMention, Mention, QuestionFacts } from './question-facts.ts'
import { headOf, orderOf } from './signature.ts'

/** How parts of a query stand to each other, and to the words around what they were taken from. */
export const emitStructure = (facts: QuestionFacts, query: Query, use: QueryUse, emit: Emit): void => {
  const order = orderOf(query)
  emit(`ordered:${headOf(query)}:${order}`, 1)
  for (const cue of facts.cues) emit(`cue ${cue}:ordered ${order}`, 1)
  emitCounted(facts, query, use, emit)
  emitKept(facts, query, emit)
  emitTwice(facts, use, emit)
  emitSides(query, emit)
  for (const { operator, number } of comparisonsOf(query)) emitComparison(facts, { operator, number }, emit)
}

const countedOf = (query: Query): ReadonlySet<string> => {
  const measures: readonly MeasureExpression[] = [
    ...query.measures.map(one => one.expression),
    ...query.having.map(one => one.measure),
    ...query.orderBy.flatMap(({ by }) => (by.kind === 'measure' ? [by.measure] : [])),
  ]
  return new Set(measures.flatMap(one => (one.kind === 'rows' ? [one.dataset] : [])))
}

/** Rows of which table are counted, beside the tables that they are grouped and restricted by. */
const emitCounted = (facts: QuestionFacts, query: Query, { fields }: QueryUse, emit: Emit): void => {
  for (const counted of countedOf(query)) {
    const said = facts.datasets.some(one => one.dataset === counted) ? 'said' : 'unsaid'
    for (const role of ['group', 'filter'] as const) {
      const [other] = fields.filter(one => one.role === role || (role === 'group' && one.role === 'show'))
      emit(`counted ${said}:${role} ${other ? relationOf(facts, counted, other.ref.dataset) : 'none'}`, 1)
    }
  }
}

const countName = /^(counts?|numbers?|num|quantity|qty)$/i

/** "how many degrees": rows are counted of what a column keeps a number of. */
const emitKept = ({ view, fields, datasets }: QuestionFacts, query: Query, emit: Emit): void => {
  for (const counted of countedOf(query)) {
    const said = datasets.find(one => one.dataset === counted)
    const kept =
      said && fields.find(one => one.from < said.to && said.from < one.to && isQuantityRef(view, one))
    const columns = view.dataset(counted)?.fields ?? []
    if (columns.some(one => !one.hidden && isQuantity(one) && countName.test(one.label.en)))
      emit('counted:beside a number of its own', 1)
    if (kept && kept.score >= 0.75)
      emit(`counted:kept in ${kept.ref.dataset === counted ? 'its rows' : 'others'}`, 1)
  }
}

const isQuantityRef = (view: QuestionFacts['view'], { ref }: FieldMention): boolean => {
  const field = view.field(ref)
  return field !== undefined && isQuantity(field)
}

/** Both sides of a set operation are restricted by the same fields, or by different ones. */
const emitSides = ({ filters, setOperation }: Query, emit: Emit): void => {
  if (!setOperation || filters.length === 0 || setOperation.query.filters.length === 0) return
  const fieldsOf = (conditions: readonly Condition[]): string =>
    JSON.stringify(conditions.flatMap(fieldsOfCondition).toSorted((a, b) => (refKey(a) < refKey(b) ? -1 : 1)))
  const isSame = fieldsOf(filters) === fieldsOf(setOperation.query.filters)
  emit(`${setOperation.kind}:${isSame ? 'of the same fields' : 'of different fields'}`, 1)
}

const relationOf = ({ view }: QuestionFacts, own: string, other: string): string =>
  own === other
    ? 'own'
    : view.isParent(other, own)
      ? 'of its parent'
      : view.isParent(own, other)
        ? 'of its child'
        : 'across'

/** Two columns to show, or two to rank by, that the same words stand for. */
const emitTwice = (facts: QuestionFacts, { fields }: QueryUse, emit: Emit): void => {
  const shown = overlapping(
    facts,
    fields.filter(({ role }) => role === 'show' || role === 'group'),
  )
  if (shown > 0) emit('shown twice', shown)
  const ranked = overlapping(
    facts,
    fields.filter(({ role }) => role === 'rank'),
  )
  if (ranked > 0) emit('ranked twice', ranked)
}

const overlapping = (facts: QuestionFacts, uses: QueryUse['fields']): number => {
  const mentions = uses
    .flatMap(one => facts.fields.find(mention => sameRef(mention.ref, one.ref)) ?? [])
    // both halves are meant
    .filter(mention => mention.reason !== wholeName)
  return mentions.filter((one, i) =>
    mentions.some((other, j) => j < i && other.from < one.to && one.from < other.to),
  ).length
}

interface Comparison {
  readonly operator: string
  readonly number: number
}

const comparisonsOf = ({ filters, having, setOperation }: Query): readonly Comparison[] => [
  ...filters.flatMap(inCondition),
  ...having.flatMap(({ operator, right }) =>
    right.kind === 'value' ? [{ operator, number: right.value }] : [],
  ),
  ...(setOperation ? comparisonsOf(setOperation.query) : []),
]

const inCondition = (condition: Condition): readonly Comparison[] => {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.conditions.flatMap(inCondition)
    case 'not':
      return inCondition(condition.condition)
    case 'compare': {
      const { operator, right } = condition
      return right.kind === 'value' && Number.isFinite(Number(right.value))
        ? [{ operator, number: Number(right.value) }]
        : []
    }
    default:
      return []
  }
}

const near = { before: 3, after: 2 } as const

/** Whether the words beside a number ask for the comparison that is made with it. */
const emitComparison = (facts: QuestionFacts, { operator, number }: Comparison, emit: Emit): void => {
  const mention = facts.numbers.find(one => one.value === number)
  if (!mention) return emit(`compared ${operator}:unsaid`, 1)
  emit(`compared ${operator}:${askedBeside(facts, mention, operator)}`, 1)
  const word = (at: number): string => facts.lattice.atoms[at]?.norm ?? '^'
  emit(`compared ${operator}|${word(mention.from - 1)}`, 1)
  emit(`compared ${operator}|${word(mention.from - 2)} ${word(mention.from - 1)}`, 1)
}

const askedBeside = ({ lattice }: QuestionFacts, { from, to }: Mention, operator: string): string => {
  const operators = lattice.links
    .filter(link => link.to > from - near.before && link.from < to + near.after)
    .flatMap(({ target }) => (target.kind === 'cue' ? target.cues : []))
    .flatMap(cue =>
      cue.cue === 'compare' || cue.cue === 'compare-after'
        ? [cue.operator]
        : cue.cue === 'between'
          ? ['between']
          : [],
    )
  return operators.length === 0 ? 'plain' : operators.some(one => one === operator) ? 'asked' : 'otherwise'
}
