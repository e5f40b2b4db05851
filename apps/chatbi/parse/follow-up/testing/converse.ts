import assert from 'node:assert/strict'
import type { Query } from '../../../query/query.ts'
import { askPlant, brief } from '../../testing/ask-plant.ts'

/** Asks one question after the other; the last query on one line. */
export const converse = (...questions: readonly string[]): string => {
  let query: Query | undefined
  for (const question of questions) {
    const { candidates } = askPlant(question, query ? { previous: { sourceId: 'demo', query } } : {})
    query = candidates[0]?.query ?? assert.fail(question)
  }
  return brief(query ?? assert.fail())
}
