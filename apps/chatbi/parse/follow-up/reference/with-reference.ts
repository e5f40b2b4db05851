import type { LinkResult } from '../../../link/link.ts'
import { sameRef } from '../../../query/fields-of.ts'
import type { Query } from '../../../query/query.ts'
import { timeFieldOf } from '../../assemble/time-field-of.ts'
import type { Candidate } from '../../candidate.ts'
import { addFilter } from '../../draft.ts'
import type { Draft, OutputStyle } from '../../draft.ts'
import { findCandidates, toCandidate } from '../../find-readings.ts'
import type { ModelView } from '../../model-view.ts'
import { confidenceOf } from '../../rank.ts'
import { findFollowUps, isFragment } from '../follow-up.ts'
import { opensAsFollowUp } from '../follow-up-words.ts'
import { antecedentsOf } from './antecedents.ts'
import type { Antecedent } from './antecedents.ts'
import { findPeriods, findReferences } from './find-references.ts'
import type { PeriodReference, Reference } from './find-references.ts'
import { nounsOf } from './noun-of.ts'
import type { Noun } from './noun-of.ts'
import { periodMeant } from './period-meant.ts'
import type { PeriodMeant } from './period-meant.ts'
import { tellEach } from './tell-each.ts'
import { passedOver } from '../strike-out.ts'
import { resolveStandIn, withStandIn } from './stand-in.ts'

export interface ReferenceOptions {
  readonly view: ModelView
  readonly previous: Query
  readonly style: OutputStyle
}

/** Words of the question that speak of the answer before, and what they mean. */
interface Meant {
  readonly spans: readonly { readonly from: number; readonly to: number }[]
  readonly antecedent: Antecedent | undefined
  readonly period: PeriodMeant | undefined
  readonly periodSpans: readonly PeriodReference[]
}

/** A reading that leaves this much unsaid is none of what the words mean. */
const leastWorth = 0.3
const usualLead = 0.3
/** As many meanings are tried. */
const meaningCount = 3
/** What a meaning is worth less for each one that is likelier. */
const later = 0.1

/**
 * The question with what it says of the answer before put in its place: "which line is it on", 第一名每天用了多少度, "that day by
 * shift". The words that refer are read as the name of what they mean, around which the grammar reads as around any name; what is
 * asked of things that were measured in a period is asked of that period. Empty where nothing refers, or to nothing that is known.
 */
export const withReference = (lattice: LinkResult, options: ReferenceOptions): readonly Candidate[] => {
  const read = meaningsOf(lattice, options)
    .slice(0, meaningCount)
    .flatMap((meant, i) => {
      const found = readMeant(lattice, meant, options)
      const [best] = found
      if (!best || confidenceOf(best.features, usualLead) < leastWorth) return []
      return [{ found, score: best.score - i * later }]
    })
  return read.toSorted((a, b) => b.score - a.score)[0]?.found ?? []
}

/**
 * Whether words of the question speak of things of the answer before that are none there, as "each of them" after one number: what
 * is read without them may not be what is meant.
 */
export const isDangling = (
  lattice: LinkResult,
  { previous, view }: Pick<ReferenceOptions, 'previous' | 'view'>,
): boolean => {
  const [reference] = findReferences(lattice.question).filter(one => isStrong(one, lattice, view))
  return reference !== undefined && thingsMeant(reference, lattice, { previous, view }).length === 0
}

/** "its" and "they" may speak of what the same question names; "that machine" and 第二名 do not. */
const isStrong = (reference: Reference, lattice: LinkResult, view: ModelView): boolean => {
  if (isRelative(reference, lattice)) return false
  if (reference.needsNoun) {
    const isGeneric = nounsOf(reference, lattice, view).some(
      noun => noun.dataset === undefined && noun.field === undefined,
    )
    return isGeneric || nounsOf(reference, lattice, view).some(noun => noun.dataset !== undefined)
  }
  return (
    reference.position !== undefined ||
    /^(?:each|all|both|every|any|these|those|[这那该])/i.test(reference.text)
  )
}

