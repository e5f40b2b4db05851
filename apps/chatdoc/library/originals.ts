import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PlatformError } from '@millwright/spec'

/** A copy that no revision owns yet. */
export interface Incoming {
  readonly path: string
  /** SHA-256 in hex. */
  readonly contentHash: string
  readonly sizeBytes: number
}

/** The originals of all revisions, a file each in the data folder, readable by the product alone. */
export interface Originals {
  pathOf(revisionId: string): string
  /** Copies and hashes in one pass; on the disk for good when it resolves. Throws FILE_UNREADABLE. */
  take(file: { readonly path: string; readonly name: string }): Promise<Incoming>
  /** Makes the copy the revision's original. */
  keep(incoming: Incoming, revisionId: string): Promise<void>
  drop(incoming: Incoming): Promise<void>
  /** Moves originals where nobody finds them, until `discard` or `restore`. Missing ones are passed over. */
  setAside(revisionIds: readonly string[]): Promise<void>
  restore(revisionIds: readonly string[]): Promise<void>
  discard(revisionIds: readonly string[]): Promise<void>
  /** Removes what a crash left: copies nobody owns and originals of revisions that are gone; puts back the others. */
  sweep(alive: ReadonlySet<string>): Promise<void>
}

const aside = '.removed'
const chunkBytes = 256 * 1024

/** Originals in `folder`, which is made when the first one comes. */
export const createOriginals = (folder: string): Originals => {
  const pathOf = (revisionId: string): string => join(folder, revisionId)
  const move = async (from: string, to: string): Promise<void> => {
    try {
      await rename(from, to)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
  }
  return {
    pathOf,
    take: async file => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, `.incoming-${randomUUID()}`)
      try {
        return { path, ...(await copy(file.path, path)) }
      } catch (cause) {
        await rm(path, { force: true })
        throw unreadable(file.name, cause)
      }
    },
    keep: async (incoming, revisionId) => {
      await rename(incoming.path, pathOf(revisionId))
      await syncFolder(folder)
    },
    drop: incoming => rm(incoming.path, { force: true }),
    setAside: async ids => {
      for (const id of ids) await move(pathOf(id), pathOf(id) + aside)
    },
    restore: async ids => {
      for (const id of ids) await move(pathOf(id) + aside, pathOf(id))
    },
    discard: async ids => {
      for (const id of ids) await rm(pathOf(id) + aside, { force: true })
    },
    sweep: async alive => {
      for (const name of await readdir(folder).catch(() => [])) {
        const id = name.endsWith(aside) ? name.slice(0, -aside.length) : name
        if (name.startsWith('.incoming-') || !alive.has(id)) await rm(join(folder, name), { force: true })
        else if (name !== id) await move(join(folder, name), pathOf(id))
      }
    },
  }
}

/** Copies what is there now; a file that grows or shrinks meanwhile is refused. */
const copy = async (from: string, to: string): Promise<Pick<Incoming, 'contentHash' | 'sizeBytes'>> => {
  await using source = await open(from, 'r')
  await using target = await open(to, 'wx', 0o600)
  const before = await source.stat()
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(chunkBytes)
  let sizeBytes = 0
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, chunkBytes, null)
    if (bytesRead === 0) break
    const chunk = buffer.subarray(0, bytesRead)
    hash.update(chunk)
    await target.writeFile(chunk)
    sizeBytes += bytesRead
  }
  const after = await source.stat()
  if (after.mtimeMs !== before.mtimeMs || after.size !== sizeBytes) throw new FileChanged()
  await target.sync()
  return { contentHash: hash.digest('hex'), sizeBytes }
}

class FileChanged extends Error {}

/** A rename is on the disk when its folder is; where folders cannot be synced, it is as good as it gets. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk of the server is full',
  EDQUOT: 'the disk of the server is full',
  ENOENT: 'it is not there any more',
  EACCES: 'the server may not open it',
  EISDIR: 'it is a folder',
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

const unreadable = (file: string, cause: unknown): PlatformError => {
  const reason =
    cause instanceof FileChanged ? 'it changed while it was being copied' : reasons[codeOf(cause)]
  if (reason === undefined) throw cause
  return new PlatformError('FILE_UNREADABLE', { file, reason }, { cause })
}
