import type { Kysely } from 'kysely'
import { isPlatformError, PlatformError } from '@millwright/spec'
import type { Clock, JobContext } from '@millwright/spec'
import { buildDocument } from '../document/build-document.ts'
import type { PassageIndex } from '../index/passage-index.ts'
import type { Originals } from '../library/originals.ts'
import type { DocumentFormat, ReadWindow } from '../read/reader.ts'
import type { ChatDocTables } from '../tables.ts'
import { finishRevision } from './finish-revision.ts'
import type { Reading } from './reading.ts'
import { isRevisionGone, loadWindows, saveWindow } from './windows.ts'

export interface ReadServices {
  readonly database: Kysely<ChatDocTables>
  readonly originals: Originals
  readonly reading: Reading
  readonly passages: PassageIndex
  readonly clock: Clock
  /** Opens what was sealed. */
  openSecret(sealed: string): string
}

type Context = Pick<JobContext<unknown>, 'jobId' | 'signal' | 'progress'>

/** Readings that may end the process before the file is given up. */
const mostAttempts = 4

/**
 * Reads one revision from where it stopped, and makes it ready; a failure is kept with it. Nothing happens to one
 * that is ready, cancelled or gone. Throws where the product, not the file, is at fault: it is tried again later.
 */
export const readRevision = async (
  services: ReadServices,
  revisionId: string,
  context: Context,
): Promise<void> => {
  const revision = await begin(services.database, revisionId)
  if (!revision) return
  try {
    if (revision.attempts > mostAttempts)
      throw unreadable(revision.name, 'reading it ended the program several times')
    const format = await formatOf(services, revision)
    const windows = await readWindows(services, { ...revision, format }, context)
    context.signal.throwIfAborted()
    await finishRevision(services, revision, buildDocument(windows, { name: revision.name }))
  } catch (error) {
    if (isRevisionGone(error)) return
    const failure = failureOf(error, revision.name, context)
    if (!failure) throw error
    await fail(services.database, revisionId, failure)
    if (!isPlatformError(error)) throw error // kept with the file, and in the list of jobs
  }
}

/** A revision on its way, with what reading it needs to know. */
export interface RevisionToRead {
  readonly id: string
  readonly documentId: string
  readonly name: string
  readonly format: DocumentFormat | 'unknown'
  readonly attempts: number
  readonly sealedPassword: string | null
}

const begin = async (
  database: Kysely<ChatDocTables>,
  revisionId: string,
): Promise<RevisionToRead | undefined> => {
  const row = await database
    .updateTable('chatdoc_revision as revision')
    .from('chatdoc_document as document')
    .set(({ eb }) => ({ state: 'reading', attempts: eb('revision.attempts', '+', 1) }))
    .whereRef('document.id', '=', 'revision.document_id')
    .where('revision.id', '=', revisionId)
    .where('revision.state', 'in', ['queued', 'reading'])
    .returning([
      'revision.id',
      'revision.document_id',
      'document.name',
      'revision.format',
      'revision.attempts',
      'revision.sealed_password',
    ])
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      documentId: row.document_id,
      name: row.name,
      format: row.format,
      attempts: row.attempts,
      sealedPassword: row.sealed_password,
    }
  )
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

const readWindows = async (
  services: ReadServices,
  revision: RevisionToRead & { readonly format: DocumentFormat },
  { signal, progress }: Context,
): Promise<readonly ReadWindow[]> => {
  const { database, originals, reading } = services
  const windows = [...(await loadWindows(database, revision.id))]
  const last = windows.at(-1)
  const file = { path: originals.pathOf(revision.id), name: revision.name, format: revision.format }
  const password =
    revision.sealedPassword === null ? {} : { password: services.openSecret(revision.sealedPassword) }
  const resume = last ? { resume: { page: last.lastPage + 1, carry: last.carry } } : {}
  if (last && last.lastPage >= last.pageCount) return windows
  for await (const window of reading.read(file, { ...password, ...resume, recognise: true, signal })) {
    signal.throwIfAborted()
    windows.push(window)
    await saveWindow(database, revision.id, { window, ordinal: windows.length - 1 })
    const fraction = window.pageCount === 0 ? undefined : window.lastPage / window.pageCount
    progress(fraction, revision.name)
  }
  return windows
}

const unreadable = (file: string, reason: string): PlatformError =>
  new PlatformError('DOCUMENT_UNREADABLE', { file, reason })

/** How the failure is kept; undefined where the file is not at fault and is to be read again. */
const failureOf = (error: unknown, file: string, { signal, jobId }: Context): PlatformError | undefined => {
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
  revisionId: string,
  { code, data }: PlatformError,
): Promise<void> => {
  await database.transaction().execute(async trx => {
    await trx.deleteFrom('chatdoc_window').where('revision_id', '=', revisionId).execute()
    await trx
      .updateTable('chatdoc_revision')
      .set({ state: 'failed', failure: JSON.stringify({ code, data }) })
      .where('id', '=', revisionId)
      .where('state', '=', 'reading')
      .execute()
  })
}
