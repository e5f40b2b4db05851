import { findDataset } from '../../query/find-in-model.ts'
import type { Query } from '../../query/query.ts'
import { viewOf } from '../model-view.ts'
import type { Preview, SourceCandidate } from '../parse-result.ts'
import { useOf } from './query-use.ts'
import { weigh } from './rank-pool.ts'
import { readingConfidence, readingWeights, workingThreshold } from './reading-weights.ts'
import { emitResultFeatures } from './result-features.ts'
import type { Rows } from './result-features.ts'
import { surenessOf } from './sureness.ts'
import { contentOf, weighAnswers } from './weigh-answers.ts'
import type { Spread, Weighed } from './weigh-answers.ts'

/** Most readings that are run, and the probability that is left to the others when no more are. */
const mostPreviewed = 12
const restLeft = 0.02
/** Where its tables have more rows together, only so few readings are run. */
const mostRows = 2_000_000
const fewPreviewed = 2

/** How many readings are run, of those with these scores, the highest first: those that are likely enough. */
export const previewedReadings = (scores: readonly number[]): number => {
  const [highest = 0] = scores
  const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0)
  let left = 1
  for (const [at, score] of scores.entries()) {
    if (at >= mostPreviewed || left <= restLeft) return at
    left -= Math.exp(score - highest) / total
  }
  return scores.length
}

interface Judged extends Weighed {
  readonly candidate: SourceCandidate
  readonly rows: Rows | undefined
}

/**
 * The readings of the best source ranked again by what their rows say as well, so many as are likely enough; how sure the
 * best is comes from the probability of all that give its rows. Readings that do not run are left out.
 */
export const judgeReadings = async (
  candidates: readonly SourceCandidate[],
  preview: Preview,
): Promise<readonly SourceCandidate[]> => {
  const [best] = candidates
  if (!best?.learned) return candidates
  const own = candidates.filter(one => one.learned && one.source === best.source)
  const others = candidates.filter(one => !own.includes(one))
  const judged: Judged[] = []
  const likely = previewedReadings(own.map(one => one.learned?.ranked.score ?? 0))
  const runCount = own.slice(0, likely).every(isSmall) ? likely : Math.min(likely, fewPreviewed)
  for (const candidate of own.slice(0, runCount)) {
    const rows = await preview(candidate.source.model.sourceId, queryOf(candidate))
    if (rows) judged.push(judge(candidate, rows))
  }
  if (judged.length === 0) return withSureness(candidates)
  return withOrder(judged, own.slice(runCount), others)
}

/** The readings of the best source with how sure it is, where none is run. */
export const withSureness = (candidates: readonly SourceCandidate[]): readonly SourceCandidate[] => {
  const [best] = candidates
  if (!best?.learned) return candidates
  const own = candidates.filter(one => one.learned && one.source === best.source)
  const likely = own.slice(0, previewedReadings(own.map(one => one.learned?.ranked.score ?? 0)))
  return withOrder(
    likely.map(candidate => judge(candidate, undefined)),
    own.slice(likely.length),
    candidates.filter(one => !own.includes(one)),
  )
}

/** Those that were judged as they are ordered, then the rest of their source; among those of other sources by score. */
const withOrder = (
  judged: readonly Judged[],
  rest: readonly SourceCandidate[],
  others: readonly SourceCandidate[],
): readonly SourceCandidate[] => {
  const highest = Math.max(...judged.map(one => one.candidate.score), ...rest.map(one => one.score))
  const ranked = ordered(judged).map(one => ({ ...one, score: one.score + highest }))
  const lowest = ranked.at(-1)?.score ?? highest
  const after = rest.map((one, i) => ({ ...one, score: lowest - 0.1 * (i + 1) }))
  return [...ranked, ...after, ...others].toSorted((a, b) => b.score - a.score)
}

const queryOf = ({ learned, query }: SourceCandidate): Query => learned?.ranked.query ?? query

/** Whether its tables are known to have so few rows that running it costs nothing. */
export const isSmall = (candidate: SourceCandidate): boolean => {
  const { model } = candidate.source
  const { datasets } = useOf(queryOf(candidate), viewOf(model))
  const rows = [...datasets].reduce((sum, name) => sum + (findDataset(model, name)?.rowCount ?? 0), 0)
  return rows <= mostRows
}

const judge = (candidate: SourceCandidate, rows: Rows | undefined): Judged => {
  const { learned } = candidate
  if (!learned) throw new Error('bug: a candidate without ranking is not judged by its rows')
  const { facts, ranked } = learned
  const said = rows
    ? weigh(readingWeights.weights, emit => emitResultFeatures(facts, ranked.query, rows, emit))
    : 0
  return {
    candidate,
    rows,
    score: ranked.score + said,
    answer: JSON.stringify(rows ?? candidate.query),
    content: rows ? contentOf(rows) : JSON.stringify(candidate.query),
  }
}

/**
 * By what speaks for the answer with the rows known; scores on the scale of candidates, each with the chance that it is right.
 */
const ordered = (judged: readonly Judged[]): readonly SourceCandidate[] => {
  const { ranked, spread } = weighAnswers(judged)
  const highest = Math.log(ranked[0]?.part ?? 1)
  return ranked.map(({ reading, part }, place) => ({
    ...reading.candidate,
    score: 0.1 * (Math.log(part) - highest),
    probability: place === 0 ? sureness(reading, spread) : part,
  }))
}

/** Nothing is sure whose rows are not known. */
const mostWithoutRows = workingThreshold - 0.01

const sureness = ({ candidate, rows }: Judged, spread: Spread): number => {
  if (!candidate.learned) return spread.mass
  const sure = surenessOf(spread, { ...candidate.learned, rows }, readingConfidence)
  return rows ? sure : Math.min(sure, mostWithoutRows)
}
