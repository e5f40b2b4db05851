import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginEarly } from './begin-early.ts'

test('the first item is asked for at once, each item comes once, and a failure waits for who asks', async () => {
  const asked: number[] = []
  async function* items(): AsyncGenerator<number> {
    for (const item of [1, 2]) {
      asked.push(item)
      yield item
    }
    throw new Error('no more')
  }
  const begun = beginEarly(items())
  assert.deepEqual(asked, [1])
  const taken: number[] = []
  await assert.rejects(async () => {
    for await (const item of begun) taken.push(item)
  }, /no more/)
  assert.deepEqual(taken, [1, 2])
})

test('what is given up untaken is let go', async () => {
  let isOpen = true
  async function* items(): AsyncGenerator<number> {
    try {
      yield 1
    } finally {
      isOpen = false
    }
  }
  await beginEarly(items()).return?.()
  assert.equal(isOpen, false)
})
