import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isPermitted, PlatformError } from '@millwright/spec'
import type { Actor, Job, JobDefinition, JobService, Permission } from '@millwright/spec'
import type { Job as ClaimedJob, PgBoss } from 'pg-boss'
import { isUniqueViolation } from '../store/store-error.ts'
import type { Store } from '../store/store.ts'
import { runAttempt } from './attempt.ts'
import { startJobQueue } from './job-queue.ts'
import { createJobRecords } from './job-records.ts'
import type { JobRecords } from './job-records.ts'
import { createProgressWriter } from './progress-writer.ts'

export interface JobServiceOptions {
  /** Migrated with `jobMigrations`. */
  readonly store: Store
  /** IANA zone in which schedules are read. */
  readonly timeZone: string
  /** How often each queue is looked at, in seconds, at least 0.5. Jobs sent in this process start at once anyway. */
  readonly pollS?: number
  /** Told what goes wrong between jobs, such as a lost connection; the queue tries again by itself. */
  readonly onError?: (error: Error) => void
}

/** Jobs of one name that run at the same time in one process. */
const workersPerQueue = 2

/** Restarts that a job survives beyond its own retries, so that one which kills the process ends some day. */
const crashAllowance = 4

const keepForS = 30 * 24 * 3600
const heartbeat = { heartbeatSeconds: 60 }
const endedStates: ReadonlySet<Job['state']> = new Set(['done', 'failed', 'cancelled'])

const requirePermission = (actor: Actor, permission: Permission): void => {
  if (!isPermitted(actor.role, permission)) throw new PlatformError('NOT_PERMITTED', { permission })
}

const conflict = (message: string): PlatformError =>
  new PlatformError('RESOURCE_CONFLICT', { what: 'job', message })

const createQueue = async (boss: PgBoss, definition: JobDefinition, shared: boolean): Promise<void> => {
  const settings = {
    retryLimit: definition.retryLimit + crashAllowance,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: definition.timeoutS + 60, // the attempt ends itself first
    deleteAfterSeconds: keepForS,
    retentionSeconds: keepForS,
    ...(shared ? heartbeat : {}),
  }
  if ((await boss.getQueue(definition.name)) === null)
    await boss.createQueue(definition.name, { ...settings, policy: 'exclusive' })
  else await boss.updateQueue(definition.name, settings)
}

const applySchedule = async (boss: PgBoss, definition: JobDefinition, timeZone: string): Promise<void> => {
  const { name, schedule } = definition
  if (schedule !== undefined)
    await boss.schedule(name, schedule, {}, { tz: timeZone, singletonKey: 'schedule', missed: 'once' })
  else if ((await boss.getSchedules(name)).length > 0) await boss.unschedule(name)
}

/** With the embedded store this process is the only one: what is marked as running was cut off by a crash. */
const recoverCutOff = async (boss: PgBoss, records: JobRecords): Promise<void> => {
  for (const { id, name } of await records.running())
    await boss.fail(name, id, { message: 'Millwright ended while this job ran.' })
}

/**
 * Background jobs on pg-boss, in the store. A job cut off by a crash or a shutdown runs again; a failing one
 * `retryLimit` times more, after 1, 2, 4 … 60 s. Cancelling aborts a running job's signal, in this process at once and
 * in others within seconds. Ended jobs are kept for 30 days.
 */
