import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Files of the sources within the data folder. */
export const createSourceFiles = (dataDir: string) => {
  const folder = join(dataDir, 'sources')
  const databasePath = (sourceId: string): string => join(folder, `${sourceId}.duckdb`)
  return {
    databasePath,
    /** Where big queries of any source spill. */
    tempDirectory: join(folder, '.temporary'),
    prepare: () => mkdir(folder, { recursive: true }),
    /** Whatever a source has written here, finished or not. */
    remove: async (sourceId: string): Promise<void> => {
      const names = await readdir(folder).catch(() => [])
      for (const name of names)
        if (name.startsWith(`${sourceId}.`)) await rm(join(folder, name), { recursive: true, force: true })
    },
  }
}

/** Size and time of change of files and of what lies in folders; missing ones are left out. */
export const readFingerprint = async (
  paths: readonly string[],
): Promise<readonly { readonly path: string; readonly modifiedMs: number; readonly sizeBytes: number }[]> => {
  const found = []
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined)
    if (!info) continue
    const inside = info.isDirectory()
      ? (await readdir(path)).toSorted().map(name => join(path, name))
      : [path]
    for (const file of inside) {
      const { mtimeMs, size } = await stat(file)
      found.push({ path: file, modifiedMs: mtimeMs, sizeBytes: size })
    }
  }
  return found
}
