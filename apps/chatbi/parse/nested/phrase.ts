import type { Condition, FieldRef } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'
import { attributeOf, closed, isNumber, nameOf, referredBy, restrict, setOf } from './entity-set.ts'
import type { EntitySet } from './entity-set.ts'
import { readPosts } from './posts.ts'
import { rankByField, rankByQuality, siblingOf } from './rank-set.ts'
import type { Meaning, Term } from './term.ts'

export interface Reader {
  readonly view: ModelView
  readonly terms: readonly Term[]
}

/** A set that terms up to `to` (exclusive) stand for. */
export interface Read {
  readonly set: EntitySet
  readonly to: number
}

const mostReads = 12

export const meaningsAt = <K extends Meaning['kind']>(
  { terms }: Reader,
  at: number,
  kind: K,
): readonly Extract<Meaning, { readonly kind: K }>[] =>
  (terms[at]?.meanings ?? []).filter(
    (one): one is Extract<Meaning, { readonly kind: K }> => one.kind === kind,
  )

export const isWord = (reader: Reader, at: number, ...words: readonly string[]): boolean =>
  meaningsAt(reader, at, 'word').some(({ word }) => words.includes(word))

interface Modifiers {
  readonly to: number
  readonly superlative?: Extract<Meaning, { readonly kind: 'superlative' }>
  readonly count: number
  readonly segments: readonly Extract<Meaning, { readonly kind: 'segment' }>[]
}

/** "the three largest major": what stands before a noun. */
const readModifiers = (reader: Reader, from: number): Modifiers => {
  let found: Modifiers = { to: from, count: 1, segments: [] }
  for (let at = from; ; at++) {
    const [superlative] = meaningsAt(reader, at, 'superlative')
    const segments = meaningsAt(reader, at, 'segment')
    const [number] = meaningsAt(reader, at, 'number')
    if (superlative && !found.superlative) found = { ...found, superlative }
    else if (segments.length > 0) found = { ...found, segments: [...found.segments, ...segments] }
    else if (number && Number.isInteger(number.value) && number.value > 0 && number.value <= 100)
      found = { ...found, count: number.value }
    else if (!isWord(reader, at, 'each', 'per', 'other', 'whole', 'entire', 'different')) return found
    found = { ...found, to: at + 1 }
  }
}

/**
 * Noun phrases that begin at `from`, nested to any depth: a recursive descent with every alternative kept, so that what
 * a word stands for is settled by what it can be joined to.
 */
export const readPhrase = (reader: Reader, from: number): readonly Read[] => {
  const modifiers = readModifiers(reader, from)
  const adjective = adjectiveAt(reader, modifiers)
  const heads = readHead(reader, adjective ? modifiers.to + 1 : modifiers.to)
  const whole = heads.flatMap(head => withPosts(reader, withSegments(head, modifiers)))
  return whole
    .flatMap(read => withSuperlative(reader, read, modifiers, adjective) ?? [])
    .toSorted((a, b) => b.to - a.to)
    .slice(0, mostReads)
}

/** "most populous city": a field that is said as a quality of what follows. */
const adjectiveAt = (reader: Reader, { to, superlative }: Modifiers): FieldRef | undefined => {
  const isMost = superlative !== undefined && /\b(most|least)$/.test(superlative.word)
  const isBeforeNoun =
    meaningsAt(reader, to + 1, 'dataset').length > 0 || meaningsAt(reader, to + 1, 'field').length > 0
  return isMost && isBeforeNoun ? meaningsAt(reader, to, 'field')[0]?.field : undefined
}

const withSegments = (read: Read, { segments }: Modifiers): Read => {
  const conditions = segments
    .filter(({ dataset }) => dataset === read.set.dataset)
    .map(({ segment }) => segment.condition)
  return conditions.length === 0
    ? read
    : { ...read, set: { ...read.set, conditions: [...read.set.conditions, ...conditions] } }
}

