import assert from 'node:assert/strict'
import { askPlant, brief } from '../../testing/ask-plant.ts'
import type { EarlierQuery, ParseResult } from '../../parse-result.ts'

/** Asks one question after the other, each remembering those before it; what came of the last. */
export const askInTurn = (...questions: readonly string[]): ParseResult => {
  let previous: EarlierQuery | undefined
  let result: ParseResult | undefined
  for (const question of questions) {
    result = askPlant(question, { previous })
    const [best] = result.candidates
    previous = best && { sourceId: 'demo', query: best.query, before: previous }
  }
  return result ?? assert.fail('no question')
}

/** As {@link askInTurn}: the last query on one line. */
export const converse = (...questions: readonly string[]): string =>
  brief(askInTurn(...questions).candidates[0]?.query ?? assert.fail(questions.at(-1)))
