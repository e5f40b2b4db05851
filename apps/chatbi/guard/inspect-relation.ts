import type { SqlDialect } from '@millwright/spec'
import { column } from '../sql/build.ts'
import type { SqlExpression, SqlJoin, SqlQuery, SqlRelation } from '../sql/tree.ts'
import { nearest, report } from './findings.ts'
import type { Inspection } from './findings.ts'
import { inspectExpression } from './inspect-expression.ts'
import { inspectQuery } from './inspect-query.ts'
import type { CteScope } from './inspect-query.ts'
import type { NameScope, ScopeColumn, ScopeRelation } from './scope.ts'
import { findRelations, sameName } from './visible-relations.ts'
import type { VisibleRelation } from './visible-relations.ts'

/** FROM as it will be printed, and the names it brings. */
export interface InspectedFrom {
  readonly relation: SqlRelation
  readonly names: readonly ScopeRelation[]
}

export interface RelationPlace {
  readonly inspection: Inspection
  readonly ctes: CteScope
  readonly outer: NameScope | undefined
  /** Relations to the left, which LATERAL may see. */
  readonly left: readonly ScopeRelation[]
}

const mostRelations = 60

/** SQLite and MySQL know no OFFSET without a LIMIT: one that no table reaches. */
const fence = (dialect: SqlDialect): Pick<SqlQuery, 'limit' | 'offset'> =>
  dialect === 'postgres' || dialect === 'duckdb'
    ? { offset: { kind: 'number', text: '0' } }
    : { limit: { kind: 'number', text: '999999999999999' } }

export const inspectRelation = (place: RelationPlace, relation: SqlRelation): InspectedFrom => {
  switch (relation.kind) {
    case 'table':
      return inspectTable(place, relation)
    case 'derived':
      return inspectDerived(place, relation)
    case 'join':
      return inspectJoin(place, relation)
  }
}

const count = (inspection: Inspection): void => {
  inspection.relationCount++
  if (inspection.relationCount === mostRelations + 1)
    report(inspection, 'SQL_TOO_LONG', `The query reads more than ${mostRelations} tables.`)
}

const nothing = (relation: SqlRelation, alias: string): InspectedFrom => ({
  relation,
  names: [{ alias, columns: [], merged: new Set() }],
})

const inspectTable = (place: RelationPlace, table: SqlRelation & { kind: 'table' }): InspectedFrom => {
  const { inspection, ctes } = place
  const { dialect } = inspection
  count(inspection)
  const alias = table.alias ?? table.name
  const cte = table.schema === undefined ? ctes.find(c => sameName(c.name, table.name, dialect)) : undefined
  if (cte !== undefined)
    return {
      relation: { ...table, name: cte.name, alias },
      names: [{ alias, columns: renamed(inspection, cte.columns, table), merged: new Set() }],
    }
  const [found, second] = table.catalog === undefined ? findRelations(inspection.visible, table, dialect) : []
  if (found === undefined || second !== undefined) {
    reportTable(inspection, table, second !== undefined)
    return nothing(table, alias)
  }
  return readTable(inspection, table, found)
}

