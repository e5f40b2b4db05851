import type { ModelGateway, RunService } from '@millwright/spec'
import type { ReaderModel } from '../answer/model/reader-model.ts'
import type { FindInForce } from '../check/revisions-in-force.ts'
import type { KnownDocuments } from './known-documents.ts'
import type { RetrieveServices } from './retrieve-passages.ts'

/** What the steps of a question work with. */
export interface AskServices extends RetrieveServices {
  readonly runs: Pick<RunService, 'get'>
  readonly documents: KnownDocuments
  readonly findInForce: FindInForce
  readonly reader: ReaderModel
  readonly models?: ModelGateway
}
