import type { Language } from '@millwright/spec'
import type { LinkResult } from '../link/link.ts'
import type { TimeGrain } from '../query/query.ts'
import { datasetsOfMeasure } from '../query/find-in-model.ts'
import { assemble } from './assemble/assemble.ts'
import type { Candidate } from './candidate.ts'
import { collectParts } from './collect.ts'
import type { Parts } from './collect.ts'
import { findCovers } from './cover.ts'
import type { Cover } from './cover.ts'
import { draftOf, toQuery } from './draft.ts'
import type { Draft, OutputStyle } from './draft.ts'
import { applyRules } from './grammar.ts'
import type { ModelView } from './model-view.ts'
import type { Node } from './node.ts'
import { confidenceOf, featuresOf, scoreOf, unusedSizeOf } from './rank.ts'
import { reasonsOf } from './reasons-of.ts'
import { brokenCues, isSaidAgain, omittedWords } from './omitted-words.ts'
import { readPinned } from './rules/pinned.ts'
import { readContrast } from './sides/contrast.ts'
import { readPartLimit } from './sides/part-limits.ts'
import { readRatio } from './sides/ratio.ts'
import type { Reading } from './reading.ts'
import { amongThem } from './rules/rules-among.ts'
import { amountRules, howLongOfRows } from './rules/rules-amount.ts'
import { zeroOf } from './rules/zero-of.ts'
import { clauseRules } from './rules/rules-clause.ts'
import { countedRules } from './rules/rules-counted.ts'
import { adjectiveRules, conditionRules } from './rules/rules-condition.ts'
import { durationRules } from './rules/rules-duration.ts'
import { entityRules } from './rules/rules-entity.ts'
import { measureRules } from './rules/rules-measure.ts'
import { periodRules } from './rules/rules-period.ts'
import { readNested } from './nested/read-nested.ts'
import { numberRules, verbOfWhich } from './rules/rules-number.ts'
import { readColumns } from './rules/read-columns.ts'
import { readOwnMeasure } from './rules/read-own-measure.ts'
import { readAgainstThing } from './rules/read-against-thing.ts'
import { readAges } from './rules/read-ages.ts'
import { readLast } from './rules/read-last.ts'
import { readIntervals } from './rules/read-intervals.ts'
import { readLateness } from './rules/read-lateness.ts'
import { readSeries } from './rules/read-series.ts'
import { readShareOfChange } from './rules/read-share-of-change.ts'
import { readAverageWithin, readShareWithin } from './rules/read-share-within.ts'
import { readSingleTable } from './single-table/read-single-table.ts'
import { siblingMeasure } from './rules/rules-sibling.ts'
import { unusedWordsOf } from './unused-words.ts'
import { variants } from './assemble/variant.ts'

const coverCount = 16
const readingCount = 10

/** Candidate queries, best first, no two the same. */
export const findCandidates = (
  lattice: LinkResult,
  view: ModelView,
  style: OutputStyle,
): readonly Candidate[] => {
  const best = new Map<string, Candidate>()
  for (const cover of findCovers(lattice, view, coverCount))
    for (const candidate of compose(cover, lattice, view, style)) {
      const key = JSON.stringify(candidate.query)
      const known = best.get(key)
      if (!known || known.score < candidate.score) best.set(key, candidate)
    }
  const ranked = [...best.values()].toSorted((a, b) => b.score - a.score)
  return [...nestedCandidates(lattice, view, ranked[0], style), ...ranked].slice(0, readingCount)
}

/** Readings of the whole question as nested phrases: where they stand for every word, they go before the flat ones. */
const nestedCandidates = (
  lattice: LinkResult,
  view: ModelView,
  flat: Candidate | undefined,
  style: OutputStyle,
): readonly Candidate[] => {
  if (!flat) return []
  return readNested(lattice, view, style).map((query, i): Candidate => {
    const draft = draftOf(query, view, style)
    const features = featuresOf(lattice, flat.cover, draft)
    return {
      ...flat,
      query,
      asked: query,
      draft,
      features,
      score: flat.score + 0.5 - 0.1 * i,
      probability: i === 0 ? 0.85 : 0.4,
    }
  })
}

/** The parts of the question as this cover reads it, after every rule of the grammar. */
export const composeParts = (
  cover: Cover,
  { language, now }: Pick<LinkResult, 'language' | 'now'>,
  view: ModelView,
  /** What the question before asked for, where this one changes it. */
  before: Partial<Before> = {},
): Parts => {
  const { datasets = [], periods } = before
  const compose = (nodes: readonly Node[], more: readonly string[] = []): Parts =>
    partsOf(nodes, { language, view, now, before: { datasets: [...datasets, ...more], periods } })
  const told = readOwnMeasure(readAgainstThing(cover.nodes, view), view)
  const nodes = readShareOfChange(readColumns(readLast(told, view), view))
  const sides = { view, language, compose }
  const limited = readPartLimit(nodes, sides)
  return compose(limited === nodes ? readRatio(readContrast(nodes, sides), sides) : limited)
}

interface PartsContext {
  readonly language: Language
  readonly view: ModelView
  /** The plant's time when it was asked. */
  readonly now: string | undefined
  readonly before: Before
}

