import type { Catalog, SchemaChange, Source } from '@millwright/spec'

/** Columns of the tables that `sourceMigrations` creates. */
export type SourceTables = {
  source_source: {
    id: string
    name: string
    kind: Source['kind']
    location: string
    state: Source['state']
    error: string | null
    /** JSON, sealed: it may hold a password. */
    settings: string
    catalog: Catalog | string | null
    notes: Source['notes'] | string
    changes: readonly SchemaChange[] | string
    changed_at: Date | null
    /** The process that loads it, so that its crash is seen after a restart. */
    loaded_by: string | null
    created_at: Date
    refreshed_at: Date | null
  }
}
