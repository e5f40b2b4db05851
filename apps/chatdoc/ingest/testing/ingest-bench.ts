import { PGlite } from '@electric-sql/pglite'
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch'
import type { Kysely } from 'kysely'
import type { Actor, Clock } from '@millwright/spec'
import { createPassageIndex } from '../../index/passage-index.ts'
import type { PassageSearch } from '../../index/search.ts'
import { wholeWindow } from '../../read/draft-blocks.ts'
import { openStore } from '../../index/testing/open-store.ts'
import type { NewBlock } from '../../document/block.ts'
import { createPassageSearch } from '../../retrieve/create-passage-search.ts'
import type { ChatDocTables } from '../../tables.ts'
import type { GiveWay } from '../give-way.ts'
import type { ReadServices } from '../read-revision.ts'
import { createRunningReadings } from '../running-readings.ts'

const viewer: Actor = { personId: 'ann', name: 'Ann', role: 'viewer', via: 'session' }
const clock: Clock = { now: () => new Date('2026-01-01T00:00:00Z') }

/** What a test sees of the reading of files, and where it may break it. */
export interface IngestParts {
  /** The blocks of a file by its revision. */
  readonly read: (revisionId: string, signal: AbortSignal) => Promise<readonly string[]>
  /** Told after each step in the store. */
  readonly afterStep?: () => Promise<void>
}

/** A collection in a store in memory, and everything that reads files into it but the readers of files themselves. */
export interface IngestBench {
  readonly database: Kysely<ChatDocTables>
  readonly services: ReadServices
  readonly search: PassageSearch
  /** An empty library with a document and its queued revision for each name, all of the closed batch "b". */
  begin(parts: IngestParts, names: readonly string[]): Promise<void>
  /** A queued revision of the document. */
  addRevision(documentId: string, number: number): Promise<string>
  stateOf(revisionId: string): Promise<string | undefined>
  /** Texts of the blocks that are found, the best first. */
  find(question: string): Promise<readonly string[]>
  close(): Promise<void>
}

const paragraph = (text: string): NewBlock => ({ kind: 'paragraph', text, boxes: [] })

export const openIngestBench = async (): Promise<IngestBench> => {
  let parts: IngestParts = { read: () => Promise.resolve([]) }
  const pglite = new PGlite({ extensions: { pg_textsearch } })
  const database = await openStore(pglite)
  await pglite.exec(`
    insert into chatdoc_collection (id, name, description, created_by) values ('c', 'C', '', 'x');
    insert into chatdoc_reader values ('c', '', 'person', 'ann')`)
  const giveWay: GiveWay = {
    attend: () => () => undefined,
    quiet: () => Promise.resolve(),
    step: async work => {
      const result = await work()
      await parts.afterStep?.()
      return result
    },
  }
  const search = createPassageSearch({ database })
  const unused = (): never => {
    throw new Error('bug: not part of this test')
  }
  const addRevision = async (documentId: string, number: number): Promise<string> => {
    const id = `${documentId}-${number}`
    await database
      .insertInto('chatdoc_revision')
      .values({
        id,
        document_id: documentId,
        number,
        content_hash: id,
        format: 'text',
        size_bytes: 1,
        state: 'queued',
        pages: '[]',
        notices: '[]',
        created_by: 'x',
        created_at: clock.now(),
        batch_id: 'b',
      })
      .execute()
    return id
  }
  return {
    database,
    search,
    services: {
      database,
      passages: createPassageIndex(),
      clock,
      giveWay,
      running: createRunningReadings(),
      openSecret: unused,
      originals: {
        pathOf: id => id,
        take: unused,
        keep: unused,
        drop: unused,
        setAside: unused,
        restore: unused,
        discard: unused,
        sweep: unused,
      },
      reading: {
        sniff: unused,
        expand: unused,
        draw: unused,
        close: () => Promise.resolve(),
        read: async function* ({ path }, { signal }) {
          yield wholeWindow((await parts.read(path, signal)).map(paragraph))
        },
      },
    },
    begin: async (next, names) => {
      parts = next
      await pglite.exec(`
        delete from chatdoc_document; delete from chatdoc_batch;
        insert into chatdoc_batch (id, collection_id, created_by, created_at, closed_at) values ('b', 'c', 'x', now(), now())`)
      for (const name of names) {
        await pglite.query(`insert into chatdoc_document (id, collection_id, name, title, language, created_by)
          values ($1, 'c', $1, $1, 'en', 'x')`, [name])
        await addRevision(name, 1)
      }
    },
    addRevision,
    stateOf: async id =>
      (await database.selectFrom('chatdoc_revision').select('state').where('id', '=', id).executeTakeFirst())?.state,
    find: async question => {
      const { hits } = await search.search({ question, filter: { asOf: clock.now() }, actor: viewer, limit: 5 })
      return hits.flatMap(hit => hit.blocks.map(block => block.text))
    },
    close: () => database.destroy(),
  }
} // prettier-ignore