const reportTable = (
  inspection: Inspection,
  table: SqlRelation & { kind: 'table' },
  isAmbiguous: boolean,
): void => {
  const written = [table.catalog, table.schema, table.name].filter(p => p !== undefined).join('.')
  if (isAmbiguous) {
    report(inspection, 'SQL_AMBIGUOUS_TABLE', `"${written}" is in several schemas; say which.`, table.at)
    return
  }
  for (const [dataset, reason] of inspection.closed) {
    const closed = inspection.model.datasets.find(d => d.name === dataset)
    if (closed !== undefined && sameName(closed.table.name, table.name, inspection.dialect))
      report(inspection, reason.code, reason.message, table.at)
  }
  const near = nearest(
    table.name,
    inspection.visible.map(r => r.dataset.table.name),
  )
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`
  report(
    inspection,
    'SQL_UNKNOWN_TABLE',
    `There is no table "${written}" that you may see.${hint}`,
    table.at,
    near,
  )
}

/**
 * The table by its real name. Where rows are restricted or some columns are above the person's grade, the table is
 * replaced by a query that yields only what they may see, so that nothing around it can reach further.
 */
const readTable = (
  inspection: Inspection,
  table: SqlRelation & { kind: 'table' },
  found: VisibleRelation,
): InspectedFrom => {
  const { dataset, fields, hasSecrets } = found
  inspection.datasets.add(dataset.name)
  const alias = table.alias ?? table.name
  const own: SqlRelation = {
    kind: 'table',
    name: dataset.table.name,
    ...(dataset.table.schema === undefined ? {} : { schema: dataset.table.schema }),
    alias,
  }
  const columns = fields.map((f): ScopeColumn => ({ name: f.column, dataset: dataset.name, field: f.name }))
  // Renaming goes by the order of the columns in the source, which the model does not promise.
  if (table.columns !== undefined)
    report(
      inspection,
      'SQL_COLUMN_NAMES',
      'The columns of a table cannot be renamed in a list; rename them after SELECT.',
      table.at,
    )
  const names = [{ alias, columns: renamed(inspection, columns, table), merged: new Set<string>() }]
  const rule = inspection.rowRules.get(dataset.name)
  if (rule === undefined && !hasSecrets) return { relation: own, names }
  if (rule !== undefined) inspection.rulesUsed.add(dataset.name)
  return {
    relation: {
      kind: 'derived',
      alias,
      query: {
        body: {
          kind: 'select',
          items: fields.map(f => ({ value: column(f.column) })),
          from: [{ ...own, alias: dataset.table.name }],
          ...(rule === undefined ? {} : { where: rule }),
        },
        // A fence: conditions from outside are tried on permitted rows alone, so that their errors tell nothing.
        ...(rule === undefined ? {} : fence(inspection.dialect)),
      },
    },
    names,
  }
}

/** `AS t (a, b)`: the first columns get these names. */
const renamed = (
  inspection: Inspection,
  columns: readonly ScopeColumn[],
  relation: {
    readonly columns?: readonly string[]
    readonly at?: { readonly from: number; readonly to: number }
  },
): readonly ScopeColumn[] => {
  const given = relation.columns ?? []
  if (given.length > columns.length)
    report(
      inspection,
      'SQL_COLUMN_NAMES',
      `There are ${columns.length} columns, and ${given.length} names for them.`,
      relation.at,
    )
  return columns.map((c, i) => ({ ...c, name: given[i] ?? c.name }))
}

const inspectDerived = (place: RelationPlace, derived: SqlRelation & { kind: 'derived' }): InspectedFrom => {
  const { inspection, ctes } = place
  count(inspection)
  const outer: NameScope | undefined =
    derived.lateral === true
      ? { dialect: inspection.dialect, relations: place.left, outer: place.outer }
      : place.outer
  const inner = inspectQuery(inspection, { query: derived.query, ctes, outer })
  const alias = derived.alias ?? ''
  return {
    relation: { ...derived, query: inner.query },
    names: [{ alias, columns: renamed(inspection, inner.columns, derived), merged: new Set() }],
  }
}

const inspectJoin = (place: RelationPlace, join: SqlJoin): InspectedFrom => {
  const { inspection } = place
  const left = inspectRelation(place, join.left)
  const right = inspectRelation({ ...place, left: [...place.left, ...left.names] }, join.right)
  const names = [...left.names, ...right.names]
  const scope: NameScope = { dialect: inspection.dialect, relations: names, outer: place.outer }
  const on =
    join.on === undefined
      ? undefined
      : inspectExpression({ inspection, scope, ctes: place.ctes, windows: new Set() }, join.on)
  const merged = new Set(join.using ?? [])
  for (const name of merged) checkUsing(inspection, name, left.names, right.names)
  return {
    relation: { ...join, left: left.relation, right: right.relation, ...(on === undefined ? {} : { on }) },
    names: [
      ...left.names,
      ...right.names.map(r => ({
        ...r,
        merged: new Set([...r.merged, ...[...merged].filter(m => hasColumn(r, m, inspection))]),
      })),
    ],
  }
}

const hasColumn = (relation: ScopeRelation, name: string, inspection: Inspection): boolean =>
  relation.columns.some(c => sameName(c.name, name, inspection.dialect))

/** Both sides must have the column, and the person must be allowed to see both. */
const checkUsing = (
  inspection: Inspection,
  name: string,
  left: readonly ScopeRelation[],
  right: readonly ScopeRelation[],
): void => {
  for (const side of [left, right]) {
    const owner = side.find(r => hasColumn(r, name, inspection))
    const found = owner?.columns.find(c => sameName(c.name, name, inspection.dialect))
    if (found === undefined)
      report(
        inspection,
        'SQL_UNKNOWN_COLUMN',
        `There is no column "${name}" here on both sides of the join that you may see.`,
      )
    else if (found.dataset !== undefined && found.field !== undefined)
      inspection.columns.set(`${found.dataset}.${found.field}`, {
        dataset: found.dataset,
        field: found.field,
      })
  }
}

/** `*` written out: merged columns once, then those of each relation. */
export const expandStar = (
  inspection: Inspection,
  names: readonly ScopeRelation[],
  star: SqlExpression & { kind: 'star' },
): readonly SqlExpression[] => {
  const { dialect } = inspection
  const { table } = star
  const relations = table === undefined ? names : names.filter(r => sameName(r.alias, table, dialect))
  if (relations.length === 0)
    report(
      inspection,
      'SQL_UNKNOWN_TABLE',
      table === undefined
        ? 'There is no FROM that "*" could mean.'
        : `Nothing after FROM is called "${table}".`,
      star.at,
    )
  const isLeftOut = (name: string): boolean => (star.except ?? []).some(e => sameName(e, name, dialect))
  const isMerged = (name: string): boolean =>
    table === undefined && names.some(r => [...r.merged].some(m => sameName(m, name, dialect)))
  const all = relations.flatMap(r => r.columns.map(c => ({ relation: r, column: c })))
  const shown = all.filter(a => !isLeftOut(a.column.name))
  for (const { column: c } of shown)
    if (c.dataset !== undefined && c.field !== undefined)
      inspection.columns.set(`${c.dataset}.${c.field}`, { dataset: c.dataset, field: c.field })
  const written = shown.map(a =>
    isMerged(a.column.name) || names.length === 1 || a.relation.alias === ''
      ? column(a.column.name)
      : column(a.column.name, a.relation.alias),
  )
  const isFirst = (i: number): boolean =>
    shown.findIndex(s => sameName(s.column.name, shown[i]?.column.name ?? '', dialect)) === i
  const once = written.filter((_, i) => !isMerged(shown[i]?.column.name ?? '') || isFirst(i))
  // SQL-92 7.5 puts merged columns first; DuckDB and SQLite leave them where they are on the left.
  if (dialect === 'duckdb' || dialect === 'sqlite') return once
  const isBare = (e: SqlExpression): boolean => e.kind === 'column' && isMerged(e.name)
  return [...once.filter(isBare), ...once.filter(e => !isBare(e))]
}
