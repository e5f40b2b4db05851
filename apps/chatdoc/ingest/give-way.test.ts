import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGiveWay } from './give-way.ts'

test('a step waits while somebody is answered, and a little longer', async () => {
  const giveWay = createGiveWay({ mostMs: 5000, lingerMs: 20 })
  const first = giveWay.attend()
  const second = giveWay.attend()
  let isDone = false
  const step = giveWay.step(() => Promise.resolve((isDone = true)))
  let isQuiet = false
  const quiet = giveWay.quiet().then(() => (isQuiet = true))
  await sleep(60)
  first()
  first() // twice is once
  await sleep(60)
  assert.deepEqual([isDone, isQuiet], [false, false])
  const ended = performance.now()
  second()
  await Promise.all([step, quiet])
  assert.ok(performance.now() - ended >= 15)
})

test('questions without end hold up each step for a while only', async () => {
  const giveWay = createGiveWay({ mostMs: 40, lingerMs: 5 })
  giveWay.attend()
  const began = performance.now()
  await giveWay.step(() => Promise.resolve())
  await giveWay.step(() => Promise.resolve())
  assert.ok(performance.now() - began >= 70)
})

test('steps run one after another, and one that fails does not stop the next', async () => {
  const giveWay = createGiveWay({ mostMs: 40, lingerMs: 0 })
  const log: string[] = []
  const step = (name: string): Promise<void> =>
    giveWay.step(async () => {
      log.push(`${name} begins`)
      await sleep(5)
      if (name === 'b') throw new Error('no')
      log.push(`${name} ends`)
    })
  await Promise.allSettled([step('a'), step('b'), step('c')])
  assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'c begins', 'c ends'])
})
