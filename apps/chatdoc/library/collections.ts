import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import { PlatformError, roles } from '@millwright/spec'
import type { Actor, Clock } from '@millwright/spec'
import type { RankingWeights } from '../index/ranking-weights.ts'
import type { ChatDocTables } from '../tables.ts'
import { mayRead, mayReadCollection } from './readable.ts'
import type { Collection, Reader } from './replies.ts'
import { loadReaders, saveReaders } from './readers.ts'
import { toCollection } from './to-replies.ts'

export interface NewCollection {
  readonly name: string
  readonly description: string
  readonly dictionary: readonly string[]
  readonly readers: readonly Reader[]
}

export interface CollectionChange {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly dictionary?: readonly string[] | undefined
  /** Null: as for every collection. */
  readonly ranking?: RankingWeights | null | undefined
}

/** Collections as `actor` may know them; one that they may not read is RESOURCE_NOT_FOUND. */
export interface Collections {
  list(actor: Actor): Promise<readonly Collection[]>
  get(id: string, actor: Actor): Promise<Collection>
  readers(id: string, actor: Actor): Promise<readonly Reader[]>
  /** Throws RESOURCE_CONFLICT where the name is taken. Who makes it reads it, whatever the readers. */
  create(collection: NewCollection, actor: Actor): Promise<Collection>
  change(id: string, change: CollectionChange, actor: Actor): Promise<Collection>
  /** Throws INPUT_INVALID where the actor would lock themselves out. */
  setReaders(id: string, readers: readonly Reader[], actor: Actor): Promise<void>
}

const notFound = (id: string): PlatformError =>
  new PlatformError('RESOURCE_NOT_FOUND', { what: 'collection', id })

const nameTaken = (name: string): PlatformError =>
  new PlatformError('RESOURCE_CONFLICT', { what: 'collection', message: `the name "${name}" is taken` })

/** Whether one of `readers` lets `actor` read. */
export const letsRead = (readers: readonly Reader[], actor: Actor): boolean =>
  actor.role === 'administrator' ||
  readers.some(reader =>
    reader.kind === 'person'
      ? reader.subject === actor.personId
      : roles.indexOf(reader.subject) <= roles.indexOf(actor.role),
  )

export const createCollections = (database: Kysely<ChatDocTables>, clock: Clock): Collections => {
  const find = async (id: string, actor: Actor): Promise<Selectable<ChatDocTables['chatdoc_collection']>> => {
    const row = await database
      .selectFrom('chatdoc_collection as collection')
      .selectAll()
      .where('id', '=', id)
      .where(mayReadCollection(actor))
      .executeTakeFirst()
    if (!row) throw notFound(id)
    return row
  }
  const get = async (id: string, actor: Actor): Promise<Collection> => {
    const row = await find(id, actor)
    const counts = await countByState(database, actor, id)
    return toCollection(row, counts.get(id) ?? none)
  }
  return {
    get,
    list: async actor => {
      const rows = await database
        .selectFrom('chatdoc_collection as collection')
        .selectAll()
        .where(mayReadCollection(actor))
        .orderBy('name')
        .execute()
      const counts = await countByState(database, actor)
      return rows.map(row => toCollection(row, counts.get(row.id) ?? none))
    },
    readers: async (id, actor) => {
      await find(id, actor)
      return loadReaders(database, id, '')
    },
    create: async ({ name, description, dictionary, readers }, actor) => {
      const id = randomUUID()
      const all = letsRead(readers, actor)
        ? readers
        : [...readers, { kind: 'person', subject: actor.personId } as const]
      await database.transaction().execute(async trx => {
        const made = await trx
          .insertInto('chatdoc_collection')
          .values({
            id,
            name,
            description,
            dictionary: JSON.stringify(dictionary),
            created_by: actor.personId,
            created_at: clock.now(),
          })
          .onConflict(conflict => conflict.column('name').doNothing())
          .executeTakeFirst()
        if (made.numInsertedOrUpdatedRows === 0n) throw nameTaken(name)
        await saveReaders(trx, { collectionId: id, documentId: '' }, all)
      })
      return get(id, actor)
    },
    change: async (id, { name, description, dictionary, ranking }, actor) => {
      await find(id, actor)
      await database.transaction().execute(async trx => {
        const other =
          name !== undefined &&
          (await trx
            .selectFrom('chatdoc_collection')
            .select('id')
            .where('name', '=', name)
            .where('id', '!=', id)
            .executeTakeFirst())
        if (other) throw nameTaken(name)
        const set = {
          ...(name !== undefined && { name }),
          ...(description !== undefined && { description }),
          ...(dictionary !== undefined && { dictionary: JSON.stringify(dictionary) }),
          ...(ranking !== undefined && { ranking: ranking && JSON.stringify(ranking) }),
        }
        if (Object.keys(set).length > 0)
          await trx.updateTable('chatdoc_collection').set(set).where('id', '=', id).execute()
      })
      return get(id, actor)
    },
    setReaders: async (id, readers, actor) => {
      await find(id, actor)
      if (!letsRead(readers, actor))
        throw new PlatformError('INPUT_INVALID', {
          problems: ['with these readers you could not read the collection yourself'],
        })
      await database
        .transaction()
        .execute(trx => saveReaders(trx, { collectionId: id, documentId: '' }, readers))
    },
  }
}

const none: Collection['counts'] = { documents: 0, queued: 0, reading: 0, ready: 0, failed: 0, cancelled: 0 }

/** Documents that `actor` may read, by collection and by the state of their newest revision. */
const countByState = async (
  database: Kysely<ChatDocTables>,
  actor: Actor,
  collectionId?: string,
): Promise<ReadonlyMap<string, Collection['counts']>> => {
  let query = database
    .selectFrom('chatdoc_document as document')
    .innerJoin('chatdoc_revision as newest', 'newest.id', 'document.newest_id')
    .select(['document.collection_id', 'newest.state', sql<number>`count(*)::int`.as('count')])
    .where(mayRead(actor))
    .groupBy(['document.collection_id', 'newest.state'])
  if (collectionId !== undefined) query = query.where('document.collection_id', '=', collectionId)
  const counts = new Map<string, Collection['counts']>()
  for (const { collection_id: id, state, count } of await query.execute()) {
    const before = counts.get(id) ?? none
    counts.set(id, { ...before, [state]: count, documents: before.documents + count })
  }
  return counts
}