export const createJobService = async (options: JobServiceOptions): Promise<JobService> => {
  const { store, timeZone } = options
  const onError = options.onError ?? (error => process.emitWarning(`job queue: ${error.message}`))
  const shared = store.kind === 'postgres'
  const pollingIntervalSeconds = options.pollS ?? (shared ? 2 : 5)
  const definitions = new Map<string, JobDefinition>()
  const workers = new Map<string, readonly string[]>()
  const running = new Map<string, AbortController>()
  const records = createJobRecords(store, definitions)
  const boss = await startJobQueue(store, onError)
  let closing = false

  if (!shared) await recoverCutOff(boss, records)
  await records.removeOrphanedProgress()

  const handle = async (definition: JobDefinition, job: ClaimedJob) => {
    const controller = new AbortController()
    running.set(job.id, controller)
    if (closing) controller.abort(new Error('Millwright is shutting down'))
    const progress = createProgressWriter((fraction, message) =>
      records.saveProgress(job.id, fraction, message),
    )
    const result = await runAttempt({
      definition,
      job,
      progress,
      stop: controller.signal,
      interrupted: () => closing,
    })
    running.delete(job.id)
    return result
  }
  const work = (definition: JobDefinition): Promise<string> =>
    boss.work(
      definition.name,
      { pollingIntervalSeconds, perJobResults: true, ...(shared ? { heartbeatRefreshSeconds: 2 } : {}) },
      (jobs: ClaimedJob[]) => Promise.all(jobs.map(job => handle(definition, job))),
    )
  const wake = (name: string): void => workers.get(name)?.forEach(worker => boss.notifyWorker(worker))

  const get = async (jobId: string): Promise<Job> => {
    const job = await records.find(jobId)
    if (job === undefined) throw new PlatformError('JOB_NOT_FOUND', { jobId })
    return job
  }
  const parseInput = (name: string, input: unknown): object => {
    const definition = definitions.get(name)
    if (definition === undefined) throw new Error(`bug: no job named ${name} is registered`)
    const parsed = definition.input.parse(input)
    if (typeof parsed !== 'object' || parsed === null)
      throw new Error(`bug: the input of job ${name} must be an object`)
    return parsed
  }

  return {
    register: async definition => {
      if (definitions.has(definition.name)) throw new Error(`bug: two jobs are named ${definition.name}`)
      definitions.set(definition.name, definition)
      await createQueue(boss, definition, shared)
      await applySchedule(boss, definition, timeZone)
      const started: string[] = []
      for (let count = 0; count < workersPerQueue; count++) started.push(await work(definition))
      workers.set(definition.name, started)
    },
    send: async (name, input, { singletonKey } = {}) => {
      const data = parseInput(name, input)
      const id = randomUUID()
      for (let attempt = 0; attempt < 5; attempt++) {
        const sent = await boss.send(name, data, { id, singletonKey: singletonKey ?? id })
        if (sent !== null) {
          wake(name)
          return sent
        }
        const present = singletonKey === undefined ? undefined : await records.findByKey(name, singletonKey)
        if (present !== undefined) return present // else it ended in between: try again
      }
      throw new PlatformError('STORE_UNAVAILABLE', { reason: `the job ${name} could not be queued` })
    },
    list: async (actor, limit = 100) => {
      requirePermission(actor, 'jobs.read')
      return await records.list(limit)
    },
    get: async (jobId, actor) => {
      requirePermission(actor, 'jobs.read')
      return await get(jobId)
    },
    cancel: async (jobId, actor) => {
      requirePermission(actor, 'jobs.write')
      const job = await get(jobId)
      if (endedStates.has(job.state)) throw conflict('it has already ended')
      await boss.cancel(job.name, jobId)
      running.get(jobId)?.abort(new Error('cancelled'))
      return await get(jobId)
    },
    retry: async (jobId, actor) => {
      requirePermission(actor, 'jobs.write')
      const job = await get(jobId)
      if (job.state !== 'failed' && job.state !== 'cancelled')
        throw conflict('only a failed or cancelled job can run again')
      try {
        await (job.state === 'failed' ? boss.retry(job.name, jobId) : boss.resume(job.name, jobId))
      } catch (error) {
        throw isUniqueViolation(error) ? conflict('the same work is already queued or running') : error
      }
      wake(job.name)
      return await get(jobId)
    },
    ended: async (jobId, signal) => {
      for (let waitMs = 20; ; waitMs = Math.min(waitMs * 1.5, 1000)) {
        signal?.throwIfAborted()
        const job = await get(jobId)
        if (endedStates.has(job.state)) return job
        await sleep(waitMs, undefined, { signal })
      }
    },
    close: async () => {
      closing = true
      const stopped = boss.stop({ close: false, graceful: true, timeout: 20_000 })
      for (const controller of running.values()) controller.abort(new Error('Millwright is shutting down'))
      await stopped
    },
  }
}
