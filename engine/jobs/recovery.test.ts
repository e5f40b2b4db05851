import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineJob } from '@millwright/spec'
import type { JobDefinition, JobService } from '@millwright/spec'
import { z } from 'zod'
import { migrate } from '../store/migrate.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { steward, untilState } from './contract/job-bench.ts'
import { hangingJob, startAndKill } from './contract/killed-process.ts'
import { jobMigrations } from './job-migrations.ts'
import { createJobService } from './job-service.ts'

describe('jobs across restarts of the embedded store', () => {
  let folder: string
  let store: Store | undefined
  let jobs: JobService | undefined
  const start = async (...definitions: readonly JobDefinition[]): Promise<JobService> => {
    store = await openStore({ dataDir: folder })
    await migrate(store, [{ owner: 'jobs', migrations: jobMigrations }])
    jobs = await createJobService({ store, timeZone: 'Asia/Shanghai', pollS: 0.5 })
    for (const definition of definitions) await jobs.register(definition)
    return jobs
  }
  const stop = async (): Promise<void> => {
    await jobs?.close()
    await store?.close()
    jobs = store = undefined
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millwright-recovery-'))
  })
  afterEach(async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('runs a job again that was cut off by SIGKILL, with its progress kept until then', async () => {
    const id = await startAndKill({ dataDir: folder })
    const service = await start()
    const waiting = await service.get(id, steward)
    assert.equal(waiting.state, 'retrying')
    assert.equal(waiting.error, 'Millwright ended while this job ran')
    assert.equal(waiting.progress, 0.4)
    await service.register(defineJob({ ...hangingJob, run: async () => 'finished' }))
    const job = await service.ended(id, AbortSignal.timeout(20_000))
    assert.equal(job.output, 'finished')
    assert.equal(job.attempt, 2)
  })

  it('interrupts a running job when it closes, and runs it again after the next start', async () => {
    const slow = (run: JobDefinition['run']): JobDefinition =>
      defineJob({
        name: 'test.slow',
        title: { en: 'Slow' },
        input: z.object({}),
        retryLimit: 0,
        timeoutS: 60,
        run,
      })
    const service = await start(slow(({ signal }) => sleep(60_000, undefined, { signal })))
    const id = await service.send('test.slow', {})
    await untilState(service, id, 'running')
    const startedAt = Date.now()
    await stop()
    assert.ok(Date.now() - startedAt < 5000)
    const again = await start(slow(async () => 'finished'))
    const job = await again.ended(id, AbortSignal.timeout(20_000))
    assert.equal(job.output, 'finished')
  })

  it('keeps the schedule of a job in the zone of the plant, and drops it when the job has none any more', async () => {
    const nightly = {
      name: 'test.nightly',
      title: { en: 'Nightly' },
      input: z.object({}),
      retryLimit: 0,
      timeoutS: 60,
    }
    const run = async (): Promise<void> => undefined
    const schedules = 'select name, cron, timezone from job_queue.schedule'
    await start(defineJob({ ...nightly, schedule: '30 5 * * 1', run }))
    assert.deepEqual(await store?.execute(schedules), [
      { name: 'test.nightly', cron: '30 5 * * 1', timezone: 'Asia/Shanghai' },
    ])
    await stop()
    await start(defineJob({ ...nightly, run }))
    assert.deepEqual(await store?.execute(schedules), [])
  })

  it('refuses an input that the job no longer takes, without trying again', async () => {
    const job = (input: JobDefinition['input'], run: JobDefinition['run']): JobDefinition =>
      defineJob({ name: 'test.changed', title: { en: 'Changed' }, input, retryLimit: 5, timeoutS: 60, run })
    const service = await start(
      job(z.object({ n: z.number() }), ({ signal }) => sleep(60_000, undefined, { signal })),
    )
    const id = await service.send('test.changed', { n: 1 })
    await untilState(service, id, 'running')
    await stop()
    let runs = 0
    const again = await start(job(z.object({ n: z.string() }), async () => void runs++))
    const failed = await again.ended(id, AbortSignal.timeout(20_000))
    assert.equal(failed.state, 'failed')
    assert.match(failed.error ?? '', /the input is not valid: .*expected string/s)
    assert.equal(runs, 0)
  })
})
