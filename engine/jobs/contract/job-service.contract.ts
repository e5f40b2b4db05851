import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineJob, isPlatformError, PlatformError } from '@millwright/spec'
import type { JobService } from '@millwright/spec'
import { z } from 'zod'
import type { StoreKind } from '../../store/contract/store-kinds.ts'
import { openJobBench, person, steward, untilState } from './job-bench.ts'
import type { JobBench } from './job-bench.ts'
import { describeShared } from './shared.ts'

/** What the job service promises on a kind of store. */
export const describeJobService = (kind: StoreKind): void => {
  describe(`job service: ${kind.name}`, { skip: kind.skip ?? false }, () => {
    let bench: JobBench
    let jobs: JobService

    before(async () => {
      bench = await openJobBench(kind)
      jobs = bench.jobs
    })
    after(() => bench.close())

    it('runs a job with its parsed input and keeps result and last progress', async () => {
      await jobs.register(
        defineJob({
          name: 'test.double',
          title: { en: 'Double', zh: '加倍' },
          input: z.object({ n: z.number(), note: z.string().default('none') }),
          retryLimit: 0,
          timeoutS: 10,
          run: async ({ input, progress }) => {
            progress(0.2, 'started')
            progress(0.9, `note ${input.note}`)
            return { doubled: input.n * 2 }
          },
        }),
      )
      const done = await jobs.ended(await jobs.send('test.double', { n: 21 }))
      assert.equal(done.state, 'done')
      assert.deepEqual(done.output, { doubled: 42 })
      assert.deepEqual(done.title, { en: 'Double', zh: '加倍' })
      assert.equal(done.progress, 0.9)
      assert.equal(done.message, 'note none')
      assert.equal(done.attempt, 1)
      assert.ok(done.startedAt && done.finishedAt && done.finishedAt >= done.startedAt)
      await assert.rejects(jobs.send('test.double', { n: 'many' }), z.ZodError)
    })

    it('keeps code and facts of an error of the catalogue', async () => {
      const data = { file: 'a.csv', reason: 'it is empty' }
      await jobs.register(
        defineJob({
          name: 'test.unreadable',
          title: { en: 'Unreadable' },
          input: z.object({}),
          retryLimit: 0,
          timeoutS: 10,
          run: () => Promise.reject(new PlatformError('FILE_UNREADABLE', data)),
        }),
      )
      const failed = await jobs.ended(await jobs.send('test.unreadable', {}))
      assert.deepEqual([failed.state, failed.failure], ['failed', { code: 'FILE_UNREADABLE', data }])
    })

    it('shows progress while a job runs, and cancels it through its signal', async () => {
      let reason: unknown
      await jobs.register(
        defineJob({
          name: 'test.endless',
          title: { en: 'Endless' },
          input: z.object({}),
          retryLimit: 3,
          timeoutS: 60,
          run: async ({ signal, progress }) => {
            progress(0.5, 'half way')
            await sleep(60_000, undefined, { signal }).catch((error: unknown) => {
              reason = signal.reason
              throw error
            })
          },
        }),
      )
      const id = await jobs.send('test.endless', {})
      await untilState(jobs, id, 'running')
      await sleep(400)
      const seen = await jobs.get(id, steward)
      assert.equal(seen.progress, 0.5)
      assert.equal(seen.message, 'half way')
      assert.equal((await jobs.cancel(id, steward)).state, 'cancelled')
      const ended = await jobs.ended(id)
      assert.equal(ended.state, 'cancelled')
      assert.equal(ended.progress, 0.5)
      assert.match(String(reason), /cancelled/)
      await assert.rejects(jobs.cancel(id, steward), error => isPlatformError(error, 'RESOURCE_CONFLICT'))
    })

    it('tries a failing job again up to its limit, then fails with the last error, and runs again when asked', async () => {
      let runs = 0
      await jobs.register(
        defineJob({
          name: 'test.flaky',
          title: { en: 'Flaky' },
          input: z.object({}),
          retryLimit: 1,
          timeoutS: 10,
          run: async () => {
            runs++
            if (runs < 3) throw new RangeError(`attempt ${runs} broke`)
            return 'mended'
          },
        }),
      )
      const id = await jobs.send('test.flaky', {})
      const retrying = await untilState(jobs, id, 'retrying')
      assert.equal(retrying.error, 'attempt 1 broke')
      const failed = await jobs.ended(id)
      assert.equal(failed.state, 'failed')
      assert.equal(failed.error, 'attempt 2 broke')
      assert.equal(failed.attempt, 2)
      assert.equal(runs, 2)
      await jobs.retry(id, steward)
      const done = await jobs.ended(id)
      assert.equal(done.state, 'done')
      assert.equal(done.output, 'mended')
      assert.equal(done.error, undefined)
    })

    it('ends an attempt that takes too long', async () => {
      await jobs.register(
        defineJob({
          name: 'test.slow',
          title: { en: 'Slow' },
          input: z.object({}),
          retryLimit: 0,
          timeoutS: 1,
          run: async ({ signal }) => sleep(30_000, undefined, { signal }),
        }),
      )
      const ended = await jobs.ended(await jobs.send('test.slow', {}))
      assert.equal(ended.state, 'failed')
      assert.equal(ended.error, 'it took longer than 1 s')
    })

    it('keeps one job of a key at a time, and takes the next once that has ended', async () => {
      let release: () => void = () => undefined
      let runs = 0
      await jobs.register(
        defineJob({
          name: 'test.single',
          title: { en: 'Single' },
          input: z.object({}),
          retryLimit: 0,
          timeoutS: 10,
          run: () => {
            runs++
            return new Promise<void>(resolve => (release = resolve))
          },
        }),
      )
      const key = 'source "压铸 1"/refresh'
      const first = await jobs.send('test.single', {}, { singletonKey: key })
      await untilState(jobs, first, 'running')
      assert.equal(await jobs.send('test.single', {}, { singletonKey: key }), first)
      release()
      await jobs.ended(first)
      assert.equal(runs, 1)
      const second = await jobs.send('test.single', {}, { singletonKey: key })
      assert.notEqual(second, first)
      await untilState(jobs, second, 'running')
      release()
      await jobs.ended(second)
    })

    it('asks for jobs.read to look and jobs.write to act', async () => {
      const id = await jobs.send('test.double', { n: 1 })
      await jobs.ended(id)
      const refused = (error: unknown) => isPlatformError(error, 'NOT_PERMITTED')
      await assert.rejects(jobs.list(person('viewer')), refused)
      await assert.rejects(jobs.get(id, person('viewer')), refused)
      await assert.rejects(jobs.cancel(id, person('analyst')), refused)
      await assert.rejects(jobs.retry(id, person('analyst')), refused)
      const list = await jobs.list(person('analyst'))
      assert.equal(list[0]?.id, id)
      assert.ok(list.every(job => job.name.startsWith('test.')))
      assert.equal((await jobs.list(person('analyst'), 2)).length, 2)
    })

    it('tells a job that does not exist', async () => {
      for (const id of ['nonsense', '00000000-0000-4000-8000-000000000000'])
        await assert.rejects(jobs.get(id, steward), error => isPlatformError(error, 'JOB_NOT_FOUND'))
    })
  })
  if (kind.manyStores) describeShared(kind)
}
