import type { SqlDialect } from '@millwright/spec'
import type { SqlExpression, SqlItem } from '../sql/tree.ts'
import { sameName } from './visible-relations.ts'

/** A relation of FROM as its columns can be named. `dataset` and `field` say what they are in the model. */
export interface ScopeColumn {
  readonly name: string
  readonly dataset?: string
  readonly field?: string
}

export interface ScopeRelation {
  readonly alias: string
  readonly columns: readonly ScopeColumn[]
  /** Columns that a USING has merged with those of an earlier relation. */
  readonly merged: ReadonlySet<string>
}

/** Names that a query sees: its own relations, then those of the queries around it. */
export interface NameScope {
  readonly dialect: SqlDialect
  readonly relations: readonly ScopeRelation[]
  readonly outer: NameScope | undefined
}

export type Lookup =
  | { readonly kind: 'found'; readonly relation: ScopeRelation; readonly column: ScopeColumn }
  | { readonly kind: 'ambiguous'; readonly relations: readonly ScopeRelation[] }
  | { readonly kind: 'unknown-relation' }
  | { readonly kind: 'unknown-column' }

const columnOf = (relation: ScopeRelation, name: string, dialect: SqlDialect): ScopeColumn | undefined =>
  relation.columns.find(c => sameName(c.name, name, dialect))

/** What a column name means, nearest query first; a query that has it hides those around it. */
export const lookUp = (scope: NameScope, name: string, table: string | undefined): Lookup => {
  const { dialect } = scope
  const candidates =
    table === undefined ? scope.relations : scope.relations.filter(r => sameName(r.alias, table, dialect))
  const hits = candidates.filter(r => columnOf(r, name, dialect) !== undefined)
  const distinct = table === undefined ? hits.filter(r => !hasName(r.merged, name, dialect)) : hits
  const [relation] = distinct.length > 0 ? distinct : hits
  if (distinct.length > 1) return { kind: 'ambiguous', relations: distinct }
  if (relation !== undefined) {
    const column = columnOf(relation, name, dialect)
    if (column !== undefined) return { kind: 'found', relation, column }
  }
  // A relation of that name is here and has no such column: an outer one of the same name is hidden by it.
  if (table !== undefined && candidates.length > 0) return { kind: 'unknown-column' }
  if (scope.outer !== undefined) return lookUp(scope.outer, name, table)
  return { kind: table === undefined ? 'unknown-column' : 'unknown-relation' }
}

const hasName = (names: ReadonlySet<string>, name: string, dialect: SqlDialect): boolean =>
  [...names].some(n => sameName(n, name, dialect))

/** The name that an output column gets; undefined where the dialect makes one up. */
export const outputName = (item: SqlItem): string | undefined =>
  item.alias ?? (item.value.kind === 'column' ? item.value.name : undefined)

/** The output that a bare name in ORDER BY, GROUP BY and the like may mean. */
export const findOutput = (
  items: readonly SqlItem[],
  name: string,
  dialect: SqlDialect,
): SqlExpression | undefined =>
  items.find(i => i.alias !== undefined && sameName(i.alias, name, dialect))?.value
