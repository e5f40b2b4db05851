import type { Kysely } from 'kysely'
import type { ModelGateway, RunService } from '@millwright/spec'
import { loadReaderModel } from '../answer/model/reader-model.ts'
import { createFindInForce } from '../check/revisions-in-force.ts'
import type { PassageSearch } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import type { AskServices } from './ask-services.ts'
import { createKnownDocuments } from './known-documents.ts'
import { createLoadRevisions } from './load-revisions.ts'
import { createLoadSections } from './load-sections.ts'

export interface AskParts {
  readonly database: Kysely<ChatDocTables>
  readonly search: PassageSearch
  readonly runs: Pick<RunService, 'get'>
  readonly models?: ModelGateway
}

/** Everything that a question needs, over one library. */
export const createAskServices = ({ database, search, runs, models }: AskParts): AskServices => ({
  search,
  runs,
  loadSections: createLoadSections(database),
  loadRevisions: createLoadRevisions(database),
  documents: createKnownDocuments(database),
  findInForce: createFindInForce(database),
  reader: loadReaderModel(),
  ...(models ? { models } : {}),
})
