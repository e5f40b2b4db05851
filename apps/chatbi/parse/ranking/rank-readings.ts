import type { LinkResult } from '../../link/link.ts'
import { uses } from '../../link/reading-parts.ts'
import type { ReadingPart } from '../../link/reading-parts.ts'
import type { SemanticModel } from '../../model/semantic-model.ts'
import type { MeasureExpression, Query } from '../../query/query.ts'
import { draftOf } from '../draft.ts'
import type { Draft, OutputStyle } from '../draft.ts'
import type { Candidate } from '../candidate.ts'
import type { RankedCandidate } from '../ranked-candidate.ts'
import type { ModelView } from '../model-view.ts'
import type { Node } from '../node.ts'
import { featuresOf } from '../rank.ts'
import { usedMentions } from './coverage-features.ts'
import { useOf } from './query-use.ts'
import { factsOf } from './question-facts.ts'
import type { QuestionFacts } from './question-facts.ts'
import { rankPool } from './rank-pool.ts'
import type { RankedQuery } from './rank-pool.ts'
import { readingWeights } from './reading-weights.ts'

const rankedCount = 40

export interface RankReadingsOptions {
  readonly view: ModelView
  readonly style: OutputStyle
  readonly without?: readonly ReadingPart[] | undefined
}

/**
 * The grammar's readings and those that take a doubtful choice otherwise, ranked by the learned model. Nested readings
 * stand for every word and stay first. The best is worth what the grammar's best is worth, so that sources stay comparable.
 */
export const rankReadings = (
  composed: readonly Candidate[],
  lattice: LinkResult,
  { view, style, without }: RankReadingsOptions,
): readonly RankedCandidate[] => {
  const isNested = (one: Candidate): boolean => one.probability !== undefined
  const flat = composed.filter(one => !isNested(one))
  const [best] = flat
  if (!best || !isLikeLearned(best, lattice, view)) return composed
  const facts = factsOf(lattice, view)
  const ranked = rankPool(facts, flat, {
    model: readingWeights,
    hasAlternatives: uses('alternatives', without),
  }).slice(0, rankedCount)
  const highest = ranked[0]?.score ?? 0
  const total = ranked.reduce((sum, { score }) => sum + Math.exp(score - highest), 0)
  const candidates = new Map<string, RankedCandidate>()
  for (const one of ranked) {
    const query = queryOf(one, style)
    const key = query && JSON.stringify(query)
    if (query === undefined || key === undefined) continue
    const probability = Math.exp(one.score - highest) / total
    const known = candidates.get(key)
    candidates.set(
      key,
      known
        ? { ...known, probability: (known.probability ?? 0) + probability }
        : {
            ...asCandidate(one, query, { facts, style }),
            score: best.score + 0.1 * (one.score - highest),
            probability,
            learned: { facts, ranked: one },
          },
    )
  }
  return [...composed.filter(isNested), ...candidates.values()]
}

/**
 * Whether the question is of the kind that the weights were learned from: in English, over tables that nobody prepared, and
 * without periods or metrics. Elsewhere the grammar's own order stands.
 */
const isLikeLearned = ({ query }: Candidate, { language }: LinkResult, { model }: ModelView): boolean =>
  language === 'en' &&
  !isPrepared(model) &&
  query.time === undefined &&
  query.compareTo === undefined &&
  query.dimensions.every(one => !(one.grain ?? one.part ?? one.shift)) &&
  query.measures.every(({ expression: { kind } }) => !/^(metric|share|series)$/.test(kind))

/** Under conditions, or from several measures: drafts only add up columns, count rows and tell shares of flags. */
const isWritten = (expression: MeasureExpression): boolean =>
  expression.kind === 'aggregate'
    ? (expression.filters ?? []).length > 0
    : expression.kind === 'arithmetic' && expression.left.kind !== 'rows'

/** Someone wrote a metric or said what one is for, or what rows of two tables do to each other. */
const isPrepared = ({ metrics, relationships }: SemanticModel): boolean =>
  metrics.some(metric => metric.description !== undefined || isWritten(metric.expression)) ||
  relationships.some(one => (one.verbs ?? []).length > 0)

/** The reading as it is shown. What only decides on columns makes no difference to one that is explained. */
const queryOf = ({ query, candidate, edits }: RankedQuery, style: OutputStyle): Query | undefined => {
  if (style === 'asked') return query
  let shown: Query | undefined = candidate.query
  for (const edit of edits) if (!edit.isOfShowing) shown = shown && edit.apply(shown)
  return shown
}

const asCandidate = (
  { candidate, edits }: RankedQuery,
  query: Query,
  { facts, style }: { readonly facts: QuestionFacts; readonly style: OutputStyle },
): Candidate => {
  if (query === candidate.query || edits.length === 0) return candidate
  const { lattice, view } = facts
  const draft: Draft = draftOf(query, view, style)
  draft.unused.push(...unusedOf(candidate, facts, query))
  draft.assumptions.push(...candidate.draft.assumptions)
  return { ...candidate, query, draft, features: featuresOf(lattice, candidate.cover, draft) }
}

/** Words that the reading stood for and the edited one does not, and those that neither does. */
const unusedOf = ({ cover, draft }: Candidate, facts: QuestionFacts, query: Query): readonly Node[] => {
  const used = usedMentions(facts, useOf(query, facts.view))
  const isUsed = (node: Node): boolean => used.some(one => one.from < node.to && node.from < one.to)
  const named = cover.nodes.filter(node => node.type === 'field' || node.type === 'value')
  return [...new Set([...draft.unused, ...named])].filter(node => !isUsed(node))
}
