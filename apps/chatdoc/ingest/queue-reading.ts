import type { Kysely } from 'kysely'
import type { JobService } from '@millwright/spec'
import type { ChatDocTables } from '../tables.ts'

/** Name of the job that reads one revision; its input is `{ revisionId }`. */
export const readJobName = 'chatdoc.read'

export interface QueueServices {
  readonly database: Kysely<ChatDocTables>
  readonly jobs: JobService
}

/** Has a queued revision read; one that is queued already stays so. */
export const queueReading = async ({ database, jobs }: QueueServices, revisionId: string): Promise<void> => {
  const jobId = await jobs.send(readJobName, { revisionId }, { singletonKey: revisionId })
  await database.updateTable('chatdoc_revision').set({ job_id: jobId }).where('id', '=', revisionId).execute()
}

/** Takes up what a crash left on its way without a job; there may be thousands. */
export const queueUnread = async (services: QueueServices, signal: AbortSignal): Promise<void> => {
  const waiting = await services.database
    .selectFrom('chatdoc_revision')
    .select('id')
    .where('state', 'in', ['queued', 'reading'])
    .orderBy('created_at')
    .execute()
  for (const { id } of waiting) {
    if (signal.aborted) return
    await queueReading(services, id)
  }
}
