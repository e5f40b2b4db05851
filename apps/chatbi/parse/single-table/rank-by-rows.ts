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

const toCandidates = (judged: readonly Judged[], bestScore: number): readonly SourceCandidate[] => {
  const ordered = judged.toSorted((a, b) => b.score - a.score)
  const highest = ordered[0]?.score ?? 0
  const powers = new Map<string, number>()
  let total = 0
  for (const { answer, score } of ordered) {
    const power = Math.exp(score - highest)
    powers.set(answer, (powers.get(answer) ?? 0) + power)
    total += power
  }
  return ordered.map(({ candidate, values, score, answer }) => ({
    ...candidate,
    score: bestScore + 0.1 * (score - highest),
    probability: surenessOf(candidate, values, (powers.get(answer) ?? 0) / total),
  }))
}

const surenessOf = ({ ranking }: SourceCandidate, values: readonly string[], mass: number): number =>
  ranking
    ? sureness(mass, emit => {
        emitOwn(ranking.facts, ranking.ranked, emit)
        emitResultFeatures(ranking.facts, ranking.ranked.shape, values, emit)
      })
    : mass
