import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** The Ossie documents of the workspace, which people may edit with any editor. */
export interface ModelFiles {
  pathOf(sourceId: string): string
  /** Changes whenever the file does; undefined where there is none. */
  stampOf(sourceId: string): Promise<string | undefined>
  read(sourceId: string): Promise<string | undefined>
  /** Writes the file whole or not at all. */
  write(sourceId: string, text: string): Promise<void>
  remove(sourceId: string): Promise<void>
}

/** SHA-256 of a document. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

const unlessMissing = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Files at `<workspaceFolder>/models/<sourceId>.ossie.yaml`. */
export const createModelFiles = (workspaceFolder: string): ModelFiles => {
  const folder = path.join(workspaceFolder, 'models')
  // an id never leads out of the folder
  const pathOf = (sourceId: string): string =>
    path.join(folder, `${sourceId.replace(/[^\w.-]/g, '_')}.ossie.yaml`)
  return {
    pathOf,
    stampOf: async sourceId => {
      const found = await unlessMissing(stat(pathOf(sourceId), { bigint: true }))
      return found === undefined ? undefined : `${found.mtimeNs}:${found.size}:${found.ino}`
    },
    read: sourceId => unlessMissing(readFile(pathOf(sourceId), 'utf8')),
    write: async (sourceId, text) => {
      await mkdir(folder, { recursive: true })
      const staging = `${pathOf(sourceId)}.${randomUUID()}.new`
      await writeFile(staging, text)
      await rename(staging, pathOf(sourceId))
    },
    remove: sourceId => rm(pathOf(sourceId), { force: true }),
  }
}
