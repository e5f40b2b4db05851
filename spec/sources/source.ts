import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { catalogSchema } from '../data/catalog.ts'
import type { Catalog } from '../data/catalog.ts'
import type { DataConnection, ReportProgress } from '../data/connector.ts'

/** A change of a source's tables since its catalogue was last read. */
export const schemaChangeSchema = z.object({
  kind: z.enum(['table-added', 'table-removed', 'column-added', 'column-removed', 'column-retyped']),
  table: z.string(),
  column: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
})
export type SchemaChange = z.infer<typeof schemaChangeSchema>

/** Where questions can be asked. Settings and credentials are not in it: they stay encrypted in the store. */
export const sourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['files', 'sqlite', 'postgres', 'mysql']),
  /** The connection without its secrets, as a person may read it. */
  location: z.string(),
  state: z.enum(['loading', 'ready', 'failed']),
  error: z.string().optional(),
  catalog: catalogSchema.optional(),
  /** Notes of the import: encoding found, renamed headers, cells that did not fit their column's type. */
  notes: z.array(z.object({ table: z.string().optional(), message: z.string() })),
  /** What the last refresh that found a difference found. */
  changes: z.array(schemaChangeSchema).optional(),
  createdAt: z.string(),
  refreshedAt: z.string().optional(),
})
export type Source = z.infer<typeof sourceSchema>

export type NewSource =
  /** Local files or folders; each file is a table. Copied and typed into the source's own database file. */
  | { readonly kind: 'files'; readonly name: string; readonly paths: readonly string[] }
  | { readonly kind: 'sqlite'; readonly name: string; readonly path: string }
  | { readonly kind: 'postgres' | 'mysql'; readonly name: string; readonly connectionString: string }

/** Sources of the workspace. */
export interface SourceService {
  list(actor: Actor): Promise<readonly Source[]>
  get(sourceId: string, actor: Actor): Promise<Source>
  /** Reads or imports, then stores. Throws a PlatformError that names the file, line or host that failed. */
  add(source: NewSource, actor: Actor, options?: AddSourceOptions): Promise<Source>
  /** Reads the catalogue again; returns what changed since the last reading. */
  refresh(sourceId: string, actor: Actor): Promise<readonly SchemaChange[]>
  remove(sourceId: string, actor: Actor): Promise<void>
  /** A pooled connection; do not close it. */
  connection(sourceId: string): Promise<DataConnection>
  catalog(sourceId: string): Promise<Catalog>
  /** Called after a source was added, refreshed (its data or tables may differ), or removed. Returns the way to stop. */
  onChange(listener: (event: SourceChange) => Promise<void>): () => void
  close(): Promise<void>
}

export interface AddSourceOptions {
  /** Id to give the source, so that a caller can name it before the import has ended. Absent: made up. */
  readonly sourceId?: string
  readonly progress?: ReportProgress
  readonly signal?: AbortSignal
}

export interface SourceChange {
  readonly type: 'added' | 'changed' | 'removed'
  readonly sourceId: string
  readonly changes: readonly SchemaChange[]
}