/** The phrase with none, one, two … of what follows it. */
const withPosts = (reader: Reader, read: Read): readonly Read[] => {
  const all: Read[] = [read]
  for (let at = 0; at < all.length && all.length < mostReads; at++) {
    const one = all[at]
    if (one) all.push(...readPosts(reader, one))
  }
  return all
}

const withSuperlative = (
  reader: Reader,
  { set, to }: Read,
  { superlative, count }: Modifiers,
  adjective: FieldRef | undefined,
): Read | undefined => {
  if (!superlative) return { set, to }
  const { view } = reader
  const { direction, word } = superlative
  const [by] = isWord(reader, to, 'by', 'in') ? meaningsAt(reader, to + 1, 'field') : []
  const referred = adjective && referredBy(view, set)
  const ranking = referred ?? set
  const said = adjective ?? by?.field
  const own = said && { dataset: ranking.dataset, field: said.field }
  if (own && isNumber(view, own)) {
    const first = rankByField(view, ranking, own, { direction, count })
    return first && { set: first, to: adjective ? to : to + 2 }
  }
  const ranked = isNumber(view, set.field)
    ? { ...set, aggregate: direction === 'desc' ? ('max' as const) : ('min' as const) }
    : rankByQuality(view, set, word, { direction, count })
  return ranked && { set: ranked, to }
}

const readHead = (reader: Reader, at: number): readonly Read[] => [
  ...readDataset(reader, at),
  ...readVerbal(reader, at),
  ...(isWord(reader, at, 'of') && at > 0 && meaningsAt(reader, at - 1, 'superlative').length > 0
    ? readPhrase(reader, at + 1)
    : []),
  ...readAttribute(reader, at),
  ...readValue(reader, at),
]

const equalTo = ({ field, value }: Extract<Meaning, { readonly kind: 'value' }>): Condition => ({
  kind: 'compare',
  left: { kind: 'field', field },
  operator: '=',
  right: { kind: 'value', value },
})

/** "states", "state texas", "the river mississippi". */
const readDataset = (reader: Reader, at: number): readonly Read[] =>
  meaningsAt(reader, at, 'dataset').flatMap(({ dataset }) => [
    ...valueSets(reader, isWord(reader, at + 1, 'of', 'named', 'called') ? at + 2 : at + 1)
      .filter(({ set }) => set.dataset === dataset && !set.isValue)
      .map(({ set, to }) => ({ set, to })),
    { set: setOf(dataset), to: at + 1 },
  ])

/** "neighboring states of texas", "surrounding states". */
const readVerbal = (reader: Reader, at: number): readonly Read[] =>
  meaningsAt(reader, at, 'verb').flatMap(({ relationships }) =>
    meaningsAt(reader, at + 1, 'dataset').flatMap(({ dataset }) => {
      if (!isWord(reader, at + 2, 'of', 'for', 'to')) return []
      return readPhrase(reader, at + 3).flatMap(({ set, to }) => {
        const restricted = restrict(reader.view, setOf(dataset), set, { by: relationships })
        return restricted ? [{ set: restricted, to }] : []
      })
    }),
  )

/** What a name may be: of the things that it names, or of an attribute; references only repeat names. */
const valueSets = ({ view, ...rest }: Reader, at: number): readonly Read[] => {
  const reader = { view, ...rest }
  const order = view.model.datasets.map(one => one.name)
  // a name of something before an attribute that is written so
  const placeOf = ({ field }: Extract<Meaning, { readonly kind: 'value' }>): number =>
    order.indexOf(field.dataset) + (field.field === nameOf(view, field.dataset).field ? 0 : order.length)
  return meaningsAt(reader, at, 'value')
    .filter(
      ({ field }) =>
        !view.model.relationships.some(
          one => one.from === field.dataset && one.fromFields.includes(field.field) && one.role === undefined,
        ),
    )
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(value => {
      const isName = value.field.field === nameOf(view, value.field.dataset).field
      if (view.field(value.field)?.distinctCount === 1)
        return { set: { ...setOf(value.field.dataset), isEverything: true }, to: at + 1 }
      const set = setOf(value.field.dataset, [equalTo(value)])
      return {
        set: isName
          ? { ...set, isNamed: true }
          : { ...set, isNamed: true, field: value.field, isValue: true },
        to: at + 1,
      }
    })
}

