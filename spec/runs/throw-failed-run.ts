import { PlatformError } from '../errors/platform-error.ts'
import type { Run } from './run.ts'

/** Where a request waits for a run: a failed step is the failure of the request, its code and message reach the caller. Throws RUN_FAILED. */
export const throwFailedRun = (run: Run): void => {
  const failed = run.steps.find(step => step.state === 'failed')
  if (failed?.error)
    throw new PlatformError('RUN_FAILED', {
      runId: run.id,
      step: failed.step,
      code: failed.error.code,
      message: failed.error.message,
      data: failed.error.data,
    })
}
