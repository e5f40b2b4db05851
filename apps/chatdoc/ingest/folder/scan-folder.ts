import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { isPermitted, isPlatformError, PlatformError } from '@millwright/spec'
import type { Actor } from '@millwright/spec'
import { mayReadCollection } from '../../library/readable.ts'
import type { FileResult } from '../../library/replies.ts'
import { receiveFiles } from '../receive-files.ts'
import type { ReceiveServices } from '../receive-files.ts'

export interface ScanServices extends ReceiveServices {
  /** The person as they are now; undefined where they may do nothing any more. */
  readonly findActor: (personId: string) => Promise<Actor | undefined>
  readonly resolvePaths: (paths: readonly string[], actor: Actor) => Promise<readonly string[]>
}

interface Folder {
  readonly id: string
  readonly path: string
  readonly collection_id: string
  readonly set_by: string
}

interface SeenFile {
  readonly path: string
  readonly name: string
  readonly sizeBytes: number
  readonly changedAtMs: number
}

/** More than this in one folder is a mistake in its path, not a library. */
const mostFiles = 200_000

/** The name of a followed folder's files begins with the folder's own, so that two folders keep apart. */
const nameIn = (folder: string, path: string): string =>
  [basename(folder), ...relative(folder, path).split(sep)].join('/').normalize('NFC')

/**
 * Brings a collection in step with a folder: new and changed files are received, vanished ones marked. What went
 * wrong with the folder, or with a file of it, is kept with it.
 */
export const scanFolder = async (
  services: ScanServices,
  folderId: string,
  signal: AbortSignal,
): Promise<void> => {
  const folder = await services.database
    .selectFrom('chatdoc_folder')
    .selectAll()
    .where('id', '=', folderId)
    .executeTakeFirst()
  if (!folder) return
  try {
    const actor = await actorOf(services, folder)
    const files = await listFiles(folder.path, signal)
    const refusal = await receiveChanged(services, { folder, files, actor, signal })
    await markVanished(services, folder, files)
    await note(services, folderId, refusal)
  } catch (error) {
    if (!isPlatformError(error)) throw error
    await note(services, folderId, { code: error.code, data: error.data })
  }
}

/** A folder is followed with the rights that who set it has now, to the folder and to the collection. */
const actorOf = async (services: ScanServices, folder: Folder): Promise<Actor> => {
  const actor = await services.findActor(folder.set_by)
  const collection =
    actor &&
    (await services.database
      .selectFrom('chatdoc_collection as collection')
      .select('id')
      .where('id', '=', folder.collection_id)
      .where(mayReadCollection(actor))
      .executeTakeFirst())
  if (!actor || !collection || !isPermitted(actor.role, 'documents.write'))
    throw new PlatformError('NOT_PERMITTED', { permission: 'documents.write' })
  const [resolved] = await services.resolvePaths([folder.path], actor)
  if (resolved !== folder.path)
    throw new PlatformError('SOURCE_NOT_SUPPORTED', {
      location: folder.path,
      reason: 'it leads somewhere else now',
    })
  return actor
}

/** Files beneath the folder. Hidden ones and links are passed over: a link may lead anywhere. */
const listFiles = async (folder: string, signal: AbortSignal): Promise<readonly SeenFile[]> => {
  const files: SeenFile[] = []
  const waiting = [folder]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    signal.throwIfAborted()
    const entries = await readFolder(next, folder)
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name.startsWith('~$')) continue
      const path = join(next, entry.name)
      if (entry.isDirectory()) waiting.push(path)
      const found = entry.isFile() ? await stat(path).catch(() => undefined) : undefined
      if (!found) continue
      files.push({ path, name: nameIn(folder, path), sizeBytes: found.size, changedAtMs: found.mtimeMs })
    }
    if (files.length > mostFiles)
      throw new PlatformError('SOURCE_NOT_SUPPORTED', {
        location: folder,
        reason: `it holds more than ${mostFiles} files`,
      })
  }
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