interface Before {
  readonly datasets: readonly string[]
  /** Its periods, which this question may run along. */
  readonly periods: TimeGrain | undefined
}

const partsOf = (nodes: readonly Node[], { language, view, now, before }: PartsContext): Parts => {
  const context = { view, datasets: new Set([...datasetsOf(nodes, view), ...before.datasets]) }
  const entities = applyRules(
    nodes,
    [zeroOf, ...periodRules, verbOfWhich, siblingMeasure, ...countedRules, ...entityRules],
    context,
  )
  const own = readAverageWithin(entities)
  const numbers = applyRules(own.nodes, numberRules, context)
  const shared = readShareWithin(numbers)
  const asked = readSeries(shared.nodes, before.periods)
  const timed = readAges(readIntervals(readLateness(asked.nodes, context), context), context, now)
  const adjectives = applyRules(timed, adjectiveRules, context)
  const measures = applyRules(
    adjectives,
    [howLongOfRows, ...durationRules, ...amountRules, ...measureRules],
    context,
  )
  const conditions = applyRules(measures, conditionRules, context)
  return collectParts(applyRules(conditions, [amongThem, ...clauseRules], context), language, {
    series: asked.series,
    within: shared.within ?? own.within,
  })
}

const compose = (
  cover: Cover,
  lattice: LinkResult,
  view: ModelView,
  style: OutputStyle,
): readonly Candidate[] => {
  const plain = composeParts(cover, lattice, view)
  const nodes = pinnedNodes(cover, lattice, view)
  if (!nodes) return composeOf(plain, cover, lattice, { view, style, penalty: 0 })
  const pinned = composeParts({ ...cover, nodes }, lattice, view)
  return [
    ...composeOf(pinned, cover, lattice, { view, style, penalty: 0 }),
    ...composeOf(plain, cover, lattice, { view, style, penalty: unpinnedPenalty }),
  ]
}

/** One thing singled out and asked about is seldom meant as a ranking of all. */
const unpinnedPenalty = 0.3

const pinnedNodes = (cover: Cover, lattice: LinkResult, view: ModelView): readonly Node[] | undefined =>
  readPinned(cover.nodes, {
    view,
    language: lattice.language,
    ask: nodes =>
      toQuery(
        assemble(composeParts({ ...cover, nodes }, lattice, view), {
          view,
          style: 'asked',
          variant: 'plain',
        }),
      ),
  })

interface ComposeOptions {
  readonly view: ModelView
  readonly style: OutputStyle
  readonly penalty: number
}

const composeOf = (
  parts: Parts,
  cover: Cover,
  lattice: LinkResult,
  { view, style, penalty }: ComposeOptions,
): readonly Candidate[] => {
  const isDoubtful = parts.superlatives.length > 0
  const composed = (isDoubtful ? variants : variants.slice(0, 1)).map(variant => {
    const draft = assemble(parts, { view, style, variant })
    draft.penalty += penalty
    const candidate = toCandidate(lattice, cover, parts, draft)
    return style === 'asked'
      ? candidate
      : { ...candidate, asked: toQuery(assemble(parts, { view, style: 'asked', variant })) }
  })
  const ofTable = readSingleTable(cover, parts, { lattice, view, style })
  return [...composed, ...ofTable.map(draft => toCandidate(lattice, cover, parts, draft))]
}

/** What a reading is worth that takes clauses for what they ask of each row, beside one that takes them for groups. */
const columnsWorth = 0.5

/** A composed draft with its features and score. */
export const toCandidate = (lattice: LinkResult, cover: Cover, parts: Parts, draft: Draft): Candidate => {
  const query = toQuery(draft)
  const isKnown = ({ from, to }: Node): boolean => draft.unused.some(one => one.from <= from && to <= one.to)
  const omitted = [...omittedWords(query, cover.nodes), ...brokenCues(cover.nodes, lattice.links)]
  draft.unused.push(...omitted.filter(node => !isKnown(node)))
  draft.unused = draft.unused.filter(node => !isSaidAgain(query, node))
  const features = featuresOf(lattice, cover, draft)
  const score = scoreOf(cover, features, unusedSizeOf(lattice, draft)) + (parts.columns ? columnsWorth : 0)
  return { query, asked: query, score, features, cover, parts, draft }
}

const datasetsOf = (nodes: readonly Node[], view: ModelView): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const node of nodes) if (node.type === 'dataset') found.add(node.dataset.name)
  for (const node of nodes)
    if (node.type === 'metric')
      for (const name of datasetsOfMeasure(node.metric.expression, view.model)) found.add(name)
  for (const node of nodes) if (node.type === 'field' || node.type === 'value') found.add(node.ref.dataset)
  return found
}

export const toReading = (candidate: Candidate, next: Candidate | undefined): Reading => {
  const lead = next ? candidate.score - next.score : 1
  return {
    query: candidate.query,
    score: candidate.score,
    confidence: candidate.probability ?? confidenceOf(candidate.features, lead),
    reasons: reasonsOf(candidate.cover.nodes),
    unusedWords: unusedWordsOf(candidate.draft.unused),
    assumptions: candidate.draft.assumptions,
  }
}
