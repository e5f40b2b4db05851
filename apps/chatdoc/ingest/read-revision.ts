import type { Kysely } from 'kysely'
import { isPlatformError, PlatformError } from '@millwright/spec'
import type { JobContext } from '@millwright/spec'
import { buildDocument } from '../document/build-document.ts'
import type { Originals } from '../library/originals.ts'
import { beginEarly } from '../read/begin-early.ts'
import type { DocumentFormat, ReadWindow } from '../read/reader.ts'
import type { ChatDocTables } from '../tables.ts'
import type { RevisionToRead } from './claim-revisions.ts'
import { finishRevision } from './finish-revision.ts'
import type { FinishServices } from './finish-revision.ts'
import { dropDraft } from './drop-draft.ts'
import type { Reading } from './reading.ts'
import { isRevisionGone } from './revision-gone.ts'
import { isStopped, Stopped } from './running-readings.ts'
import type { RunningReadings } from './running-readings.ts'
import { loadWindows, saveWindow } from './windows.ts'

export interface ReadServices extends FinishServices {
  readonly originals: Originals
  readonly reading: Reading
  readonly running: RunningReadings
  /** Opens what was sealed. */
  openSecret(sealed: string): string
}

type Context = Pick<JobContext<unknown>, 'jobId' | 'signal'>

/** Readings that may end the process before the file is given up. */
const mostAttempts = 4

/** How long one document may take. */
const mostReadMs = 4 * 3_600_000

/** A revision whose reading is under way. Either `finish` or `abandon` is called. */
export interface BegunReading {
  readonly revision: RevisionToRead
  /**
   * Reads to the end and makes the revision ready; a failure is kept with it. Nothing happens to one that is cancelled
   * or gone. Returns what went wrong where that is a fault of the product; throws what passes, as a store that is away,
   * so that it is tried again later.
   */
  finish(progress: (fraction?: number) => void): Promise<string | undefined>
  /** Lets go of it; what was read so far is kept. */
  abandon(): Promise<void>
}

/** Begins to read one revision from where it stopped, before anyone waits for it. */
export const beginReading = (
  services: ReadServices,
  revision: RevisionToRead,
  { jobId, signal: jobSignal }: Context,
): BegunReading => {
  const running = services.running.begin(revision.id)
  const signal = AbortSignal.any([jobSignal, running.signal])
  const windows = beginEarly(readWindows(services, revision, signal))
  return {
    revision,
    finish: async progress => {
      // from now on: before, it may have waited for another one
      const timeout = AbortSignal.timeout(mostReadMs)
      timeout.addEventListener('abort', () => running.stop(timeout.reason))
      try {
        const all = await takeWindows(services, { revision, windows, signal, progress })
        await finishRevision(services, revision, buildDocument(all, { name: revision.name }))
        return undefined
      } catch (error) {
        if (isRevisionGone(error) || isStopped(signal)) return undefined
        const failure = failureOf(error, revision.name, { jobId, signal })
        if (!failure) throw error
        await fail(services.database, revision, failure)
        return isPlatformError(error) || signal.aborted ? undefined : faultOf(error, revision.name)
      } finally {
        running.end()
      }
    },
    abandon: async () => {
      running.stop(new Stopped())
      await windows.return?.().catch(() => undefined)
      running.end()
    },
  }
}

interface Taking {
  readonly revision: RevisionToRead
  readonly windows: AsyncIterable<ReadWindow>
  readonly signal: AbortSignal
  readonly progress: (fraction?: number) => void
}

/** Keeps each window, so that a reading which is cut off goes on behind it. */
const takeWindows = async (
  { database, giveWay }: ReadServices,
  { revision, windows, signal, progress }: Taking,
): Promise<readonly ReadWindow[]> => {
  const taken = isResumed(revision) ? [...(await loadWindows(database, revision.id))] : []
  for await (const window of windows) {
    signal.throwIfAborted()
    taken.push(window)
    await giveWay.step(() => saveWindow(database, revision.id, { window, ordinal: taken.length - 1 }))
    progress(window.pageCount === 0 ? 0 : window.lastPage / window.pageCount)
  }
  signal.throwIfAborted()
  return taken
}

const isResumed = ({ attempts }: RevisionToRead): boolean => attempts > 1

/** The windows that are not kept yet. */
async function* readWindows(
  services: ReadServices,
  revision: RevisionToRead,
  signal: AbortSignal,
): AsyncGenerator<ReadWindow> {
  const { database, originals, reading } = services
  if (revision.attempts > mostAttempts)
    throw unreadable(revision.name, 'reading it ended the program several times')
  const format = await formatOf(services, revision)
  const last = isResumed(revision) ? (await loadWindows(database, revision.id)).at(-1) : undefined
  if (last && last.lastPage >= last.pageCount) return
  const file = { path: originals.pathOf(revision.id), name: revision.name, format }
  const password =
    revision.sealedPassword === null ? {} : { password: services.openSecret(revision.sealedPassword) }
  const resume = last ? { resume: { page: last.lastPage + 1, carry: last.carry } } : {}
  yield* reading.read(file, { ...password, ...resume, recognise: true, signal })
}

/** What was not known when the file came may be known to a later version. */
const formatOf = async (services: ReadServices, revision: RevisionToRead): Promise<DocumentFormat> => {
  if (revision.format !== 'unknown') return revision.format
  const { name } = revision
  const format = await services.reading.sniff({ path: services.originals.pathOf(revision.id), name })
  if (format === 'zip')
    throw new PlatformError('DOCUMENT_FORMAT_UNKNOWN', { file: name, found: 'a ZIP archive' })
  await services.database
    .updateTable('chatdoc_revision')
    .set({ format })
    .where('id', '=', revision.id)
    .execute()
  return format
}

const faultOf = (error: unknown, file: string): string =>
  `${file}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`.slice(0, 2000)

const unreadable = (file: string, reason: string): PlatformError =>
  new PlatformError('DOCUMENT_UNREADABLE', { file, reason })

/** How the failure is kept; undefined where the file is not at fault and is to be read again, or not any more. */
const failureOf = (
  error: unknown,
  file: string,
  { signal, jobId }: Pick<Context, 'signal' | 'jobId'>,
): PlatformError | undefined => {
  if (signal.aborted) {
    const isTimeout = signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
    return isTimeout ? unreadable(file, 'reading it took too long') : undefined
  }
  if (isPlatformError(error))
    return error.retryable || error.code === 'DATA_FOLDER_UNUSABLE' ? undefined : error
  return unreadable(file, `something went wrong inside Millwright; the job ${jobId} has the details`)
}

const fail = async (
  database: Kysely<ChatDocTables>,
  { id, documentId }: RevisionToRead,
  { code, data }: PlatformError,
): Promise<void> => {
  await database.transaction().execute(async trx => {
    const failed = await trx
      .updateTable('chatdoc_revision')
      .set({ state: 'failed', failure: JSON.stringify({ code, data }) })
      .where('id', '=', id)
      .where('state', '=', 'reading')
      .executeTakeFirst()
    if (failed.numUpdatedRows > 0n) await dropDraft(trx, { id, documentId })
  })
}
