import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Actor, Clock, JobService } from '@millwright/spec'
import type { ChatDocTables } from '../tables.ts'
import { tellJobName } from './webhook/tell-job.ts'

export interface BatchServices {
  readonly database: Kysely<ChatDocTables>
  readonly jobs: JobService
  readonly clock: Clock
}

/** Files that come together; their end is told when the last of them is read, or given up. */
export const openBatch = async (
  { database, clock }: BatchServices,
  collectionId: string,
  actor: Actor,
): Promise<string> => {
  const id = randomUUID()
  await database
    .insertInto('chatdoc_batch')
    .values({
      id,
      collection_id: collectionId,
      created_by: actor.personId,
      created_at: clock.now(),
      closed_at: null,
      told_at: null,
    })
    .execute()
  return id
}

/** No more files come. */
export const closeBatch = async (services: BatchServices, batchId: string): Promise<void> => {
  await services.database
    .updateTable('chatdoc_batch')
    .set({ closed_at: services.clock.now() })
    .where('id', '=', batchId)
    .execute()
  await endBatch(services, batchId)
}

/** After a crash no more files come to any batch, but for those out of archives. */
export const closeOpenBatches = async (services: BatchServices): Promise<void> => {
  const open = await services.database
    .selectFrom('chatdoc_batch')
    .select('id')
    .where('closed_at', 'is', null)
    .where(
      sql<boolean>`not exists (select 1 from chatdoc_archive where chatdoc_archive.batch_id = chatdoc_batch.id)`,
    )
    .execute()
  for (const { id } of open) await closeBatch(services, id)
}

/** Looks whether the revision was the last of its batch on its way. */
export const onReadingEnded = async (services: BatchServices, revisionId: string): Promise<void> => {
  const revision = await services.database
    .selectFrom('chatdoc_revision')
    .select('batch_id')
    .where('id', '=', revisionId)
    .executeTakeFirst()
  if (revision?.batch_id) await endBatch(services, revision.batch_id)
}

/** Where none of a closed batch is on its way any more, its end is told, once. */
export const endBatch = async ({ database, jobs, clock }: BatchServices, batchId: string): Promise<void> => {
  const ended = await database
    .updateTable('chatdoc_batch')
    .set({ told_at: clock.now() })
    .where('id', '=', batchId)
    .where('closed_at', 'is not', null)
    .where('told_at', 'is', null)
    .where(
      sql<boolean>`not exists (select 1 from chatdoc_revision
        where batch_id = ${batchId} and state in ('queued', 'reading'))`,
    )
    .returning('collection_id')
    .executeTakeFirst()
  const webhook =
    ended &&
    (await database
      .selectFrom('chatdoc_webhook')
      .select('collection_id')
      .where('collection_id', '=', ended.collection_id)
      .executeTakeFirst())
  if (webhook) await jobs.send(tellJobName, { batchId }, { singletonKey: batchId })
}
