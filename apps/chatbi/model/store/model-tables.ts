import type { Migration } from '@millwright/spec'

/** Rows of the store's own tables of models. */
export interface ModelTables {
  /** The present version of each source's model. `model` is its JSON, `yaml` the Ossie document, `diagnostics` the document's warnings. */
  chatbi_model: {
    source_id: string
    version: number
    model: string
    yaml: string
    diagnostics: string
    saved_at: string
    saved_by: string
  }
  /** Every version that was: tells an old copy of the file from one that a person edited. */
  chatbi_model_history: {
    source_id: string
    version: number
    yaml_hash: string
    saved_at: string
    saved_by: string
  }
}

/** Creates the tables of models. */
export const modelMigrations: readonly Migration[] = [
  {
    name: '001-models',
    up: [
      `CREATE TABLE chatbi_model (
        source_id text PRIMARY KEY,
        version integer NOT NULL,
        model text NOT NULL,
        yaml text NOT NULL,
        diagnostics text NOT NULL,
        saved_at text NOT NULL,
        saved_by text NOT NULL
      )`,
      `CREATE TABLE chatbi_model_history (
        source_id text NOT NULL,
        version integer NOT NULL,
        yaml_hash text NOT NULL,
        saved_at text NOT NULL,
        saved_by text NOT NULL,
        PRIMARY KEY (source_id, version)
      )`,
    ],
  },
]
