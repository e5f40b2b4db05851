import type { LinkResult } from '../../link/link.ts'
import type { Query } from '../../query/query.ts'
import { emptyQuery } from '../../query/query.ts'
import type { OutputStyle } from '../draft.ts'
import type { ModelView } from '../model-view.ts'
import { attributeOf, closed, isNumber, listOf, nameOf } from './entity-set.ts'
import type { EntitySet } from './entity-set.ts'
import { isWord, readPhrase } from './phrase.ts'
import type { Read, Reader } from './phrase.ts'
import { asReferred } from './as-referred.ts'
import { fieldOfQuality, rankByField, siblingOf } from './rank-set.ts'
import { termsOf } from './term.ts'

/**
 * Questions as noun phrases nested to any depth, over models that say by which verbs their tables belong together: "the
 * longest river that passes the states that border the state that borders the most states". Nesting patterns as in
 * ATHENA++ (Sen et al., VLDB 2020); verbs of relations and words for conditions stand in the model, as a lexicon does for
 * GeoQuery (Zelle and Mooney, AAAI 1996). Only readings of the whole question are given, the likelier first.
 */
export const readNested = (lattice: LinkResult, view: ModelView, style: OutputStyle): readonly Query[] => {
  if (lattice.language !== 'en' || !view.model.relationships.some(one => one.verbs)) return []
  const reader = { view, terms: termsOf(lattice, view) }
  const queries = sentences.flatMap(sentence => sentence(reader, skipAsking(reader)))
  const shown = style === 'asked' ? queries.map(query => asReferred(query)) : queries
  return [...new Map(shown.map(query => [JSON.stringify(query), query])).values()].slice(0, mostReadings)
}

const mostReadings = 3

type Sentence = (reader: Reader, from: number) => readonly Query[]

/** "what is", "give me", "list": words that only ask. */
const skipAsking = (reader: Reader): number => {
  let at = 0
  while (
    isWord(reader, at, 'what', 'which', 'who', 'give', 'list', 'name', 'names', 'find', 'in', 'of', 'through')
  )
    at++
  return at
}

const isWhole = (reader: Reader, { to }: Read): boolean => to >= reader.terms.length

const wholes = (reader: Reader, from: number): readonly EntitySet[] =>
  readPhrase(reader, from)
    .filter(read => isWhole(reader, read))
    .map(read => read.set)

/** "what are the states that …": the things, or an attribute of them. */
const listing: Sentence = (reader, from) => {
  if (isWord(reader, from, 'how', 'where')) return []
  return wholes(reader, from).map(set => toList(reader.view, set))
}

const toList = (view: ModelView, set: EntitySet): Query => {
  const { field, aggregate } = set
  if (aggregate && field)
    return {
      ...emptyQuery,
      root: set.dataset,
      measures: [
        { id: aggregate, expression: { kind: 'aggregate', aggregate, value: { kind: 'field', field } } },
      ],
      filters: closed(view, set).conditions,
    }
  const sibling = field && set.limit === undefined ? siblingOf(view, field) : undefined
  const ranked =
    sibling && set.isSingular
      ? rankByField(view, set, sibling.field, { direction: sibling.direction, count: 1 })
      : undefined
  return distinctWhereRepeated(view, ranked ?? set)
}

/** An attribute of things that have a row for each of something else is told once. */
const distinctWhereRepeated = (view: ModelView, set: EntitySet): Query => {
  const query = listOf(view, set)
  const isTold = set.field !== undefined || isNegated(set)
  return isRepeated(view, set.dataset) && isTold && set.limit === undefined && !set.isGrouped
    ? { ...query, distinct: true }
    : query
}

const isNegated = ({ conditions }: EntitySet): boolean =>
  conditions.some(condition => condition.kind === 'in-query' && condition.negated === true)

/** A river has a row for each state that it runs through. */
const isRepeated = (view: ModelView, dataset: string): boolean => {
  const key = view.dataset(dataset)?.primaryKey ?? []
  return key.length > 1 && key.includes(nameOf(view, dataset).field)
}

/** "how many states …", "how many people live in …". */
const counting: Sentence = (reader, from) => {
  const isHowMany = isWord(reader, from, 'how') && isWord(reader, from + 1, 'many', 'much')
  const isNumberOf = isWord(reader, from, 'number', 'count')
  if (!isHowMany && !isNumberOf) return []
  const at = isHowMany ? from + 2 : from + 1
  return wholes(reader, isWord(reader, at, 'of') ? at + 1 : at).map(set => {
    return isNumber(reader.view, set.field) ? toList(reader.view, set) : toCount(reader.view, set)
  })
}

const toCount = (view: ModelView, set: EntitySet): Query => {
  const whole = closed(view, set)
  const field = set.field ?? nameOf(view, set.dataset)
  const isEach =
    set.field === undefined &&
    ((whole.conditions.length > 0 && !isNegated(whole)) || !isRepeated(view, set.dataset))
  return {
    ...emptyQuery,
    root: whole.dataset,
    measures: [
      {
        id: 'count',
        expression: isEach
          ? { kind: 'rows', dataset: whole.dataset }
          : { kind: 'aggregate', aggregate: 'count-distinct', value: { kind: 'field', field } },
      },
    ],
    filters: whole.conditions,
  }
}

/** "how long is the …", "how big is …". */
const measuring: Sentence = (reader, from) => {
  const quality = isWord(reader, from, 'how') ? reader.terms[from + 1]?.text : undefined
  if (quality === undefined || quality === 'many') return []
  return wholes(reader, from + 2).flatMap(set => {
    const sibling = set.field && siblingOf(reader.view, set.field)
    const field = sibling?.field ?? fieldOfQuality(reader.view, set.dataset, quality)
    const asked =
      field && (sibling ? { ...closed(reader.view, set), field } : attributeOf(reader.view, field, set))
    return asked ? [distinctWhereRepeated(reader.view, asked)] : []
  })
}

/** "where is …": what it belongs to; a text that says a place says it itself. */
const locating: Sentence = (reader, from) => {
  if (!isWord(reader, from, 'where')) return []
  return wholes(reader, from + 1).flatMap(set => {
    if (set.field) return [toList(reader.view, set)]
    const belongs = reader.view.model.relationships.find(
      one => one.from === set.dataset && one.role === undefined,
    )
    const place = reader.view
      .dataset(set.dataset)
      ?.fields.find(one => placeNames.test(one.label.en) && !one.isName)?.name
    const name = belongs?.fromFields[0] ?? place
    if (name === undefined) return [toList(reader.view, set)]
    const field = { dataset: set.dataset, field: name }
    return [listOf(reader.view, { ...closed(reader.view, set), field })]
  })
}

const placeNames = /\b(country|state|region|place|location|city)\b/i

const sentences: readonly Sentence[] = [counting, measuring, locating, listing]
