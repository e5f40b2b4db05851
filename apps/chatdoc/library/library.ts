import type { Kysely } from 'kysely'
import type { Clock } from '@millwright/spec'
import type { PassageIndex } from '../index/passage-index.ts'
import type { ChatDocTables } from '../tables.ts'
import { createCollections } from './collections.ts'
import type { Collections } from './collections.ts'
import { createDocuments } from './documents.ts'
import type { Documents } from './documents.ts'
import { createOriginals } from './originals.ts'
import type { Originals } from './originals.ts'

/** Everything kept of the documents. */
export interface Library {
  readonly database: Kysely<ChatDocTables>
  readonly clock: Clock
  readonly originals: Originals
  readonly collections: Collections
  readonly documents: Documents
}

export const createLibrary = (options: {
  readonly database: Kysely<ChatDocTables>
  readonly clock: Clock
  readonly passages: PassageIndex
  /** Folder of the originals. */
  readonly folder: string
}): Library => {
  const { database, clock } = options
  return {
    database,
    clock,
    originals: createOriginals(options.folder),
    collections: createCollections(database, clock),
    documents: createDocuments(database, clock, options.passages),
  }
}