const meaningsOf = (lattice: LinkResult, { previous, view }: ReferenceOptions): readonly Meant[] => {
  const { question } = lattice
  const periods = periodsOf(lattice)
  const [spoken] = periods
  const period = spoken && periodMeant(spoken, previous, question.slice(spoken.from, spoken.to).trim())
  const periodSpans = period ? periods : []
  const references = findReferences(question).filter(
    one => !periodSpans.some(other => one.from < other.to && other.from < one.to),
  )
  const ofThings = references.slice(0, 1).flatMap(reference =>
    thingsMeant(reference, lattice, { previous, view }).map(({ antecedent, to }): Meant => ({
      spans: [
        { from: reference.from, to },
        ...references.slice(1).filter(one => one.nounAt === undefined && one.from >= to),
      ],
      antecedent,
      period,
      periodSpans,
    })),
  )
  return ofThings.length === 0 && period
    ? [{ spans: [], antecedent: undefined, period, periodSpans }]
    : ofThings
}

/** 9月当月: a period that is named needs none from before. */
const periodsOf = (lattice: LinkResult): readonly PeriodReference[] => {
  const periods = findPeriods(lattice.question)
  const isNamed = lattice.links.some(({ target, from, to }) => {
    if (target.kind !== 'time' || !target.expression.range) return false
    const start = lattice.atoms[from]?.from ?? 0
    const end = lattice.atoms[to - 1]?.to ?? 0
    return !periods.some(one => one.from < end && start < one.to)
  })
  return isNamed ? [] : periods
}

const thingsMeant = (
  reference: Reference,
  lattice: LinkResult,
  { previous, view }: Pick<ReferenceOptions, 'previous' | 'view'>,
): readonly { readonly antecedent: Antecedent; readonly to: number }[] => {
  const antecedents = antecedentsOf(previous, view, reference.position)
  if (isRelative(reference, lattice)) return []
  const nouns: readonly (Noun | undefined)[] = nounsOf(reference, lattice, view)
  const named = nouns.flatMap(noun =>
    antecedents
      .filter(one => fits(one, noun) && isAsMany(one, reference))
      .map(antecedent => ({ antecedent, to: noun?.to ?? reference.to })),
  )
  if (named.length > 0 || reference.needsNoun) return named
  const things = antecedents.filter(one => one.dataset !== undefined || (one.isGroup && reference.isMany))
  const asMany = things.filter(one => isAsMany(one, reference))
  // a supplier is "they" too
  const meant = asMany.length === 0 && isSaidOfPeople(reference) ? things : asMany
  return meant.map(antecedent => ({ antecedent, to: reference.to }))
}

const isSaidOfPeople = ({ text }: Reference): boolean => /^(?:they|them|theirs?|他们)/i.test(text)

/** "stops that lathes had": behind a noun the word begins what is said of it. */
const isRelative = ({ from, text }: Reference, { atoms, links }: LinkResult): boolean => {
  const at = atoms.findIndex(atom => atom.from >= from)
  const isNoun = ({ to, target }: LinkResult['links'][number]): boolean =>
    to === at && (target.kind === 'dataset' || target.kind === 'field' || target.kind === 'value')
  return /^that\b/i.test(text) && links.some(isNoun)
}

/** One is no "they", and several are no "it". */
const isAsMany = ({ isMany }: Antecedent, reference: Reference): boolean =>
  isMany === (reference.isMany === true)

const fits = ({ dataset, fields }: Antecedent, noun: Noun | undefined): boolean => {
  if (noun?.dataset !== undefined) return noun.dataset === dataset
  const { field } = noun ?? {}
  return field === undefined
    ? dataset !== undefined
    : dataset === undefined && fields.some(one => one.field === field.field)
}

