import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Secrets } from '../services.ts'
import type { ChatDocTables } from '../tables.ts'
import { dropDraft } from './drop-draft.ts'
import type { QueueServices } from './queue-reading.ts'
import type { RunningReadings } from './running-readings.ts'
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

export interface StopServices {
  readonly database: Kysely<ChatDocTables>
  readonly running: RunningReadings
}

/** Stops the reading of a revision and lets go of what was read. One that is not being read is a conflict. */
export const cancelReading = async (services: StopServices, revisionId: string): Promise<void> => {
  const cancelled = await cancelWhere(services, sql`id = ${revisionId}`)
  if (cancelled === 0)
    throw new PlatformError('RESOURCE_CONFLICT', { what: 'revision', message: 'it is not being read' })
}

/** Stops the reading of whatever of these documents is on its way. */
export const cancelDocuments = async (
  services: StopServices,
  documentIds: readonly string[],
): Promise<void> => {
  await cancelWhere(services, sql`document_id = any(${documentIds}::text[])`)
}

/** Stops the reading of whatever of the batch is on its way. */
export const cancelBatch = async (services: StopServices, batchId: string): Promise<void> => {
  await cancelWhere(services, sql`batch_id = ${batchId}`)
}

const cancelWhere = async (
  { database, running }: StopServices,
  which: RawBuilder<unknown>,
): Promise<number> => {
  const cancelled = await database.transaction().execute(async trx => {
    const { rows } = await sql<{ id: string; documentId: string; attempts: number }>`
      update chatdoc_revision set state = 'cancelled' where state in ('queued', 'reading') and ${which}
      returning id, document_id as "documentId", attempts`.execute(trx)
    for (const row of rows) if (row.attempts > 0) await dropDraft(trx, row)
    return rows
  })
  for (const { id } of cancelled) running.stop(id)
  return cancelled.length
}
