import { openDoubtfulQuestions } from './doubtful-questions.ts'
import { quantile } from './score.ts'

const omissions = 6

/**
 * What becomes of questions that are bound to be understood badly, and how long it takes to ask one back: reading it, and
 * running what each of its readings gives.
 */
export const measureAskBack = async (): Promise<string> => {
  const { source, questions, close } = await openDoubtfulQuestions(omissions)
  try {
    for (const question of questions.slice(0, 20)) await source.settle(question) // the first ones warm up
    const counts = { sure: 0, doubtful: 0, ask: 0, refuse: 0 }
    const times: number[] = []
    let [alike, offered, previewed] = [0, 0, 0]
    for (const question of questions) {
      const started = performance.now()
      const { decision, isSure, isAlike, offered: readings } = await source.settle(question)
      const took = performance.now() - started
      counts[decision === 'answer' ? (isSure ? 'sure' : 'doubtful') : decision]++
      if (isAlike) alike++
      if (decision === 'ask' || isAlike) times.push(took)
      offered += readings.length
      previewed += readings.filter(({ preview }) => preview.state === 'rows').length
    }
    return [
      '| questions | sure | with its doubt told | asked back | all readings alike | refused | readings offered · with rows | p50 ms | p95 ms | maximum ms |',
      '|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
      `| ${questions.length} | ${counts.sure} | ${counts.doubtful} | ${counts.ask} | ${alike} | ${counts.refuse} | ${offered} · ${previewed} | ${quantile(times, 0.5).toFixed(0)} | ${quantile(times, 0.95).toFixed(0)} | ${Math.max(...times).toFixed(0)} |`,
    ].join('\n')
  } finally {
    await close()
  }
}
