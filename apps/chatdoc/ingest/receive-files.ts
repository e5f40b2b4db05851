import { isPlatformError, PlatformError } from '@millwright/spec'
import type { Actor, Clock } from '@millwright/spec'
import { addRevision } from '../library/add-revision.ts'
import type { AddedRevision, NewRevision } from '../library/add-revision.ts'
import type { Originals } from '../library/originals.ts'
import type { Failure, FileResult } from '../library/replies.ts'
import { toFailure } from '../library/to-replies.ts'
import { closeBatch, openBatch } from './batch.ts'
import type { BatchServices } from './batch.ts'
import { keepArchive, queueUnpacking } from './archives.ts'
import type { GiveWay } from './give-way.ts'
import { queueBatch } from './queue-reading.ts'
import type { NamedFile, Reading } from './reading.ts'

export interface ReceiveServices extends BatchServices {
  readonly originals: Originals
  readonly reading: Reading
  readonly giveWay: GiveWay
}

/** Files for one collection, which the actor may write into. */
export interface ReceiveRequest {
  readonly collectionId: string
  readonly files: readonly NamedFile[]
  readonly inForceFrom?: Date
  readonly actor: Actor
  readonly signal?: AbortSignal
  /** Told after each file, with the results of everything in it. */
  readonly onResults?: (file: NamedFile, results: readonly FileResult[]) => Promise<void>
}

export interface Received {
  readonly batchId: string
  readonly files: readonly FileResult[]
}

/**
 * Takes files into the library and has each read in the background; archives are unpacked there, too. Every file has its
 * own result; one that cannot be taken never spoils another. The files themselves are copied, not moved.
 */
export const receiveFiles = async (services: ReceiveServices, request: ReceiveRequest): Promise<Received> => {
  const batchId = await openBatch(services, request.collectionId, request.actor)
  const files: FileResult[] = []
  const archives: string[] = []
  const onQueued = queueOnce(services, batchId)
  try {
    for (const file of request.files) {
      request.signal?.throwIfAborted()
      const one = { ...request, batchId, file, onQueued }
      const archive = await receiveArchive(services, one)
      if (archive?.id !== undefined) archives.push(archive.id)
      const results = archive ? [archive.result] : await receiveExpanded(services, one)
      files.push(...results)
      await request.onResults?.(file, results)
    }
  } finally {
    // with the last archive that is unpacked the batch closes
    if (archives.length === 0) await closeBatch(services, batchId)
    for (const id of archives) await queueUnpacking(services, id)
  }
  return { batchId, files }
}

type FileRequest = Omit<ReceiveRequest, 'files' | 'onResults'> & {
  readonly batchId: string
  readonly file: NamedFile
  /** Told of each file that waits to be read. */
  readonly onQueued: () => Promise<void>
}

/** Has a batch read by one job, which begins with the first file that waits. */
export const queueOnce = (services: ReceiveServices, batchId: string): (() => Promise<void>) => {
  let isQueued = false
  return async () => {
    if (!isQueued) await queueBatch(services, batchId)
    isQueued = true
  }
}

const isArchive = async (reading: Reading, file: NamedFile): Promise<boolean> => {
  try {
    return (await reading.sniff(file)) === 'zip'
  } catch (error) {
    if (isPlatformError(error)) return false
    throw error
  }
}

/** Undefined where the file is no archive. */
const receiveArchive = async (
  services: ReceiveServices,
  request: FileRequest,
): Promise<{ readonly id?: string; readonly result: FileResult } | undefined> => {
  const { name } = request.file
  if (!(await isArchive(services.reading, request.file))) return undefined
  try {
    return { id: await keepArchive(services, request), result: { name, outcome: 'unpacking' } }
  } catch (error) {
    return { result: { name, outcome: 'refused', failure: failureOf(error) } }
  }
}

/**
 * A file and, where it is an archive or an e-mail, every file in it: each is a document with its own result, told as it
 * comes.
 */
export const receiveExpanded = async (
  services: ReceiveServices,
  request: FileRequest,
  onResult: (result: FileResult) => void = () => undefined,
): Promise<readonly FileResult[]> => {
  const { file, signal = new AbortController().signal } = request
  const results: FileResult[] = []
  const tell = (result: FileResult): void => {
    results.push(result)
    onResult(result)
  }
  try {
    for await (const found of services.reading.expand(file, signal)) {
      const isItself = found.name === file.name
      const path = found.kind === 'file' ? found.path : isItself ? file.path : undefined
      const refusal = found.kind === 'refused' ? found.error : undefined
      tell(await receiveOne(services, request, { name: found.name, path, refusal }))
    }
  } catch (error) {
    tell({ name: file.name, outcome: 'refused', failure: failureOf(error) })
  }
  return results
}

/** One file to be kept; without a path its bytes could not be had, and it is listed with the reason alone. */
interface OneFile {
  readonly name: string
  readonly path: string | undefined
  readonly refusal: PlatformError | undefined
}

const receiveOne = async (
  services: ReceiveServices,
  request: FileRequest,
  { name, path, refusal }: OneFile,
): Promise<FileResult> => {
  try {
    const incoming = path === undefined ? undefined : await services.originals.take({ path, name })
    const sniffed =
      refusal || !incoming
        ? { format: 'unknown' as const, failure: keptFailure(refusal, name) }
        : await sniff(services.reading, { path: incoming.path, name })
    const added = await services.giveWay.step(() =>
      addRevision(services.database, services.originals, {
        ...toNewRevision(services.clock, request),
        name,
        ...(incoming && { incoming }),
        ...sniffed,
      }),
    )
    if (added.isQueued) await request.onQueued()
    return toResult(name, added, sniffed.failure)
  } catch (error) {
    return { name, outcome: 'refused', failure: failureOf(error) }
  }
}

const keptFailure = (refusal: PlatformError | undefined, file: string): KeptFailure =>
  refusal
    ? { code: refusal.code, data: refusal.data }
    : { code: 'DOCUMENT_UNREADABLE', data: { file, reason: 'its bytes could not be unpacked' } }

type KeptFailure = NonNullable<NewRevision['failure']>

const toNewRevision = (
  clock: Clock,
  { collectionId, batchId, inForceFrom, actor }: FileRequest,
): Omit<NewRevision, 'name' | 'format'> => ({
  collectionId,
  batchId,
  ...(inForceFrom && { inForceFrom }),
  actor,
  at: clock.now(),
})

/** What cannot be read is kept all the same, and listed with the reason. */
const sniff = async (reading: Reading, file: NamedFile): Promise<Pick<NewRevision, 'format' | 'failure'>> => {
  try {
    const format = await reading.sniff(file)
    if (format !== 'zip') return { format }
    throw new PlatformError('DOCUMENT_FORMAT_UNKNOWN', { file: file.name, found: 'a ZIP archive' })
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
