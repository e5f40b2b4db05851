import { setTimeout as sleep } from 'node:timers/promises'
import { isPlatformError } from '@millwright/spec'
import type { JobDefinition, Job as SpecJob } from '@millwright/spec'
import type { Job as ClaimedJob, JobResult } from 'pg-boss'
import { z } from 'zod'
import { doneOutput, failedOutput } from './job-records.ts'
import type { ProgressWriter } from './progress-writer.ts'

/** What one attempt at a job needs. `stop` is aborted to cancel it or to shut down; its reason is told. */
export interface Attempt {
  readonly definition: JobDefinition
  readonly job: ClaimedJob
  readonly progress: ProgressWriter
  readonly stop: AbortSignal
  /** Whether an interruption is the product's doing, so that the job runs again whatever its retry limit. */
  interrupted(): boolean
}

/** How long a stopped attempt may take to notice before the queue goes on without it. */
const noticeMs = 10_000

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })

const runDefinition = async ({ definition, job, progress, stop }: Attempt): Promise<unknown> => {
  const input = definition.input.parse(job.data)
  const timeout = AbortSignal.timeout(definition.timeoutS * 1000)
  const signal = AbortSignal.any([job.signal, stop, timeout])
  const running = Promise.resolve(
    definition.run({
      jobId: job.id,
      input,
      signal,
      progress: (fraction, message) => signal.aborted || progress.report(fraction, message),
    }),
  )
  try {
    return await Promise.race([running, aborted(signal)])
  } catch (error) {
    if (signal.aborted)
      await Promise.race([running.catch(() => undefined), sleep(noticeMs, undefined, { ref: false })])
    throw timeout.aborted ? new Error(`it took longer than ${definition.timeoutS} s`) : error
  }
}

/** What a code of the catalogue says of it, so that a page can say it in another language. */
const failureOf = (error: unknown): SpecJob['failure'] =>
  isPlatformError(error) ? { code: error.code, data: error.data } : undefined

const failure = (attempt: Attempt, error: unknown): JobResult => {
  const { job, definition } = attempt
  const hopeless = error instanceof z.ZodError
  const message = hopeless ? `the input is not valid: ${z.prettifyError(error)}` : messageOf(error)
  const again = attempt.interrupted() || (!hopeless && job.retryCount < definition.retryLimit)
  return {
    id: job.id,
    status: again ? 'failed' : 'deadletter',
    output: failedOutput(message, failureOf(error)),
  } // no dead letters are kept: it fails for good
}

/** Runs a claimed job once and says how it ended. Never throws. */
export const runAttempt = async (attempt: Attempt): Promise<JobResult> => {
  try {
    const result = await runDefinition(attempt)
    return { id: attempt.job.id, status: 'completed', output: doneOutput(result) }
  } catch (error) {
    return failure(attempt, error)
  } finally {
    await attempt.progress.flush()
  }
}
