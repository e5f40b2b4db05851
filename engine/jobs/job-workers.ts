import type { JobDefinition } from '@millwright/spec'
import type { Job as ClaimedJob, JobResult, PgBoss } from 'pg-boss'
import { runAttempt } from './attempt.ts'
import type { JobRecords } from './job-records.ts'
import { createProgressWriter } from './progress-writer.ts'

export interface JobWorkersOptions {
  readonly boss: PgBoss
  readonly records: JobRecords
  /** Set where other processes work on the same queues: how long a silent one counts as living. */
  readonly lostAfterS?: number
  readonly pollS: number
  readonly timeZone: string
}

/** The part of this process in the queues: it takes jobs, runs them, and stops them. */
export interface JobWorkers {
  /** Creates or updates the queue of the definition and starts to work on it. */
  start(definition: JobDefinition): Promise<void>
  /** Has the queue looked at now instead of at the next poll. */
  wake(name: string): void
  /** Aborts the job's signal if it runs in this process. */
  stop(jobId: string, reason: string): void
  /** Aborts every running job so that each runs again later, and resolves when all have let go. */
  close(): Promise<void>
}

/** Jobs of one name that run at the same time in one process, where the definition does not say. */
const defaultConcurrency = 2

/** Restarts that a job survives beyond its own retries, so that one which kills the process ends some day. */
const crashAllowance = 4

const keepForS = 30 * 24 * 3600
const closingGraceMs = 20_000
const shuttingDown = 'Millwright is shutting down'

const queueSettings = (definition: JobDefinition, lostAfterS: number | undefined) => ({
  retryLimit: definition.retryLimit + crashAllowance,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  expireInSeconds: definition.timeoutS + 60, // the attempt ends itself first
  deleteAfterSeconds: keepForS,
  retentionSeconds: keepForS,
  ...(lostAfterS === undefined ? {} : { heartbeatSeconds: lostAfterS }),
})

const createQueue = async (
  { boss, lostAfterS }: JobWorkersOptions,
  definition: JobDefinition,
): Promise<void> => {
  const settings = queueSettings(definition, lostAfterS)
  if ((await boss.getQueue(definition.name)) === null)
    await boss.createQueue(definition.name, { ...settings, policy: 'exclusive' })
  else await boss.updateQueue(definition.name, settings)
}

const applySchedule = async (
  { boss, timeZone }: JobWorkersOptions,
  definition: JobDefinition,
): Promise<void> => {
  const { name, schedule } = definition
  if (schedule !== undefined)
    await boss.schedule(name, schedule, {}, { tz: timeZone, singletonKey: 'schedule', missed: 'once' })
  else if ((await boss.getSchedules(name)).length > 0) await boss.unschedule(name)
}

export const createJobWorkers = (options: JobWorkersOptions): JobWorkers => {
  const { boss, records, lostAfterS, pollS } = options
  const workers = new Map<string, readonly string[]>()
  const running = new Map<string, AbortController>()
  let closing = false
  const wake = (name: string): void => workers.get(name)?.forEach(worker => boss.notifyWorker(worker))

  const handle = async (definition: JobDefinition, job: ClaimedJob): Promise<JobResult> => {
    const controller = new AbortController()
    running.set(job.id, controller)
    if (closing) controller.abort(new Error(shuttingDown))
    try {
      return await runAttempt({
        definition,
        job,
        progress: createProgressWriter((fraction, message) =>
          records.saveProgress(job.id, fraction, message),
        ),
        stop: controller.signal,
        interrupted: () => closing,
      })
    } finally {
      running.delete(job.id)
      wake(definition.name) // the next one waits, perhaps: it need not wait for the next poll
    }
  }
  /** Another process cancels by changing the record; the heartbeat sees that its claim is gone. */
  const work = (definition: JobDefinition): Promise<string> =>
    boss.work(
      definition.name,
      {
        pollingIntervalSeconds: pollS,
        perJobResults: true,
        ...(lostAfterS === undefined ? {} : { heartbeatRefreshSeconds: 2 }),
      },
      (jobs: ClaimedJob[]) => Promise.all(jobs.map(job => handle(definition, job))),
    )

  return {
    start: async definition => {
      await createQueue(options, definition)
      await applySchedule(options, definition)
      const started: string[] = []
      for (let count = 0; count < (definition.concurrency ?? defaultConcurrency); count++)
        started.push(await work(definition))
      workers.set(definition.name, started)
    },
    wake,
    stop: (jobId, reason) => running.get(jobId)?.abort(new Error(reason)),
    close: async () => {
      closing = true
      const stopped = boss.stop({ close: false, graceful: true, timeout: closingGraceMs })
      for (const controller of running.values()) controller.abort(new Error(shuttingDown))
      await stopped
    },
  }
}
