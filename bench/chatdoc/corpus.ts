import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  buildDocument,
  chatDocMigrations,
  createPassageIndex,
  createPassageSearch,
} from '@millwright/chatdoc/testing'
import type {
  Block,
  ChatDocServices,
  NewBlock,
  PassageIndex,
  PassageSearch,
} from '@millwright/chatdoc/testing'
import { migrate, openStore } from '@millwright/engine'
import type { Store } from '@millwright/engine'
import type { Actor } from '@millwright/spec'

type Database = ChatDocServices['database']
type Trx = Parameters<PassageIndex['replace']>[0]

/** A document of a corpus: its blocks in reading order. `id` is the caller's own. */
export interface CorpusDocument {
  readonly id: string
  readonly title: string
  readonly blocks: readonly NewBlock[]
  /** One that `addCollection` made; absent: the collection of all. */
  readonly collectionId?: string
}

/** A library in a temporary store, with its one collection read by `actor`. */
export interface Corpus {
  readonly store: Store
  readonly database: Database
  readonly search: PassageSearch
  readonly actor: Actor
  readonly collectionId: string
  /** Makes a collection that one person alone reads. */
  addCollection(id: string, readerId: string): Promise<void>
  /** Adds documents as an import would: each in a transaction of its own. */
  add(documents: readonly CorpusDocument[]): Promise<void>
  close(): Promise<void>
}

const collectionId = 'corpus'
const actor: Actor = { personId: 'bench', name: 'Bench', role: 'viewer', via: 'session' }

export const paragraphBlock = (text: string): NewBlock => ({ kind: 'paragraph', text, boxes: [] })

/** A collection that one person alone reads. */
const insertCollection = async (database: Database, id: string, readerId: string): Promise<void> => {
  await database
    .insertInto('chatdoc_collection')
    .values({ id, name: id, description: '', dictionary: '[]', created_by: 'bench' })
    .execute()
  await database
    .insertInto('chatdoc_reader')
    .values({ collection_id: id, document_id: '', kind: 'person', subject: readerId })
    .execute()
}

const readTree = ({ id, title, blocks }: CorpusDocument) =>
  buildDocument([{ blocks, pages: [], notices: [], title, lastPage: 0, pageCount: 0, carry: null }], {
    name: `${id}.txt`,
  })

const insertBlocks = async (trx: Trx, revisionId: string, blocks: readonly Block[]): Promise<void> => {
  for (let from = 0; from < blocks.length; from += 500)
    await trx
      .insertInto('chatdoc_block')
      .values(
        blocks.slice(from, from + 500).map((block, index) => ({
          revision_id: revisionId,
          ordinal: from + index,
          id: block.id,
          block: JSON.stringify(block),
        })),
      )
      .execute()
}

/** A document with one revision of the same id, in force since long ago. */
const insertDocument = async (trx: Trx, document: CorpusDocument): Promise<readonly Block[]> => {
  const { id, title } = document
  const { blocks, language } = readTree(document)
  const common = { created_by: actor.personId }
  await trx
    .insertInto('chatdoc_document')
    .values({
      ...common,
      id,
      collection_id: document.collectionId ?? collectionId,
      name: id,
      title,
      language,
      equipment: '[]',
      newest_id: id,
    })
    .execute()
  await trx
    .insertInto('chatdoc_revision')
    .values({
      ...common,
      id,
      document_id: id,
      number: 1,
      content_hash: id,
      format: 'text',
      size_bytes: 1,
      state: 'ready',
      pages: '[]',
      notices: '[]',
      in_force_from: new Date('2000-01-01'),
    })
    .execute()
  await insertBlocks(trx, id, blocks)
  return blocks
}

/** A new library over `documents`, removed when it is closed. */
export const openCorpus = async (documents: readonly CorpusDocument[]): Promise<Corpus> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'millwright-corpus-'))
  const store = await openStore({ dataDir, extensions: ['pg_textsearch'] })
  await migrate(store, [{ owner: 'chatdoc', migrations: chatDocMigrations }])
  const database = store.db as unknown as Database // the tables that were just migrated
  await insertCollection(database, collectionId, actor.personId)
  const index = createPassageIndex()
  const addOne = (document: CorpusDocument): Promise<void> =>
    database.transaction().execute(async trx => {
      const blocks = await insertDocument(trx, document)
      const { id, title } = document
      await index.replace(trx, { documentId: id, revisionId: id, title, blocks, dictionary: [] })
    })
  const add = async (more: readonly CorpusDocument[]): Promise<void> => {
    for (const document of more) await addOne(document)
  }
  await add(documents)
  return {
    store,
    database,
    search: createPassageSearch({ database }),
    actor,
    collectionId,
    addCollection: (id, readerId) => insertCollection(database, id, readerId),
    add,
    close: async () => {
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