const readMeant = (lattice: LinkResult, meant: Meant, options: ReferenceOptions): readonly Candidate[] => {
  const { view, previous, style } = options
  const { antecedent, periodSpans, spans } = meant
  const passed = passedOver(lattice, periodSpans)
  const said = antecedent ? withStandIn(passed, spans, antecedent) : passed
  const rest = withoutSpans(lattice.question, [...spans, ...periodSpans])
  const mayChange = (opensAsFollowUp(rest) || groups.test(rest)) && !asking.test(rest)
  const fresh = findCandidates(said, view, style).filter(
    ({ parts }) => parts.measures.length > 0 || (asks(parts) && !mayChange && !isFragment(parts)),
  )
  const isAlone = antecedent !== undefined && !/[\p{L}\p{N}]/u.test(rest.replace(saysNothing, ' '))
  const about = isAlone ? withoutRank(previous) : aboutThose(previous, meant)
  const read = fresh.length > 0 ? fresh : findFollowUps(said, view, { previous: about, style })
  return read.flatMap(candidate => resolve(candidate, said, meant)).toSorted((a, b) => b.score - a.score)
}

/** "and the runner-up?", 第二名呢: the same of another one. */
const saysNothing =
  /\b(?:and|what about|how about|the|just|only|show|give|me|then|now|ok|okay|please|take|is|was|who|which|so|but)\b|那么?|呢|的|看看?|只|要|就|给我|是谁|是哪[个台条家]|和|有/gi

const groups = /\b(?:by|per)\b|按|拆|分[成为一]/i

/** Words that ask for something, so that a question opening like a change of the one before is one of its own. */
const asking = /\b(?:which|what|who|whose|when|where|how)\b|[哪谁几]|什么|多少|是否/i

const withoutSpans = (question: string, spans: Meant['spans']): string =>
  spans
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to }) => text.slice(0, from) + text.slice(to), question)
    .trim()

const asks = ({ measures, outputs, superlatives, heads }: Candidate['parts']): boolean =>
  measures.length + outputs.length + superlatives.length + heads.length > 0

/** The question before, of all that its ranking left out too. */
const withoutRank = ({ limit: _, ...rest }: Query): Query => ({ ...rest, having: [] })

/** What the question before measured, without what singled the things out. */
const aboutThose = (previous: Query, { antecedent, period }: Meant): Query => {
  const isOwn = ({ field }: Query['dimensions'][number]): boolean =>
    antecedent?.fields.some(one => sameRef(one, field)) === true
  const { limit: _, time, ...rest } = previous
  return {
    ...rest,
    ...(time && period?.kind !== 'winner' ? { time } : {}),
    dimensions: previous.dimensions.filter(one => !isOwn(one) && (one.grain === undefined || !period)),
    orderBy: [],
    having: [],
  }
}

const resolve = (
  candidate: Candidate,
  said: LinkResult,
  { antecedent, period }: Meant,
): readonly Candidate[] => {
  const { cover, parts } = candidate
  const draft: Draft = {
    ...candidate.draft,
    filters: [...candidate.draft.filters],
    dimensions: [...candidate.draft.dimensions],
    columns: [...candidate.draft.columns],
    unused: [...candidate.draft.unused],
    assumptions: [
      ...candidate.draft.assumptions.filter(one => one.en !== 'Changes the question before'),
      { en: 'Speaks of the answer before', zh: '针对上一个问题的结果' },
    ],
  }
  if (antecedent && !resolveStandIn(draft, antecedent)) return []
  if (antecedent?.isMany) tellEach(draft, antecedent, said.question)
  const range = period?.kind === 'range' ? period.range : antecedent?.range
  const isTimed =
    draft.time !== undefined || parts.times.some(({ expression }) => expression.range !== undefined)
  const field = isTimed && period === undefined ? undefined : timeFieldOf(draft, parts)
  if (period && !field) return []
  if (field && period?.kind === 'winner') addFilter(draft, period.conditionOf(field))
  else if (field && range && draft.measures.length > 0) draft.time = { field, range }
  return [toCandidate(said, cover, parts, draft)]
}
