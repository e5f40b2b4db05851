import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDirectSource } from '@millwright/chatbi'
import type { DirectAnswer, DirectSource } from '@millwright/chatbi'
import { demoCalendar } from '@millwright/demo'
import { createRandom } from '../random.ts'
import { openDatabase } from './open-database.ts'
import { loadDemoSuite } from './own-suites.ts'

// What a person is told of every question of the demo plant, and of the same questions with a word gone.

let source: DirectSource
let questions: readonly string[]
let close: () => Promise<void>

before(async () => {
  const suite = await loadDemoSuite('unseen')
  const plant = suite.databases.get('demo') ?? assert.fail('no demo plant')
  const { connection, close: closePlant } = await openDatabase(plant)
  close = closePlant
  const model = await suite.modelFor?.(connection)
  const clock = { now: () => suite.now ?? assert.fail('the demo plant has its own time') }
  source = await openDirectSource({
    name: 'demo',
    connection,
    clock,
    calendar: demoCalendar,
    ...(model ? { model } : {}),
  })
  const own = await loadDemoSuite('own')
  const asked = [...own.cases, ...suite.cases].map(({ question }) => question)
  const next = createRandom(7)
  questions = [...asked, ...asked.map(question => withoutOneWord(question, next()))]
})
after(() => close())

/** The question without the word, or the two Chinese characters, at `part` of it: people leave words out. */
const withoutOneWord = (question: string, part: number): string => {
  const words = question.includes(' ') ? question.split(' ') : (question.match(/..?/gu) ?? [])
  return words.toSpliced(Math.floor(part * words.length), 1).join(question.includes(' ') ? ' ' : '')
}

const isSilentGuess = ({ decision, isSure, assumptions, orElse }: DirectAnswer): boolean =>
  decision === 'answer' && !isSure && assumptions.length === 0 && orElse === undefined

test('no answer that is not sure hides it: it tells what was assumed or what else may be meant', async () => {
  const counts = { sure: 0, unsure: 0, ask: 0, refuse: 0 }
  const silent: string[] = []
  const idle: string[] = []
  for (const question of questions) {
    const answer = await source.ask(question)
    counts[answer.decision === 'answer' ? (answer.isSure ? 'sure' : 'unsure') : answer.decision]++
    if (isSilentGuess(answer)) silent.push(question)
    if (answer.decision === 'ask' && answer.asked.length < 2) idle.push(question)
  }
  assert.deepEqual(silent, [])
  assert.deepEqual(idle, [], 'a question back lets choose')
  assert.ok(counts.unsure > 60 && counts.ask > 5 && counts.refuse > 5, JSON.stringify(counts))
})
