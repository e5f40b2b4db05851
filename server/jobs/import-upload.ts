import { open, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { JobDefinition, NewSource, SourceService } from '@millwright/spec'
import { defineJob, PlatformError, roleSchema } from '@millwright/spec'

export const importUploadJob = 'sources.import'

const inputSchema = z.object({
  sourceId: z.string(),
  name: z.string(),
  /** Name of the upload's folder beneath `uploads/`. */
  upload: z.string().regex(/^[\w-]+$/),
  actor: z.object({
    personId: z.string(),
    name: z.string(),
    role: roleSchema,
    via: z.enum(['session', 'token', 'cli', 'system']),
  }),
})
export type ImportUploadInput = z.infer<typeof inputSchema>

/** Where an uploaded SQLite file stays: it is queried where it lies, so it outlives its upload. */
const uploadedSqlitePath = (dataFolder: string, sourceId: string): string =>
  join(dataFolder, 'sources', `${sourceId}.sqlite`)

/** Turns an upload into a source, with progress, and removes the upload when it is copied. */
export const defineImportUpload = (options: {
  readonly dataFolder: string
  readonly sources: SourceService
}): JobDefinition =>
  defineJob<ImportUploadInput>({
    name: importUploadJob,
    title: { en: 'Import files', zh: '导入文件' },
    input: inputSchema,
    retryLimit: 0,
    timeoutS: 4 * 3600,
    run: async ({ input, signal, progress }) => {
      const folder = join(options.dataFolder, 'uploads', input.upload)
      const source = await toNewSource(options.dataFolder, folder, input)
      const added = await options.sources.add(source, input.actor, {
        sourceId: input.sourceId,
        signal,
        progress: ({ fraction, message }) => progress(fraction, message),
      })
      await rm(folder, { recursive: true, force: true })
      return { sourceId: added.id }
    },
  })

const toNewSource = async (
  dataFolder: string,
  folder: string,
  { name, sourceId }: ImportUploadInput,
): Promise<NewSource> => {
  const kept = uploadedSqlitePath(dataFolder, sourceId)
  const paths = (await readdir(folder)).toSorted().map(file => join(folder, file))
  const sqlite: string[] = []
  for (const path of paths) if (await isSqlite(path)) sqlite.push(path)
  const [only] = sqlite
  if (only === undefined) {
    if (paths.length === 0 && (await isSqlite(kept))) return { kind: 'sqlite', name, path: kept }
    return { kind: 'files', name, paths }
  }
  if (paths.length > 1)
    throw new PlatformError('SOURCE_NOT_SUPPORTED', {
      location: basename(only),
      reason: 'a SQLite file is a source of its own; upload it without other files',
    })
  await mkdir(join(dataFolder, 'sources'), { recursive: true })
  await rename(only, kept)
  return { kind: 'sqlite', name, path: kept }
}

/** By its first bytes (SQLite file format, section 1.3), whatever its name. */
const isSqlite = async (path: string): Promise<boolean> => {
  const file = await open(path).catch(() => undefined)
  if (!file) return false
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return bytesRead === 16 && buffer.toString('latin1') === 'SQLite format 3\0'
  } finally {
    await file.close()
  }
}
