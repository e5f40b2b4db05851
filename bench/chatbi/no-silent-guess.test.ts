import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDirectSource } from '@millwright/chatbi'
import type { DirectDecision, DirectSource } from '@millwright/chatbi'
import { demoCalendar } from '@millwright/demo'
import { openDoubtfulQuestions } from './doubtful-questions.ts'
import { openDatabase } from './open-database.ts'
import { loadTableQuestions } from './table-questions.ts'

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

interface Told {
  readonly counts: Record<'sure' | 'unsure' | 'ask' | 'refuse', number>
  /** Questions of which something is kept from the asker. */
  readonly silent: readonly string[]
  readonly idle: readonly string[]
}

const tell = async (source: DirectSource, questions: readonly string[]): Promise<Told> => {
  const counts = { sure: 0, unsure: 0, ask: 0, refuse: 0 }
  const [silent, idle]: [string[], string[]] = [[], []]
  for (const question of questions) {
    const told = await source.settle(question)
    counts[told.decision === 'answer' ? (told.isSure ? 'sure' : 'unsure') : told.decision]++
    if (isSilentGuess(told)) silent.push(question)
    if (isIdle(told)) idle.push(question)
  }
  return { counts, silent, idle }
}

test('no answer about the demo plant that is not sure hides it, and no question back is idle', async () => {
  const { source, questions, close } = await openDoubtfulQuestions(1)
  try {
    const { counts, silent, idle } = await tell(source, questions)
    assert.deepEqual([silent, idle], [[], []])
    assert.ok(counts.unsure > 60 && counts.ask > 2 && counts.refuse > 2, JSON.stringify(counts))
  } finally {
    await close()
  }
})

test('nor does one about a small table, whose likeliest reading is told however low', async () => {
  let unsure = 0
  for (const language of ['en', 'zh']) {
    const folder = join(import.meta.dirname, 'questions', 'small-tables', language)
    for (const [table, asked] of Map.groupBy(await loadTableQuestions(folder), one => one.table)) {
      const { connection, close } = await openDatabase({ kind: 'files', paths: [join(folder, table)] })
      const clock = { now: () => new Date('2026-11-23T03:00:00Z') }
      const source = await openDirectSource({ name: table, connection, clock, calendar: demoCalendar })
      const { counts, silent, idle } = await tell(
        source,
        asked.map(({ question }) => question),
      )
      await close()
      assert.deepEqual([silent, idle], [[], []], table)
      unsure += counts.unsure
    }
  }
  assert.ok(unsure > 5, `${unsure} answers were not sure`)
})
