import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isPermitted, PlatformError } from '@millwright/spec'
import type { Actor, Job, JobDefinition, JobService, Permission } from '@millwright/spec'
import type { PgBoss } from 'pg-boss'
import { isUniqueViolation } from '../store/store-error.ts'
import type { Store } from '../store/store.ts'
import { startJobQueue } from './job-queue.ts'
import { createJobRecords } from './job-records.ts'
import type { JobRecords } from './job-records.ts'
import { createJobWorkers } from './job-workers.ts'
import type { JobWorkers } from './job-workers.ts'

/** What a job service stands on. */
export interface JobServiceOptions {
  /** Migrated with `jobMigrations`. */
  readonly store: Store
  /** IANA zone in which schedules are read. */
  readonly timeZone: string
  /** How often each queue is looked at, in seconds, at least 0.5. Jobs sent in this process start at once anyway. */
  readonly pollS?: number
  /**
   * Where several processes share the queue: after how many seconds without a sign of life, at least 10, a process
   * counts as dead and its jobs run elsewhere.
   */
  readonly lostAfterS?: number
  /** Told what goes wrong between jobs, such as a lost connection; the queue tries again by itself. */
  readonly onError?: (error: Error) => void
}

interface Parts {
  readonly boss: PgBoss
  readonly records: JobRecords
  readonly workers: JobWorkers
  readonly definitions: Map<string, JobDefinition>
}

const endedStates: ReadonlySet<Job['state']> = new Set(['done', 'failed', 'cancelled'])

const requirePermission = (actor: Actor, permission: Permission): void => {
  if (!isPermitted(actor.role, permission)) throw new PlatformError('NOT_PERMITTED', { permission })
}

const conflict = (id: string, message: string): PlatformError =>
  new PlatformError('RESOURCE_CONFLICT', { what: `job ${id}`, message })

/** With the embedded store this process is the only one: what is marked as running was cut off by a crash. */
const recoverCutOff = async (boss: PgBoss, records: JobRecords): Promise<void> => {
  for (const { id, name } of await records.running())
    await boss.fail(name, id, { message: 'Millwright ended while this job ran' })
}

const getJob = async ({ records }: Parts, jobId: string): Promise<Job> => {
  const job = await records.find(jobId)
  if (job === undefined) throw new PlatformError('JOB_NOT_FOUND', { jobId })
  return job
}

const parseInput = ({ definitions }: Parts, name: string, input: unknown): object => {
  const definition = definitions.get(name)
  if (definition === undefined) throw new Error(`bug: no job named ${name} is registered`)
  const parsed = definition.input.parse(input)
  if (typeof parsed !== 'object' || parsed === null)
    throw new Error(`bug: the input of job ${name} must be an object`)
  return parsed
}

const send = async (
  parts: Parts,
  request: { readonly name: string; readonly data: object; readonly singletonKey: string | undefined },
): Promise<string> => {
  const { name, data, singletonKey } = request
  const id = randomUUID()
  for (let attempt = 0; attempt < 5; attempt++) {
    const sent = await parts.boss.send(name, data, { id, singletonKey: singletonKey ?? id })
    if (sent !== null) {
      parts.workers.wake(name)
      return sent
    }
    const present = await parts.records.findByKey(name, singletonKey ?? id)
    if (present !== undefined) return present // else it ended in between: try again
  }
  throw new PlatformError('STORE_UNAVAILABLE', { reason: `the job ${name} could not be queued` })
}

const cancel = async (parts: Parts, jobId: string): Promise<Job> => {
  const job = await getJob(parts, jobId)
  if (endedStates.has(job.state)) throw conflict(jobId, 'it has already ended')
  await parts.boss.cancel(job.name, jobId)
  parts.workers.stop(jobId, 'cancelled')
  return await getJob(parts, jobId)
}

const retry = async (parts: Parts, jobId: string): Promise<Job> => {
  const { boss } = parts
  const job = await getJob(parts, jobId)
  if (job.state !== 'failed' && job.state !== 'cancelled')
    throw conflict(jobId, 'only a failed or cancelled job can run again')
  try {
    await (job.state === 'failed' ? boss.retry(job.name, jobId) : boss.resume(job.name, jobId))
  } catch (error) {
    throw isUniqueViolation(error) ? conflict(jobId, 'the same work is already queued or running') : error
  }
  parts.workers.wake(job.name)
  return await getJob(parts, jobId)
}

/** Asked again and again, because the job may end in another process. */
const untilEnded = async (parts: Parts, jobId: string, signal: AbortSignal | undefined): Promise<Job> => {
  for (let waitMs = 20; ; waitMs = Math.min(waitMs * 1.5, 1000)) {
    signal?.throwIfAborted()
    const job = await getJob(parts, jobId)
    if (endedStates.has(job.state)) return job
    await sleep(waitMs, undefined, { signal })
  }
}

const startParts = async (options: JobServiceOptions): Promise<Parts> => {
  const { store, timeZone } = options
  const shared = store.kind === 'postgres'
  const onError = options.onError ?? (error => process.emitWarning(`job queue: ${error.message}`))
  const definitions = new Map<string, JobDefinition>()
  const records = createJobRecords(store, definitions)
  const lostAfterS = options.lostAfterS ?? 60
  const boss = await startJobQueue({ store, lostAfterS, onError })
  if (!shared) await recoverCutOff(boss, records)
  await records.removeOrphanedProgress()
  const workers = createJobWorkers({
    boss,
    records,
    timeZone,
    pollS: options.pollS ?? (shared ? 2 : 5),
    ...(shared ? { lostAfterS } : {}),
  })
  return { boss, records, definitions, workers }
}

/**
 * Background jobs on pg-boss, in the store. A job cut off by a crash or a shutdown runs again; a failing one
 * `retryLimit` times more, after 1, 2, 4 … 60 s. Cancelling aborts a running job's signal, in this process at once and
 * in others within seconds. Ended jobs are kept for 30 days.
 */
export const createJobService = async (options: JobServiceOptions): Promise<JobService> => {
  const parts = await startParts(options)
  const { definitions, records, workers } = parts
  return {
    register: async definition => {
      if (definitions.has(definition.name)) throw new Error(`bug: two jobs are named ${definition.name}`)
      definitions.set(definition.name, definition)
      await workers.start(definition)
    },
    send: async (name, input, { singletonKey } = {}) =>
      await send(parts, { name, data: parseInput(parts, name, input), singletonKey }),
    list: async (actor, limit = 100) => {
      requirePermission(actor, 'jobs.read')
      return await records.list(limit)
    },
    get: async (jobId, actor) => {
      requirePermission(actor, 'jobs.read')
      return await getJob(parts, jobId)
    },
    cancel: async (jobId, actor) => {
      requirePermission(actor, 'jobs.write')
      return await cancel(parts, jobId)
    },
    retry: async (jobId, actor) => {
      requirePermission(actor, 'jobs.write')
      return await retry(parts, jobId)
    },
    ended: (jobId, signal) => untilEnded(parts, jobId, signal),
    close: () => workers.close(),
  }
}
