import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createProgressWriter } from './progress-writer.ts'

type Saved = readonly [number | undefined, string]

const createRecorder = (intervalMs: number) => {
  const saved: Saved[] = []
  const writer = createProgressWriter(
    async (fraction, message) => void saved.push([fraction, message]),
    intervalMs,
  )
  return { saved, writer }
}

describe('progress writer', () => {
  it('saves a few of many reports, and the last of them in any case', async () => {
    const { saved, writer } = createRecorder(30)
    const startedAt = performance.now()
    let reports = 0
    while (performance.now() - startedAt < 200) {
      writer.report(reports / 100_000, `row ${++reports}`)
      if (reports % 50 === 0) await sleep(1)
    }
    await writer.flush()
    assert.ok(reports > saved.length * 20, `${saved.length} of ${reports} saved`)
    assert.ok(saved.length >= 3)
    assert.equal(saved.at(-1)?.[1], `row ${reports}`)
  })

  it('keeps fractions between 0 and 1, and leaves out what is no number', async () => {
    const { saved, writer } = createRecorder(1)
    for (const fraction of [-0.5, 1.5, Number.NaN, undefined]) {
      writer.report(fraction, 'x')
      await writer.flush()
    }
    assert.deepEqual(saved, [
      [0, 'x'],
      [1, 'x'],
      [undefined, 'x'],
      [undefined, 'x'],
    ])
  })

  it('goes on when a report could not be saved', async () => {
    let calls = 0
    const writer = createProgressWriter(async () => {
      if (++calls === 1) throw new RangeError('the store is away')
    }, 1)
    writer.report(0.1, 'first')
    await writer.flush()
    writer.report(0.2, 'second')
    await writer.flush()
    assert.equal(calls, 2)
  })

  it('saves nothing when nothing was reported', async () => {
    const { saved, writer } = createRecorder(1)
    await writer.flush()
    assert.deepEqual(saved, [])
  })
})
