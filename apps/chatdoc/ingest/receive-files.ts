import { isPlatformError } from '@millwright/spec'
import type { Actor, Clock } from '@millwright/spec'
import { addRevision } from '../library/add-revision.ts'
import type { AddedRevision, NewRevision } from '../library/add-revision.ts'
import type { Originals } from '../library/originals.ts'
import type { Failure, FileResult } from '../library/replies.ts'
import { toFailure } from '../library/to-replies.ts'
import { closeBatch, openBatch } from './batch.ts'
import type { BatchServices } from './batch.ts'
import { queueReading } from './queue-reading.ts'
import type { NamedFile, Reading } from './reading.ts'

export interface ReceiveServices extends BatchServices {
  readonly originals: Originals
  readonly reading: Reading
}

/** Files for one collection, which the actor may write into. */
export interface ReceiveRequest {
  readonly collectionId: string
  readonly files: readonly NamedFile[]
  readonly inForceFrom?: Date
  readonly actor: Actor
  readonly signal?: AbortSignal
  /** Told after each file. */
  readonly onResult?: (file: NamedFile, result: FileResult) => Promise<void>
}

export interface Received {
  readonly batchId: string
  readonly files: readonly FileResult[]
}

/**
 * Takes files into the library and has each read in the background. Every file has its own result; one that cannot be
 * taken never spoils another. The files themselves are copied, not moved.
 */
export const receiveFiles = async (services: ReceiveServices, request: ReceiveRequest): Promise<Received> => {
  const batchId = await openBatch(services, request.collectionId, request.actor)
  const files: FileResult[] = []
  try {
    for (const file of request.files) {
      request.signal?.throwIfAborted()
      const result = await receiveFile(services, { ...request, batchId, file })
      files.push(result)
      await request.onResult?.(file, result)
    }
  } finally {
    await closeBatch(services, batchId)
  }
  return { batchId, files }
}

type FileRequest = Omit<ReceiveRequest, 'files'> & { readonly batchId: string; readonly file: NamedFile }

const receiveFile = async (services: ReceiveServices, request: FileRequest): Promise<FileResult> => {
  const { name } = request.file
  try {
    const incoming = await services.originals.take(request.file)
    const sniffed = await sniff(services.reading, { path: incoming.path, name })
    const added = await addRevision(services.database, services.originals, {
      ...toNewRevision(services.clock, request),
      incoming,
      ...sniffed,
    })
    if (added.isQueued) await queueReading(services, added.revisionId)
    return toResult(name, added, sniffed.failure)
  } catch (error) {
    return { name, outcome: 'refused', failure: failureOf(error) }
  }
}

const toNewRevision = (
  clock: Clock,
  { collectionId, batchId, file, inForceFrom, actor }: FileRequest,
): Omit<NewRevision, 'incoming' | 'format'> => ({
  collectionId,
  batchId,
  name: file.name,
  ...(inForceFrom && { inForceFrom }),
  actor,
  at: clock.now(),
})

/** What cannot be read is kept all the same, and listed with the reason. */
const sniff = async (reading: Reading, file: NamedFile): Promise<Pick<NewRevision, 'format' | 'failure'>> => {
  try {
    const format = await reading.sniff(file)
    if (format !== 'zip') return { format }
    return {
      format: 'unknown',
      failure: { code: 'DOCUMENT_FORMAT_UNKNOWN', data: { file: file.name, found: 'a ZIP archive' } },
    }
  } catch (error) {
    const { code, data } = failureOf(error)
    return { format: 'unknown', failure: { code, data } }
  }
}

/** The catalogue's own errors become results; anything else is a fault of the product and stays one. */
const failureOf = (error: unknown): Failure => {
  if (!isPlatformError(error)) throw error
  return toFailure({ code: error.code, data: error.data })
}

const toResult = (
  name: string,
  { outcome, documentId, revisionId }: AddedRevision,
  failure: NewRevision['failure'],
): FileResult => ({
  name,
  outcome,
  documentId,
  revisionId,
  ...(failure && outcome !== 'unchanged' && { failure: toFailure(failure) }),
})
