import { maySee } from '@millwright/spec'
import type { Role, SqlDialect } from '@millwright/spec'
import type { Dataset, Field, SemanticModel } from '../model/semantic-model.ts'

/** A table of the model as one role may read it. */
export interface VisibleRelation {
  readonly dataset: Dataset
  /** Columns that the role may name, in the order of the model. */
  readonly fields: readonly Field[]
  /** The table holds columns whose grade is above the role: they are taken out before anything reads it. */
  readonly hasSecrets: boolean
}

const isVisible = (field: Field, role: Role): boolean => !field.hidden && maySee(role, field.grade)

/** Tables that `role` may read; hidden ones and those without a visible column are not among them. */
export const visibleRelations = (model: SemanticModel, role: Role): readonly VisibleRelation[] =>
  model.datasets
    .filter(dataset => !dataset.hidden)
    .map(dataset => ({
      dataset,
      fields: dataset.fields.filter(f => isVisible(f, role)),
      hasSecrets: dataset.fields.some(f => !maySee(role, f.grade)),
    }))
    .filter(relation => relation.fields.length > 0)

const defaultSchema: Readonly<Record<SqlDialect, string | undefined>> = {
  duckdb: 'main',
  sqlite: 'main',
  postgres: 'public',
  mysql: undefined,
}

/** Names are compared as the dialect does: PostgreSQL exactly (unquoted ones are folded before), others without case. */
export const sameName = (a: string, b: string, dialect: SqlDialect): boolean =>
  dialect === 'postgres' ? a === b : a.toLowerCase() === b.toLowerCase()

/** The table that `[schema.]name` means; several where a bare name is in more than one schema. */
export const findRelations = (
  relations: readonly VisibleRelation[],
  name: { readonly name: string; readonly schema?: string },
  dialect: SqlDialect,
): readonly VisibleRelation[] => {
  const usual = defaultSchema[dialect]
  const named = relations.filter(r => sameName(r.dataset.table.name, name.name, dialect))
  if (name.schema !== undefined) {
    const { schema } = name
    return named.filter(r => {
      const own = r.dataset.table.schema ?? usual
      return own !== undefined && sameName(own, schema, dialect)
    })
  }
  const inDefault = named.filter(r => (r.dataset.table.schema ?? usual) === usual)
  return inDefault.length > 0 ? inDefault : named
}
