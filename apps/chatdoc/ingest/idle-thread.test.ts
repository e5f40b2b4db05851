import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createIdleThread } from './idle-thread.ts'

test('a thread is let go after a while without work, and not while there is some', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let lettings = 0
  const thread = createIdleThread(() => {
    lettings++
    return Promise.resolve()
  }, 1000)
  const [endFirst, endSecond] = [thread.begin(), thread.begin()]
  endFirst()
  t.mock.timers.tick(5000)
  assert.equal(lettings, 0)
  endSecond()
  t.mock.timers.tick(900)
  const endThird = thread.begin()
  t.mock.timers.tick(5000)
  assert.equal(lettings, 0)
  endThird()
  t.mock.timers.tick(1000)
  assert.equal(lettings, 1)
})
