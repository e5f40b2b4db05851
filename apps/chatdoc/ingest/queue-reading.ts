import type { Kysely } from 'kysely'
import type { JobService } from '@millwright/spec'
import type { ChatDocTables } from '../tables.ts'

/** Name of the job that reads one revision again; its input is `{ revisionId }`. */
export const readJobName = 'chatdoc.read'

/** Name of the job that reads what came together; its input is `{ batchId }`. */
export const readBatchJobName = 'chatdoc.read-batch'

export interface QueueServices {
  readonly database: Kysely<ChatDocTables>
  readonly jobs: JobService
}

/** Has a queued revision read by itself. */
export const queueReading = async (
  { jobs }: Pick<QueueServices, 'jobs'>,
  revisionId: string,
): Promise<void> => {
  await jobs.send(readJobName, { revisionId }, { singletonKey: revisionId })
}

/** Has the queued revisions of a batch read, those included that still come to it; once is enough. */
export const queueBatch = async ({ jobs }: Pick<QueueServices, 'jobs'>, batchId: string): Promise<void> => {
  await jobs.send(readBatchJobName, { batchId }, { singletonKey: batchId })
}

/** Takes up what a crash left on its way without a job. */
export const queueUnread = async (services: QueueServices, signal: AbortSignal): Promise<void> => {
  const batches = await services.database
    .selectFrom('chatdoc_revision')
    .select('batch_id')
    .distinct()
    .where('state', 'in', ['queued', 'reading'])
    .execute()
  for (const { batch_id: batchId } of batches) {
    if (signal.aborted) return
    if (batchId !== null) await queueBatch(services, batchId)
  }
}
