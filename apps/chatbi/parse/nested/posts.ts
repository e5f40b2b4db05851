import type { Relationship } from '../../model/semantic-model.ts'
import type { Condition, FieldRef } from '../../query/query.ts'
import { isNumeric } from '../model-view.ts'
import { isNumber, linkTo, listOf, restrict, setOf } from './entity-set.ts'
import type { EntitySet } from './entity-set.ts'
import { isWord, meaningsAt, readPhrase } from './phrase.ts'
import type { Read, Reader } from './phrase.ts'
import { rankByCount, rankByField, rankByQuality, siblingOf } from './rank-set.ts'

type Post = (reader: Reader, read: Read) => readonly Read[]

/** What may follow a noun phrase and says more of it; each way to read it. */
export const readPosts: Post = (reader, read) => {
  if (read.set.isEverything) return []
  // what has a name is only said to lie somewhere: "austin in texas"
  return (read.set.isNamed ? [within] : posts).flatMap(post => post(reader, read))
}

const with_ = (read: Read, condition: Condition | undefined, to: number): readonly Read[] =>
  condition ? [{ set: { ...read.set, conditions: [...read.set.conditions, condition] }, to }] : []

const skipThat = (reader: Reader, at: number): number =>
  isWord(reader, at, 'that', 'which', 'who', 'and') ? at + 1 : at

/** "in texas", "of the largest state". */
const within: Post = (reader, read) => {
  if (!isWord(reader, read.to, 'in', 'of', 'on', 'within', 'for', 'from', 'at')) return []
  return readPhrase(reader, read.to + 1).flatMap(({ set, to }) => {
    const restricted = restrict(reader.view, read.set, set)
    return restricted ? [{ set: restricted, to }] : []
  })
}

interface Negatable {
  readonly negated: boolean
  readonly to: number
}

const negation = (reader: Reader, at: number): Negatable =>
  isWord(reader, at, 'not', "n't", 'no', 'without', "don't", "doesn't")
    ? { negated: true, to: at + 1 }
    : { negated: false, to: at }

/** "that border texas", "running through the most states", "traversed by", "which do not run through …". */
const verbs: Post = (reader, read) => {
  const start = skipThat(reader, read.to)
  const { negated, to: at } = negation(reader, start)
  return meaningsAt(reader, at, 'verb').flatMap(({ relationships }) => {
    const from = isWord(reader, at + 1, 'by', 'through', 'in', 'on') ? at + 2 : at + 1
    return [
      ...mostOf(reader, read, from, relationships),
      ...readPhrase(reader, negation(reader, from).to).flatMap(({ set, to }) => {
        const isNegated = negated || negation(reader, from).negated
        const restricted = restrict(reader.view, read.set, set, { by: relationships, negated: isNegated })
        return restricted ? [{ set: restricted, to }] : []
      }),
    ]
  })
}

/** "the most states", "the least number of rivers". */
const mostOf = (reader: Reader, read: Read, at: number, by?: readonly Relationship[]): readonly Read[] =>
  meaningsAt(reader, at, 'superlative')
    .filter(({ word }) => /\b(most|least|fewest|number)\b/.test(word) || isWord(reader, at + 1, 'number'))
    .flatMap(({ direction }) =>
      readPhrase(reader, isWord(reader, at + 1, 'number', 'of') ? at + 2 : at + 1)
        .filter(({ set }) => set.field === undefined)
        .flatMap(({ set, to }) => {
          const ranked = rankByCount(reader.view, read.set, set, {
            direction,
            count: 1,
            ...(by ? { by } : {}),
          })
          return ranked ? [{ set: ranked, to }] : []
        }),
    )

/** "through which the mississippi runs", "that the mississippi runs through", "texas borders". */
const objectClauses: Post = (reader, read) => {
  const hasPreposition = isWord(reader, read.to, 'through', 'in', 'on', 'by')
  const start = skipThat(reader, hasPreposition ? read.to + 1 : read.to)
  return readPhrase(reader, start).flatMap(({ set, to }) =>
    meaningsAt(reader, to, 'verb').flatMap(({ relationships }) => {
      const restricted = restrict(reader.view, read.set, set, { by: relationships })
      const end = isWord(reader, to + 1, 'through', 'in', 'on') ? to + 2 : to + 1
      return restricted ? [{ set: restricted, to: end }] : []
    }),
  )
}

