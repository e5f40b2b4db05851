import { randomUUID } from 'node:crypto'
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { valueDataSchema } from './value-data.ts'
import type { ValueData } from './value-data.ts'

/** Files of built values, one a source, compressed, in the workspace. */
export interface ValueStore {
  save(data: ValueData): Promise<void>
  /** Undefined where none was built, or what is there cannot be read: it is built again. */
  find(sourceId: string): Promise<ValueData | undefined>
  /** Whether some were built, without reading them. */
  has(sourceId: string): Promise<boolean>
  remove(sourceId: string): Promise<void>
}

/** A name that cannot leave the folder. */
const fileName = (sourceId: string): string => `${sourceId.replace(/[^\w.-]/g, '_')}.values.json.gz`

/** Keeps values in `<workspaceFolder>/models/<sourceId>.values.json.gz`, written whole or not at all. */
export const createValueStore = (workspaceFolder: string): ValueStore => {
  const folder = path.join(workspaceFolder, 'models')
  const fileOf = (sourceId: string): string => path.join(folder, fileName(sourceId))
  return {
    save: async data => {
      await mkdir(folder, { recursive: true })
      const file = fileOf(data.sourceId)
      // two that save at once each write their own; the later one stands
      const staging = `${file}.${randomUUID()}.new`
      await writeFile(staging, await promisify(gzip)(JSON.stringify(data)), { mode: 0o600 })
      await rename(staging, file)
    },
    find: async sourceId => {
      try {
        const text = (await promisify(gunzip)(await readFile(fileOf(sourceId)))).toString('utf8')
        const parsed = valueDataSchema.safeParse(JSON.parse(text))
        return parsed.success ? parsed.data : undefined
      } catch {
        return undefined
      }
    },
    has: sourceId =>
      access(fileOf(sourceId)).then(
        () => true,
        () => false,
      ),
    remove: sourceId => rm(fileOf(sourceId), { force: true }),
  }
}
