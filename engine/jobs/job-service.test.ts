import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineJob, isPlatformError } from '@millwright/spec'
import type { Actor, Job, JobService } from '@millwright/spec'
import { z } from 'zod'
import { migrate } from '../store/migrate.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { jobMigrations } from './job-migrations.ts'
import { createJobService } from './job-service.ts'

const person = (role: Actor['role']): Actor => ({ personId: role, name: role, role, via: 'session' })
const steward = person('steward')
const failUnexpected = (error: Error): void => assert.fail(error)

const until = async (jobs: JobService, id: string, state: Job['state']): Promise<Job> => {
  for (let tries = 0; tries < 200; tries++) {
    const job = await jobs.get(id, steward)
    if (job.state === state) return job
    await sleep(50)
  }
  return assert.fail(`the job did not become ${state}`)
}

describe('job service', () => {
  let folder: string
  let store: Store
  let jobs: JobService

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millwright-jobs-'))
    store = await openStore({ dataDir: folder })
    await migrate(store, [{ owner: 'jobs', migrations: jobMigrations }])
    jobs = await createJobService({ store, timeZone: 'Asia/Shanghai', pollS: 0.5, onError: failUnexpected })
  })
  after(async () => {
    await jobs.close()
    await store.close()
    await rm(folder, { recursive: true, force: true })
  })

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
    await until(jobs, id, 'running')
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
          if (runs < 3) throw new Error(`attempt ${runs} broke`)
          return 'mended'
        },
      }),
    )
    const id = await jobs.send('test.flaky', {})
    const retrying = await until(jobs, id, 'retrying')
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
    await until(jobs, first, 'running')
    assert.equal(await jobs.send('test.single', {}, { singletonKey: key }), first)
    release()
    await jobs.ended(first)
    assert.equal(runs, 1)
    const second = await jobs.send('test.single', {}, { singletonKey: key })
    assert.notEqual(second, first)
    await until(jobs, second, 'running')
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
