import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineJob } from '@millwright/spec'
import type { JobService } from '@millwright/spec'
import { z } from 'zod'
import type { StoreKind } from '../../store/contract/store-kinds.ts'
import { hangingJob, startAndKill } from './killed-process.ts'
import { openJobBench, steward, untilState } from './job-bench.ts'
import type { JobBench } from './job-bench.ts'

const countingJob = (runs: number[]) =>
  defineJob({
    name: 'test.shared',
    title: { en: 'Shared' },
    input: z.object({ n: z.number() }),
    retryLimit: 0,
    timeoutS: 30,
    run: async ({ input }) => {
      runs.push(input.n)
      await sleep(60)
    },
  })

const endlessJob = (aborted: () => void) =>
  defineJob({
    name: 'test.far-away',
    title: { en: 'Far away' },
    input: z.object({}),
    retryLimit: 0,
    timeoutS: 120,
    run: async ({ signal }) => {
      signal.addEventListener('abort', aborted)
      await sleep(60_000, undefined, { signal })
    },
  })

/** What holds where several processes work on one queue. */
export const describeShared = (kind: StoreKind): void => {
  describe(`job service: ${kind.name}, shared by two processes`, { skip: kind.skip ?? false }, () => {
    let bench: JobBench
    let one: JobService
    let other: JobService
    before(async () => {
      bench = await openJobBench(kind)
      one = bench.jobs
      other = await bench.join()
    })
    after(() => bench.close())

    it('runs each job once, on either side', async () => {
      const runs: [number[], number[]] = [[], []]
      await one.register(countingJob(runs[0]))
      await other.register(countingJob(runs[1]))
      const ids = await Promise.all(Array.from({ length: 16 }, (_, n) => one.send('test.shared', { n })))
      for (const id of ids) assert.equal((await other.ended(id)).state, 'done')
      assert.deepEqual(
        runs.flat().toSorted((a, b) => a - b),
        ids.map((_, n) => n),
      )
      assert.ok(runs[0].length > 0 && runs[1].length > 0, `one side ran all: ${runs[0].length}`)
    })

    it('cancels a job that runs in the other process', async () => {
      let wasAborted: () => void = () => undefined
      const aborted = new Promise<void>(resolve => (wasAborted = resolve))
      await one.register(endlessJob(wasAborted))
      const id = await one.send('test.far-away', {})
      await untilState(one, id, 'running')
      assert.equal((await other.cancel(id, steward)).state, 'cancelled')
      await aborted
      await sleep(200)
      assert.equal((await one.get(id, steward)).state, 'cancelled')
    })

    it('runs a job again whose process was killed, also one that is never retried', async () => {
      const id = await startAndKill(bench.options)
      await other.register(defineJob({ ...hangingJob, run: async () => 'finished' }))
      const job = await other.ended(id, AbortSignal.timeout(60_000))
      assert.equal(job.output, 'finished')
      assert.equal(job.attempt, 2)
    })
  })
}
