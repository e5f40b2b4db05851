import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DirectDecision } from '@millwright/chatbi'
import { openDoubtfulQuestions } from './doubtful-questions.ts'
import type { DoubtfulQuestions } from './doubtful-questions.ts'

let asked: DoubtfulQuestions
before(async () => {
  asked = await openDoubtfulQuestions(1)
})
after(() => asked.close())

const isSilentGuess = ({ decision, isSure, assumptions, orElse }: DirectDecision): boolean =>
  decision === 'answer' && !isSure && assumptions.length === 0 && orElse === undefined

/** Asked back with fewer than two readings, or with two that read or give the same. */
const isIdle = ({ decision, offered }: DirectDecision): boolean => {
  const told = new Set(offered.map(({ reading, detail }) => JSON.stringify([reading.en, detail?.en])))
  const given = offered.flatMap(({ preview }) =>
    preview.state === 'rows' && !preview.isMore && preview.rowCount <= preview.rows.length
      ? [JSON.stringify(preview.rows.map(row => JSON.stringify(row)).toSorted())]
      : [],
  )
  const isRepeated = told.size < offered.length || new Set(given).size < given.length
  return decision === 'ask' && (offered.length < 2 || offered.length > 4 || isRepeated)
}

test('no answer that is not sure hides it, and no question back is idle', async () => {
  const counts = { sure: 0, unsure: 0, ask: 0, refuse: 0 }
  const [silent, idle]: [string[], string[]] = [[], []]
  for (const question of asked.questions) {
    const decision = await asked.source.settle(question)
    counts[decision.decision === 'answer' ? (decision.isSure ? 'sure' : 'unsure') : decision.decision]++
    if (isSilentGuess(decision)) silent.push(question)
    if (isIdle(decision)) idle.push(question)
  }
  assert.deepEqual([silent, idle], [[], []])
  assert.ok(counts.unsure > 60 && counts.ask > 2 && counts.refuse > 2, JSON.stringify(counts))
})
