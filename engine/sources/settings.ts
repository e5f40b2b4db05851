import { z } from 'zod'
import type { NewSource } from '@millwright/spec'

/** How a source is opened again. `version` is this record's own. Holds secrets: sealed at rest, never logged. */
export const sourceSettingsSchema = z.discriminatedUnion('kind', [
  z.object({
    version: z.literal(1),
    kind: z.literal('files'),
    /** Where the files lay when they were imported; none for data that the product wrote itself. */
    files: z.array(z.object({ path: z.string(), modifiedMs: z.number(), sizeBytes: z.number() })),
    paths: z.array(z.string()),
  }),
  z.object({ version: z.literal(1), kind: z.literal('sqlite'), path: z.string() }),
  z.object({ version: z.literal(1), kind: z.enum(['postgres', 'mysql']), connectionString: z.string() }),
])
export type SourceSettings = z.infer<typeof sourceSettingsSchema>

export const toSettings = (source: NewSource): SourceSettings => {
  if (source.kind === 'files') return { version: 1, kind: 'files', files: [], paths: [...source.paths] }
  if (source.kind === 'sqlite') return { version: 1, kind: 'sqlite', path: source.path }
  return { version: 1, kind: source.kind, connectionString: source.connectionString }
}
