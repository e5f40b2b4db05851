import type { DataType, Localized, Role } from '@millwright/spec'
import type { SemanticModel } from '../model/semantic-model.ts'
import { sqlSyntax } from '../sql/syntax.ts'
import { allowedFunctions } from './functions.ts'
import { visibleRelations } from './visible-relations.ts'

/** What an SQL editor may offer: names as they are written, quoted where they must be. */
export interface SqlSchema {
  readonly dialect: SemanticModel['dialect']
  readonly tables: readonly {
    readonly name: string
    readonly label: Localized
    readonly columns: readonly { readonly name: string; readonly label: Localized; readonly type: DataType }[]
  }[]
  /** Names in lower case, sorted. */
  readonly functions: readonly string[]
}

/** Tables, columns and functions that `role` may use in SQL: exactly those that the guard lets pass. */
export const sqlSchemaOf = (model: SemanticModel, role: Role): SqlSchema => {
  const syntax = sqlSyntax[model.dialect]
  return {
    dialect: model.dialect,
    tables: visibleRelations(model, role).map(({ dataset, fields }) => ({
      name: [dataset.table.schema, dataset.table.name]
        .filter(part => part !== undefined)
        .map(part => syntax.identifier(part))
        .join('.'),
      label: dataset.label,
      columns: fields.map(f => ({ name: syntax.identifier(f.column), label: f.label, type: f.type })),
    })),
    functions: allowedFunctions(model.dialect),
  }
}