/** "states does texas border", "rivers does texas have", "what state is austin in". */
const ownersAfter: Post = (reader, read) =>
  readPhrase(reader, read.to).flatMap(({ set, to }) => {
    // "what state is austin in", "in what state is austin"
    const isAfter = isWord(reader, to, 'have', 'has', 'in', 'contain') && to === reader.terms.length - 1
    const isBefore = isWord(reader, 0, 'in', 'through', 'on') && to === reader.terms.length
    if (!isAfter && !isBefore) return []
    const restricted = restrict(reader.view, read.set, set)
    return restricted ? [{ set: restricted, to: isAfter ? to + 1 : to }] : []
  })

/** "with the largest population", "that has the most rivers", "with no lakes", "with the capital austin". */
const having: Post = (reader, read) => {
  const start = skipThat(reader, read.to)
  if (!isWord(reader, start, 'with', 'has', 'have', 'having', 'contain', 'whose', 'without')) return []
  const isAbsent = isWord(reader, start, 'without')
  const { negated, to: at } = isAbsent ? { negated: true, to: start + 1 } : negation(reader, start + 1)
  return [
    ...(negated ? lackingAny(reader, read, at) : []),
    ...mostOf(reader, read, at),
    ...extremeAttribute(reader, read, at),
    ...attributeIs(reader, read, at),
    ...readPhrase(reader, at).flatMap(({ set, to }) =>
      set.field === undefined
        ? with_(read, linkTo(reader.view, read.set.dataset, set, { negated }), to)
        : rankedAttribute(reader, read, set, to),
    ),
  ]
}

/** "no surrounding states". */
const lackingAny = (reader: Reader, read: Read, at: number): readonly Read[] =>
  meaningsAt(reader, at, 'verb').flatMap(({ relationships }) =>
    meaningsAt(reader, at + 1, 'dataset').flatMap(({ dataset }) =>
      with_(
        read,
        linkTo(reader.view, read.set.dataset, setOf(dataset), { by: relationships, negated: true }),
        at + 2,
      ),
    ),
  )

/** "the largest population", "population the largest". */
const extremeAttribute: (reader: Reader, read: Read, at: number) => readonly Read[] = (reader, read, at) =>
  meaningsAt(reader, at, 'superlative').flatMap(({ direction }) => {
    const place = isWord(reader, at + 1, 'in', 'of', 'number') ? at + 2 : at + 1
    return meaningsAt(reader, place, 'field').flatMap(({ field }) => {
      const ranked = isNumber(reader.view, field)
        ? rankByField(reader.view, read.set, field, { direction, count: 1 })
        : rankByReferred(reader, read.set, field, at)
      return ranked && isOwn(reader, read.set, field) ? [{ set: ranked, to: place + 1 }] : []
    })
  })

/** "the smallest capital": the state whose capital is the smallest city. */
const rankByReferred = (
  reader: Reader,
  set: EntitySet,
  field: FieldRef,
  at: number,
): EntitySet | undefined => {
  const [superlative] = meaningsAt(reader, at, 'superlative')
  if (!superlative || field.dataset !== set.dataset) return undefined
  const ranked = rankByQuality(reader.view, { ...set, field }, superlative.word, {
    direction: superlative.direction,
    count: 1,
  })
  if (!ranked || ranked.dataset === set.dataset) return undefined
  return {
    ...set,
    conditions: [...set.conditions, { kind: 'in-query', field, query: listOf(reader.view, ranked) }],
  }
}

/** Its own attribute where it has one of that name; else that of what belongs to it. */
const isOwn = (reader: Reader, set: EntitySet, field: FieldRef): boolean => {
  const own = reader.view.dataset(set.dataset)?.fields.some(one => one.name === field.field) ?? false
  return !own || field.dataset === set.dataset
}

/** "with the highest point": by the number that goes with that text. */
const rankedAttribute = ({ view }: Reader, read: Read, attribute: EntitySet, to: number): readonly Read[] => {
  const sibling = attribute.field && siblingOf(view, attribute.field)
  if (attribute.conditions.length > 0 && attribute.field) {
    const link = linkTo(view, read.set.dataset, { ...attribute })
    return with_(read, link, to)
  }
  const direct = attribute.field && siblingNumber(attribute, sibling)
  const ranked =
    direct && rankByField(view, read.set, direct.field, { direction: direct.direction, count: 1 })
  return ranked ? [{ set: ranked, to }] : []
}

