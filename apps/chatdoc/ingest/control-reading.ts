import { isPlatformError, PlatformError } from '@millwright/spec'
import type { Actor } from '@millwright/spec'
import type { Secrets } from '../services.ts'
import type { QueueServices } from './queue-reading.ts'
import { queueReading } from './queue-reading.ts'

export interface RetryRequest {
  readonly revisionId: string
  /** Opens the file. It is sealed before it is kept; a wrong one can be given again. */
  readonly password?: string
}

/** Reads a revision again: one that failed, was cancelled, or is to be read by a newer version. */
export const retryReading = async (
  services: QueueServices & { readonly secrets: Secrets },
  { revisionId, password }: RetryRequest,
): Promise<void> => {
  const { database, secrets } = services
  const updated = await database
    .updateTable('chatdoc_revision')
    .set({
      state: 'queued',
      failure: null,
      pages_read: 0,
      attempts: 0,
      ...(password !== undefined && { sealed_password: secrets.seal(password) }),
    })
    .where('id', '=', revisionId)
    .where('state', 'not in', ['queued', 'reading'])
    .where('content_hash', '!=', '')
    .executeTakeFirst()
  if (updated.numUpdatedRows === 0n)
    throw new PlatformError('RESOURCE_CONFLICT', {
      what: 'revision',
      message: 'it is being read already, or its bytes never came out of their archive',
    })
  await queueReading(services, revisionId)
}

/** Stops the reading of a revision and lets go of what was read. One that is not being read is a conflict. */
export const cancelReading = async (
  services: QueueServices,
  revisionId: string,
  actor: Actor,
): Promise<void> => {
  const jobId = await services.database.transaction().execute(async trx => {
    const row = await trx
      .updateTable('chatdoc_revision')
      .set({ state: 'cancelled' })
      .where('id', '=', revisionId)
      .where('state', 'in', ['queued', 'reading'])
      .returning('job_id')
      .executeTakeFirst()
    if (!row)
      throw new PlatformError('RESOURCE_CONFLICT', { what: 'revision', message: 'it is not being read' })
    await trx.deleteFrom('chatdoc_window').where('revision_id', '=', revisionId).execute()
    return row.job_id
  })
  if (jobId !== null) await cancelJob(services, jobId, actor)
}

/** A job that has ended by itself meanwhile needs no cancelling. */
export const cancelJob = async (
  { jobs }: Pick<QueueServices, 'jobs'>,
  jobId: string,
  actor: Actor,
): Promise<void> => {
  try {
    await jobs.cancel(jobId, actor)
  } catch (error) {
    if (!isPlatformError(error, 'RESOURCE_CONFLICT') && !isPlatformError(error, 'JOB_NOT_FOUND')) throw error
  }
}
