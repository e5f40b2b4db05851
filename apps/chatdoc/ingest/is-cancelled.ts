import { isPlatformError } from '@millwright/spec'
import type { JobService } from '@millwright/spec'
import { itself } from '../library/itself.ts'

/** Whether a person ended the job, and not a restart or its time. */
export const isCancelled = async (jobs: JobService, jobId: string): Promise<boolean> => {
  try {
    return (await jobs.get(jobId, itself)).state === 'cancelled'
  } catch (error) {
    if (isPlatformError(error)) return false
    throw error
  }
}
