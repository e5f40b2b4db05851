import { setImmediate } from 'node:timers/promises'
import type { Actor } from '@millwright/spec'
import { evenWeights } from '../index/ranking-weights.ts'
import type { RankingWeights } from '../index/ranking-weights.ts'
import { orderPool } from '../retrieve/passage-pool.ts'
import type { PoolSearch } from '../retrieve/passage-pool.ts'
import { toForecast } from './forecast.ts'
import type { Changed } from './forecast.ts'
import type { Forecast, Tuning } from './golden.ts'
import type { GoldenQuestions } from './golden-questions.ts'
import { isPlace } from './judge-golden.ts'
import { tuneWeights } from './tune-weights.ts'
import type { OrderQuality, TuningCase } from './tune-weights.ts'

export interface RankingTunerParts {
  readonly questions: GoldenQuestions
  readonly search: PoolSearch
}

/** A collection and who asks for its golden questions. */
export interface Tuned {
  readonly collectionId: string
  readonly actor: Actor
  readonly signal?: AbortSignal
}

/** The weights of a collection's ranking, judged by the golden questions that the person may see. */
export interface RankingTuner {
  /** The weights that the questions ask for, and whether they would hold for others. Saves nothing. */
  tune(tuned: Tuned): Promise<Tuning>
  forecast(tuned: Tuned & { readonly ranking: RankingWeights }): Promise<Forecast>
  /** What the embedding model does with the present weights, against words alone. */
  forecastModel(tuned: Tuned): Promise<Forecast>
}

/** Fewer questions say nothing of others. */
const fewestCases = 10
/** Less is chance. */
const leastGain = 0.005
const searched = 100

interface GoldenCase extends TuningCase {
  readonly question: string
}

interface Cases {
  readonly found: readonly GoldenCase[]
  /** Questions whose place is not among what is found: no order helps them. */
  readonly missing: number
}

const loadCases = async (
  { questions, search }: RankingTunerParts,
  { collectionId, actor, signal }: Tuned,
): Promise<Cases> => {
  const found: GoldenCase[] = []
  let missing = 0
  for (const { id, question, place } of await questions.list(collectionId, actor)) {
    if (place === null) continue
    signal?.throwIfAborted()
    const { pool, passages } = await search.findPool({
      question,
      filter: { collectionIds: [collectionId] },
      actor,
      limit: searched,
      ...(signal ? { signal } : {}),
    })
    const right = new Set(
      [...passages.values()]
        .filter(({ documentId, blocks }) => {
          const quote = blocks.map(block => block.text).join('\n')
          return isPlace({ documentId, blockIds: blocks.map(block => block.id), quote }, place)
        })
        .map(({ passageId }) => passageId),
    )
    const rankWith = (weights: RankingWeights): number =>
      orderPool(pool, () => weights).findIndex(({ passageId }) => right.has(passageId)) + 1
    if (rankWith(evenWeights) === 0) missing += 1
    else found.push({ id, question, rankWith: weights => rankWith(weights) || searched + 1 })
  }
  return { found, missing }
}

const adviceFor = (count: number, present: OrderQuality, heldOut: OrderQuality): Tuning['advice'] => {
  if (count < fewestCases) return 'few'
  return heldOut.reciprocalRank > present.reciprocalRank + leastGain ? 'adopt' : 'keep'
}

export const createRankingTuner = (parts: RankingTunerParts): RankingTuner => ({
  tune: async tuned => {
    const present = await parts.questions.rankingOf(tuned.collectionId, tuned.actor)
    const { found, missing } = await loadCases(parts, tuned)
    const breathe = async (): Promise<void> => {
      await setImmediate() // others' requests come in between
      tuned.signal?.throwIfAborted()
    }
    const { weights, ...quality } = await tuneWeights(found, present, breathe)
    return {
      total: found.length,
      missing,
      advice: adviceFor(found.length, quality.present, quality.heldOut),
      weights,
      ...quality,
      worse: found.filter(one => one.rankWith(weights) > one.rankWith(present)).map(one => one.question),
    }
  },
  forecast: async tuned => {
    const present = await parts.questions.rankingOf(tuned.collectionId, tuned.actor)
    return compare('ranking', await loadCases(parts, tuned), [present, tuned.ranking])
  },
  forecastModel: async tuned => {
    const present = await parts.questions.rankingOf(tuned.collectionId, tuned.actor)
    return compare('model', await loadCases(parts, tuned), [{ ...present, meaning: 0 }, present])
  },
})

const compare = (
  changed: Changed,
  { found }: Cases,
  [before, after]: readonly [RankingWeights, RankingWeights],
): Forecast =>
  toForecast(
    changed,
    found.map(one => ({ question: one.question, was: one.rankWith(before), is: one.rankWith(after) })),
  )
