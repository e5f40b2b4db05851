import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { Actor, Clock, JobDefinition } from '@millwright/spec'
import { loadBatchFiles } from '../../library/batches.ts'
import type { Secrets } from '../../services.ts'
import type { ChatDocTables } from '../../tables.ts'
import { postGuarded } from './post-guarded.ts'

/** Name of the job that tells of the end of a batch; its input is `{ batchId }`. */
export const tellJobName = 'chatdoc.tell-batch'

export interface TellServices {
  readonly database: Kysely<ChatDocTables>
  readonly clock: Clock
  readonly secrets: Secrets
  /** The person as they are now; undefined where they may do nothing any more. */
  readonly findActor: (personId: string) => Promise<Actor | undefined>
}

/** `t=<seconds>,v1=<HMAC-SHA-256 of "<seconds>.<body>" in hex>`: who has the secret knows who sent it, and when. */
export const sign = (secret: string, body: string, at: Date): string => {
  const seconds = Math.floor(at.getTime() / 1000)
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${digest}`
}

/** What is told: the files of the batch that the person who asked for it may read. */
const describeBatch = async (
  database: Kysely<ChatDocTables>,
  batch: { readonly id: string; readonly collectionId: string },
  actor: Actor,
): Promise<string> =>
  JSON.stringify({
    event: 'batch-ended',
    batchId: batch.id,
    collectionId: batch.collectionId,
    files: await loadBatchFiles(database, batch.id, actor),
  })

/** The job that posts the end of a batch to the collection's webhook, again and again where it is not taken. */
export const createTellJob = (services: TellServices): JobDefinition =>
  defineJob({
    name: tellJobName,
    title: { en: 'Tell that documents are read', zh: '通知文档已读取' },
    input: z.object({ batchId: z.string() }),
    retryLimit: 6,
    timeoutS: 60,
    run: async ({ input: { batchId }, signal }) => {
      const { database } = services
      const webhook = await database
        .selectFrom('chatdoc_batch as batch')
        .innerJoin('chatdoc_webhook as webhook', 'webhook.collection_id', 'batch.collection_id')
        .selectAll('webhook')
        .where('batch.id', '=', batchId)
        .executeTakeFirst()
      const actor = webhook && (await services.findActor(webhook.set_by))
      if (!webhook || !actor) return { told: false }
      const body = await describeBatch(database, { id: batchId, collectionId: webhook.collection_id }, actor)
      const signature = sign(services.secrets.open(webhook.sealed_secret), body, new Date())
      const headers = { 'x-millwright-signature': signature, 'x-millwright-delivery': batchId }
      try {
        await postGuarded({ url: webhook.url, body, headers, signal })
        await note(services, webhook.collection_id, null)
      } catch (error) {
        await note(services, webhook.collection_id, error instanceof Error ? error.message : String(error))
        throw error
      }
      return { told: true }
    },
  })

const note = async (
  { database, clock }: TellServices,
  collectionId: string,
  failure: string | null,
): Promise<void> => {
  await database
    .updateTable('chatdoc_webhook')
    .set({ last_at: clock.now(), last_failure: failure })
    .where('collection_id', '=', collectionId)
    .execute()
}
