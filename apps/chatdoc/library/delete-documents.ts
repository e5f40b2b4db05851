import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import type { Actor, Clock, Localized } from '@millwright/spec'
import type { PassageIndex } from '../index/passage-index.ts'
import type { PassageSearch } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import { findHolders, keptWith } from './attachments.ts'
import type { Originals } from './originals.ts'
import { chooseProbeWords, hashWord, probe } from './probe.ts'
import type { Gone } from './probe.ts'
import { forgetReaders } from './readers.ts'
import { toJsonb } from './to-jsonb.ts'

export interface DeletionServices {
  readonly database: Kysely<ChatDocTables>
  readonly originals: Originals
  readonly passages: PassageIndex
  readonly search: PassageSearch
  readonly clock: Clock
  /** Forgets the pictures of these revisions; returns how many there were. */
  readonly forgetPictures: (revisionIds: readonly string[]) => number
}

type Trx = Transaction<ChatDocTables>

/** What stays elsewhere when a document is deleted, and why. */
const kept: readonly Localized[] = [
  {
    en: 'Answers that were given before keep the sentences they quoted, for who may open these answers: they are the record of what was known when. Delete the conversation to remove them.',
    zh: '此前给出的回答会保留所引用的句子，仅有权打开这些回答的人可见：它们记录了当时的依据。删除对话即可移除。',
  },
  {
    en: 'The audit log keeps who did what, with the name of the file; it cannot be changed.',
    zh: '审计日志保留何人做了何事及文件名，且不可更改。',
  },
]

/**
 * Removes documents with everything that was made of them, in one transaction, originals included: those are set
 * aside in it, removed after it, and put back where it fails. Then a probe looks for their rarest words. Returns the
 * receipts' ids, in the order of the documents; one that is gone already has none.
 */
export const deleteDocuments = async (
  services: DeletionServices,
  documentIds: readonly string[],
  actor: Actor,
): Promise<readonly string[]> => {
  const words = await chooseProbeWords(services.database, {
    documentIds,
    revisionIds: await revisionsOf(services.database, documentIds),
  })
  const removed = await removeAll(services, documentIds, actor)
  const pictures = services.forgetPictures(removed.flatMap(({ revisionIds }) => revisionIds))
  const gone = {
    documentIds: removed.map(({ documentId }) => documentId),
    revisionIds: removed.flatMap(({ revisionIds }) => revisionIds),
  }
  const all = gone.documentIds.flatMap(id => words.get(id) ?? [])
  const found = await probe(services, gone, all)
  for (const { documentId, receiptId } of removed)
    await completeReceipt(services.database, receiptId, {
      pictures,
      probe: {
        words: (words.get(documentId) ?? []).map(hashWord),
        found,
        isClean: found === 0,
      },
    })
  return removed.map(({ receiptId }) => receiptId)
}

interface Removed {
  readonly documentId: string
  readonly revisionIds: readonly string[]
  readonly receiptId: string
}

const removeAll = async (
  { database, originals, passages, clock }: DeletionServices,
  documentIds: readonly string[],
  actor: Actor,
): Promise<readonly Removed[]> => {
  const aside: string[] = []
  let removed: Removed[] = []
  try {
    removed = await database.transaction().execute(async trx => {
      const all: Removed[] = []
      for (const documentId of documentIds) {
        const revisionIds = await lockRevisions(trx, documentId)
        if (revisionIds === undefined) continue
        aside.push(...revisionIds)
        await originals.setAside(revisionIds)
        const held = keptWith(
          await findHolders(trx, documentId, documentIds),
          await isEmail(trx, revisionIds),
        )
        all.push(await removeOne(trx, passages, { documentId, revisionIds, held, actor, at: clock.now() }))
      }
      return all
    })
  } catch (error) {
    await originals.restore(aside)
    throw error
  }
  await originals.discard(aside)
  return removed
}

/** Held until the transaction ends, so that no revision comes meanwhile; undefined where the document is gone. */
const lockRevisions = async (trx: Trx, documentId: string): Promise<readonly string[] | undefined> => {
  const document = await trx
    .selectFrom('chatdoc_document')
    .select('id')
    .where('id', '=', documentId)
    .forUpdate()
    .executeTakeFirst()
  return document && revisionsOf(trx, [documentId])
}

const revisionsOf = async (
  database: Kysely<ChatDocTables>,
  documentIds: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from chatdoc_revision where document_id = any(${documentIds}::text[])
    order by number`.execute(database)
  return rows.map(row => row.id)
}

const isEmail = async (trx: Trx, revisionIds: readonly string[]): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from chatdoc_revision where id = any(${revisionIds}::text[]) and format = 'email' limit 1`.execute(
    trx,
  )
  return rows.length > 0
}

const countRemoved = async (
  trx: Trx,
  { documentIds, revisionIds }: Gone,
): Promise<Record<string, number>> => {
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*)::int from chatdoc_block where revision_id = any(${revisionIds}::text[])) as blocks,
      (select count(*)::int from chatdoc_window where revision_id = any(${revisionIds}::text[])) as windows,
      (select count(*)::int from chatdoc_passage where document_id = any(${documentIds}::text[])) as passages,
      (select count(*)::int from chatdoc_correction where document_id = any(${documentIds}::text[]))
        as corrections,
      (select count(*)::int from chatdoc_reader where document_id = any(${documentIds}::text[]))
        as readers`.execute(trx)
  return { ...rows[0], originals: revisionIds.length }
}

const removeOne = async (
  trx: Trx,
  passages: PassageIndex,
  request: {
    readonly documentId: string
    readonly revisionIds: readonly string[]
    /** What stays of it in what it came in. */
    readonly held: readonly Localized[]
    readonly actor: Actor
    readonly at: Date
  },
): Promise<Removed> => {
  const { documentId, revisionIds, held, actor, at } = request
  const removed = await countRemoved(trx, { documentIds: [documentId], revisionIds })
  await passages.forget(trx, documentId)
  await forgetReaders(trx, documentId)
  // blocks, windows, corrections and revisions go with their document
  const document = await trx
    .deleteFrom('chatdoc_document')
    .where('id', '=', documentId)
    .returning(['collection_id', 'name', 'title'])
    .executeTakeFirstOrThrow()
  const receiptId = randomUUID()
  await trx
    .insertInto('chatdoc_deletion')
    .values({
      id: receiptId,
      document_id: documentId,
      collection_id: document.collection_id,
      by_id: actor.personId,
      by_name: actor.name,
      at,
      detail: toJsonb({
        name: document.name,
        title: document.title,
        revisions: revisionIds.length,
        removed,
        probe: { words: [], found: 0, isClean: false }, // until the probe has looked
        kept: [...held, ...kept],
      }),
    })
    .execute()
  return { documentId, revisionIds, receiptId }
}

const completeReceipt = async (
  database: Kysely<ChatDocTables>,
  receiptId: string,
  { pictures, probe: result }: { readonly pictures: number; readonly probe: object },
): Promise<void> => {
  await sql`
    update chatdoc_deletion set detail = detail
      || jsonb_build_object('probe', ${toJsonb(result)}::jsonb)
      || jsonb_build_object('removed', detail -> 'removed' || jsonb_build_object('pictures', ${pictures}::int))
    where id = ${receiptId}`.execute(database)
}
