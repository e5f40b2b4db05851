import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor, Job, JobService } from '@millwright/spec'
import { migrate } from '../../store/migrate.ts'
import type { StoreBench, StoreKind } from '../../store/contract/store-kinds.ts'
import type { StoreOptions } from '../../store/open-store.ts'
import { jobMigrations } from '../job-migrations.ts'
import { createJobService } from '../job-service.ts'

export const person = (role: Actor['role']): Actor => ({ personId: role, name: role, role, via: 'session' })
export const steward = person('steward')

/** A job service on a database of its own; `join` adds another process's, on a database that takes several. */
export interface JobBench {
  readonly jobs: JobService
  /** What another process opens to have the same store. */
  readonly options: StoreOptions
  join(): Promise<JobService>
  close(): Promise<void>
}

const failUnexpected = (error: Error): void => assert.fail(error)

const openService = async (bench: StoreBench) => {
  const store = await bench.open()
  await migrate(store, [{ owner: 'jobs', migrations: jobMigrations }])
  const timeZone = 'Asia/Shanghai'
  const jobs = await createJobService({
    store,
    timeZone,
    pollS: 0.5,
    lostAfterS: 10,
    onError: failUnexpected,
  })
  return {
    jobs,
    close: async () => {
      await jobs.close()
      await store.close()
    },
  }
}

export const openJobBench = async (kind: StoreKind): Promise<JobBench> => {
  const bench = await kind.create()
  const first = await openService(bench)
  const opened = [first]
  return {
    jobs: first.jobs,
    options: bench.options,
    join: async () => {
      const another = await openService(bench)
      opened.push(another)
      return another.jobs
    },
    close: async () => {
      for (const service of opened) await service.close()
      await bench.remove()
    },
  }
}

/** Waits up to 20 s for the job to be in `state`. */
export const untilState = async (jobs: JobService, id: string, state: Job['state']): Promise<Job> => {
  for (let tries = 0; tries < 400; tries++) {
    const job = await jobs.get(id, steward)
    if (job.state === state) return job
    await sleep(50)
  }
  return assert.fail(`the job did not become ${state}`)
}