/** "texas", "austin texas", "texas cities", "mississippi river". */
const readValue = (reader: Reader, at: number): readonly Read[] => {
  const { view } = reader
  const reads = valueSets(reader, at).flatMap(({ set, to }) => {
    const datasets = meaningsAt(reader, to, 'dataset')
    const withNoun = datasets.flatMap(({ dataset }) => {
      if (dataset === set.dataset) return [{ set, to: to + 1 }]
      const restricted = restrict(view, setOf(dataset), set)
      return restricted ? [{ set: restricted, to: to + 1 }] : []
    })
    const withValue = valueSets(reader, to).flatMap(other => {
      const restricted = other.set.dataset === set.dataset ? undefined : restrict(view, set, other.set)
      return restricted ? [{ set: restricted, to: other.to }] : []
    })
    return [...withNoun, ...withValue, { set, to }]
  })
  // "mississippi river" names a river before it restricts rivers to a state of that name
  return reads.toSorted((a, b) => Number(b.set.isNamed === true) - Number(a.set.isNamed === true))
}

const aggregateWords: Readonly<Record<string, EntitySet['aggregate']>> = {
  total: 'sum',
  sum: 'sum',
  combined: 'sum',
  average: 'avg',
  mean: 'avg',
}

/** "the population of …", "the combined area of …", "the highest point in …". */
const readAttribute = (reader: Reader, from: number): readonly Read[] => {
  const word = meaningsAt(reader, from, 'word').find(one => aggregateWords[one.word] !== undefined)?.word
  const at = word === undefined ? from : from + 1
  const aggregate = word === undefined ? undefined : aggregateWords[word]
  const fields = meaningsAt(reader, at, 'field')
  if (fields.length === 0) return []
  const hasOf = isWord(reader, at + 1, 'of', 'in', 'for', 'from', 'on')
  const owners = [
    ...(hasOf ? readPhrase(reader, at + 2) : []),
    ...readPhrase(reader, at + 1).filter(({ set }) => set.conditions.length > 0),
  ]
  const reads = owners.flatMap(({ set, to }) =>
    attributesOf(reader, fields, set).map(one => ({ set: one, to })),
  )
  const alone = fields.map(({ field }) => ({ set: { ...setOf(field.dataset), field }, to: at + 1 }))
  const isSingular = !(reader.terms[at]?.text ?? '').endsWith('s')
  return [...reads, ...alone].map(({ set, to }) => {
    const isCombined = isWord(reader, to, 'combined', 'total')
    const sum = isCombined ? ('sum' as const) : aggregate
    return { set: { ...set, isSingular, ...(sum ? { aggregate: sum } : {}) }, to: isCombined ? to + 1 : to }
  })
}

/** The fields, as attributes of the set; where several fit, that which stands beside what the set shows. */
const attributesOf = (
  { view }: Reader,
  fields: readonly Extract<Meaning, { readonly kind: 'field' }>[],
  set: EntitySet,
): readonly EntitySet[] => {
  const sibling = set.field && siblingOf(view, set.field)
  const beside = fields.find(({ field }) => sibling && field.field === sibling.field.field)
  if (beside && sibling) {
    const first = set.isSingular
      ? rankByField(view, set, sibling.field, { direction: sibling.direction, count: 1 })
      : set
    return first ? [{ ...closed(view, first), field: sibling.field }] : []
  }
  const owner = referredBy(view, set)?.dataset ?? set.dataset
  const own = fields.filter(({ field }) => field.dataset === owner)
  return (own.length > 0 ? own : fields).flatMap(({ field }) => attributeOf(view, field, set) ?? [])
}
