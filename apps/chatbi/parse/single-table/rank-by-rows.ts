import type { Preview, SourceCandidate } from '../parse-result.ts'
import { emitOwn, rankingWeights, sureness, weigh } from './ranking.ts'
import { emitResultFeatures, valuesOfRows } from './result-features.ts'

const previewed = 24

/**
 * The candidates that a learned model ranks, ranked again by what their rows say as well; the probability of one is that
 * of all that give the same rows. Candidates that do not run are left out, others stay as they are.
 */
export const rankByRows = async (
  candidates: readonly SourceCandidate[],
  preview: Preview,
): Promise<readonly SourceCandidate[]> => {
  const [best] = candidates
  if (!best?.ranking) return candidates
  const own = candidates.filter(one => one.ranking && one.source === best.source).slice(0, previewed)
  const judged: Judged[] = []
  for (const candidate of own) {
    const rows = await preview(
      candidate.source.model.sourceId,
      candidate.ranking?.ranked.query ?? candidate.query,
    )
    if (rows) judged.push(judge(candidate, valuesOfRows(rows)))
  }
  if (judged.length === 0) return candidates
  return [...toCandidates(judged, best.score), ...candidates.filter(one => one.source !== best.source)]
}

interface Judged {
  readonly values: readonly string[]
  readonly candidate: SourceCandidate
  readonly score: number
  /** The same for readings that give the same values. */
  readonly answer: string
}

const judge = (candidate: SourceCandidate, values: readonly string[]): Judged => {
  const { ranking } = candidate
  if (!ranking) throw new Error('bug: a candidate without ranking is not judged by its rows')
  const said = weigh(rankingWeights, emit =>
    emitResultFeatures(ranking.facts, ranking.ranked.shape, values, emit),
  )
  return {
    candidate,
    values,
    score: ranking.ranked.score + said,
    answer: JSON.stringify(values.toSorted()),
  }
}

/** Readings that give one answer, and what they are worth together. */
interface Answer {
  readonly readings: readonly Judged[]
  readonly power: number
}

/** The answer that most of the probability is for comes first, told by the likeliest of its readings. */
const toCandidates = (judged: readonly Judged[], bestScore: number): readonly SourceCandidate[] => {
  const highest = Math.max(...judged.map(({ score }) => score))
  const powerOf = ({ score }: Judged): number => Math.exp(score - highest)
  const answers = [...Map.groupBy(judged, ({ answer }) => answer).values()]
    .map((readings): Answer => ({
      readings: readings.toSorted((a, b) => b.score - a.score),
      power: readings.reduce((sum, one) => sum + powerOf(one), 0),
    }))
    .toSorted((a, b) => b.power - a.power)
  const total = answers.reduce((sum, { power }) => sum + power, 0)
  const masses = answers.map(({ power }) => power / total)
  return answers.flatMap(({ readings, power }, rank) =>
    readings.map(({ candidate, values, score, answer }) => ({
      ...candidate,
      answer,
      score: bestScore + 0.1 * Math.log(power / (answers[0]?.power ?? power)) + 0.001 * (score - highest),
      probability: rank === 0 ? surenessOf(candidate, values, masses) : power / total,
    })),
  )
}

const surenessOf = (
  { ranking }: SourceCandidate,
  values: readonly string[],
  [own = 0, ...others]: readonly number[],
): number =>
  ranking
    ? sureness([own, ...others], emit => {
        emitOwn(ranking.facts, ranking.ranked, emit)
        emitResultFeatures(ranking.facts, ranking.ranked.shape, values, emit)
      })
    : own