const readFolder = async (path: string, root: string) => {
  try {
    return await readdir(path, { withFileTypes: true })
  } catch (cause) {
    if (path !== root) return [] // gone meanwhile, or closed: the next scan looks again
    throw new PlatformError(
      'FILE_UNREADABLE',
      { file: path, reason: 'the folder cannot be opened' },
      { cause },
    )
  }
}

interface Scan {
  readonly folder: Folder
  readonly files: readonly SeenFile[]
  readonly actor: Actor
  readonly signal: AbortSignal
}

type KeptFailure = { readonly code: string; readonly data: unknown } | undefined

/** Receives what is new or changed since the last scan; returns why the last refused file was. */
const receiveChanged = async (
  services: ScanServices,
  { folder, files, actor, signal }: Scan,
): Promise<KeptFailure> => {
  const known = new Map(
    (
      await services.database
        .selectFrom('chatdoc_folder_file')
        .select(['name', 'size_bytes', 'changed_at_ms'])
        .where('folder_id', '=', folder.id)
        .execute()
    ).map(row => [row.name, `${row.size_bytes} ${row.changed_at_ms}`]),
  )
  const changed = new Map(
    files
      .filter(file => known.get(file.name) !== `${file.sizeBytes} ${file.changedAtMs}`)
      .map(file => [file.name, file]),
  )
  if (changed.size === 0) return undefined
  let refusal: KeptFailure
  await receiveFiles(services, {
    collectionId: folder.collection_id,
    files: [...changed.values()],
    actor,
    signal,
    onResults: async ({ name }, results) => {
      const refused = results.find(({ outcome }) => outcome === 'refused')?.failure
      const seen = changed.get(name)
      if (refused) refusal = { code: refused.code, data: refused.data }
      else if (seen) await services.giveWay.step(() => remember(services, folder.id, seen, results))
    },
  })
  return refusal
}

/** The file as it was seen; where it is an archive, none of the documents in it stands for it. */
const remember = async (
  { database }: ScanServices,
  folderId: string,
  seen: SeenFile,
  results: readonly FileResult[],
): Promise<void> => {
  const itself = results.find(({ name }) => name === seen.name)
  const values = {
    size_bytes: seen.sizeBytes,
    changed_at_ms: seen.changedAtMs,
    document_id: itself?.documentId ?? null,
  }
  await database
    .insertInto('chatdoc_folder_file')
    .values({ folder_id: folderId, name: seen.name, ...values })
    .onConflict(conflict => conflict.columns(['folder_id', 'name']).doUpdateSet(values))
    .execute()
}

/** Documents whose file is gone stay, and say so; the file may come back. */
const markVanished = async (
  { database, clock }: ScanServices,
  folder: Folder,
  files: readonly SeenFile[],
): Promise<void> => {
  const present = new Set(files.map(file => file.name))
  const known = await database
    .selectFrom('chatdoc_folder_file')
    .select(['name', 'document_id'])
    .where('folder_id', '=', folder.id)
    .execute()
  for (const { name, document_id: documentId } of known.filter(row => !present.has(row.name)))
    await database.transaction().execute(async trx => {
      await trx
        .deleteFrom('chatdoc_folder_file')
        .where('folder_id', '=', folder.id)
        .where('name', '=', name)
        .execute()
      if (documentId !== null)
        await trx
          .updateTable('chatdoc_document')
          .set({ vanished_at: clock.now() })
          .where('id', '=', documentId)
          .execute()
    })
}

const note = async (
  { database, clock }: ScanServices,
  folderId: string,
  failure: KeptFailure,
): Promise<void> => {
  await database
    .updateTable('chatdoc_folder')
    .set({ scanned_at: clock.now(), failure: failure ? JSON.stringify(failure) : null })
    .where('id', '=', folderId)
    .execute()
}