const siblingNumber = (
  { field }: EntitySet,
  sibling: ReturnType<typeof siblingOf>,
): NonNullable<ReturnType<typeof siblingOf>> | undefined => {
  if (sibling || !field) return sibling
  // "the highest elevation" is a number that is named with its superlative itself
  const first = /^(highest|largest|greatest|longest|lowest|smallest|shortest)/.exec(field.field)?.[0]
  return first ? { field, direction: /^(low|small|short)/.test(first) ? 'asc' : 'desc' } : undefined
}

/** "capital austin", "population greater than 5", "lowest point is sea level". */
const attributeIs = (reader: Reader, read: Read, at: number): readonly Read[] =>
  meaningsAt(reader, at, 'field').flatMap(({ field }) => {
    const next = isWord(reader, at + 1, 'of') ? at + 2 : at + 1
    const [comparison] = meaningsAt(reader, next, 'comparison')
    const [number] = meaningsAt(reader, comparison ? next + 1 : next, 'number')
    const left = { kind: 'field' as const, field }
    const byNumber: Condition | undefined = number && {
      kind: 'compare',
      left,
      operator: comparison?.operator ?? '=',
      right: { kind: 'value', value: number.value },
    }
    const conditions = [
      ...(byNumber ? [{ condition: byNumber, to: comparison ? next + 2 : next + 1 }] : []),
      ...meaningsAt(reader, next, 'value').map(({ value }) => ({
        condition: {
          kind: 'compare' as const,
          left,
          operator: '=' as const,
          right: { kind: 'value' as const, value },
        },
        to: next + 1,
      })),
    ]
    return conditions.flatMap(({ condition, to }) => {
      if (field.dataset === read.set.dataset) return with_(read, condition, to)
      return with_(read, linkTo(reader.view, read.set.dataset, setOf(field.dataset, [condition])), to)
    })
  })

/** "named austin", "called colorado". */
const named: Post = (reader, read) =>
  isWord(reader, read.to, 'named', 'called')
    ? meaningsAt(reader, read.to + 1, 'value')
        .filter(({ field }) => field.dataset === read.set.dataset)
        .slice(0, 1)
        .flatMap(({ field, value }) =>
          with_(
            read,
            {
              kind: 'compare',
              left: { kind: 'field', field },
              operator: '=',
              right: { kind: 'value', value },
            },
            read.to + 2,
          ),
        )
    : []

/** "excluding texas". */
const excluding: Post = (reader, read) => {
  const at = isWord(reader, read.to, 'and') ? read.to + 1 : read.to
  if (!isWord(reader, at, 'excluding', 'except')) return []
  return readPhrase(reader, at + 1).flatMap(({ set, to }) =>
    set.dataset === read.set.dataset
      ? with_(read, { kind: 'not', condition: { kind: 'and', conditions: set.conditions } }, to)
      : [],
  )
}

/** "what state is the largest", "which state has the …": ranked after it was named. */
const rankedAfter: Post = (reader, read) => {
  const at = skipThat(reader, read.to)
  return meaningsAt(reader, at, 'superlative').flatMap(({ word, direction }) => {
    const ranked = rankByQuality(reader.view, read.set, word, { direction, count: 1 })
    if (!ranked) return []
    const by = isWord(reader, at + 1, 'in', 'by') && meaningsAt(reader, at + 2, 'field').length > 0
    const end = reader.terms[at + 1]?.text === 'one' ? at + 2 : at + 1
    return [{ set: ranked, to: by ? at + 3 : end }]
  })
}

/** "rivers longer than the red river". */
const comparedWith: Post = (reader, read) =>
  meaningsAt(reader, read.to, 'comparison').flatMap(({ operator }) =>
    readPhrase(reader, read.to + 1).flatMap(({ set, to }) => {
      const field =
        set.dataset === read.set.dataset
          ? reader.view.dataset(set.dataset)?.fields.find(one => isNumeric(one))
          : undefined
      if (!field || set.field) return []
      const left = { dataset: set.dataset, field: field.name }
      const query = listOf(reader.view, { ...set, limit: 1, orderBy: [] }, left)
      return with_(
        read,
        { kind: 'compare', left: { kind: 'field', field: left }, operator, right: { kind: 'query', query } },
        to,
      )
    }),
  )

const posts: readonly Post[] = [
  within,
  verbs,
  objectClauses,
  having,
  named,
  excluding,
  comparedWith,
  rankedAfter,
  ownersAfter,
]
