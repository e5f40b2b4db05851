import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { filesAhead, Turns } from './turns.ts'
import type { Turn } from './turns.ts'

/** Asks for a turn and notes when it comes. */
const asker = (turns: Turns<string>) => {
  const came: string[] = []
  return {
    came,
    ask: async (name: string, bytes: number): Promise<Turn<string>> => {
      const turn = await turns.take(bytes)
      came.push(`${name} at ${turn.thread}`)
      return turn
    },
  }
}

test('a busy thread takes small documents among small ones, in order and a few at most', async () => {
  const { came, ask } = asker(new Turns(['A']))
  const asked = Array.from({ length: filesAhead + 2 }, (_, at) => ask(String(at), 1_000))
  await turnOfLoop()
  assert.equal(came.length, filesAhead)
  const first = await asked[0]
  first?.end()
  first?.end() // twice is once
  await turnOfLoop()
  assert.deepEqual(
    came,
    Array.from({ length: filesAhead + 1 }, (_, at) => `${at} at A`),
  )
})

test('a large document waits for an idle thread, and nothing is given behind it', async () => {
  const { came, ask } = asker(new Turns(['A', 'B']))
  const large = await ask('large', 50_000_000)
  const small = await ask('small', 1_000)
  void ask('second large', 50_000_000)
  void ask('second small', 1_000)
  await turnOfLoop()
  assert.deepEqual(came, [`large at ${large.thread}`, `small at ${small.thread}`])
  assert.notEqual(large.thread, small.thread)
  small.end()
  await turnOfLoop()
  assert.deepEqual(came.slice(2), [`second large at ${small.thread}`])
  large.end()
  await turnOfLoop()
  assert.deepEqual(came.slice(3), [`second small at ${large.thread}`])
})
