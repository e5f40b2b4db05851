import { PlatformError } from '@millwright/spec'
import type { PlantCalendar, Role } from '@millwright/spec'
import { compileQuery } from '../compile/compile-query.ts'
import type { ResultTableColumn } from '../execute/result-table.ts'
import { guardSql } from '../guard/guard-sql.ts'
import type { GuardResult } from '../guard/guard-sql.ts'
import type { Query } from '../query/query.ts'
import type { SourceKnowledge } from './workspace.ts'

/** Caps of one question: rows delivered, and seconds in the database. */
export const queryCaps = { maxRows: 10_000, timeoutMs: 60_000 } as const

/** SQL on a source as the guard judges it for `role`: by the whole model, hidden and graded parts among it. */
export const guardFor = (
  sql: string,
  { whole }: Pick<SourceKnowledge, 'whole'>,
  { role, maxRows = queryCaps.maxRows }: { readonly role: Role; readonly maxRows?: number },
): Promise<GuardResult> => guardSql(sql, { model: whole, role, dialect: whole.dialect, maxRows })

export type GuardedQuery =
  | { readonly ok: true; readonly sql: string; readonly outputs: readonly ResultTableColumn[] }
  /** INPUT_INVALID where the query does not fit the model, SQL_REFUSED where the guard objects. */
  | { readonly ok: false; readonly error: PlatformError }

/** A typed query as SQL that `role` may run: compiled over what it may know, then guarded. */
export const toGuardedQuery = async (
  query: Query,
  source: Pick<SourceKnowledge, 'model' | 'whole'>,
  options: { readonly role: Role; readonly calendar: PlantCalendar; readonly maxRows?: number },
): Promise<GuardedQuery> => {
  const compiled = compileQuery(query, source.model, { calendar: options.calendar })
  if (!compiled.ok) return failed('INPUT_INVALID', compiled.diagnostics)
  const guarded = await guardFor(compiled.sql, source, options)
  if (!guarded.ok) return failed('SQL_REFUSED', guarded.diagnostics)
  return { ok: true, sql: guarded.sql, outputs: compiled.outputs }
}

const failed = (
  code: 'INPUT_INVALID' | 'SQL_REFUSED',
  diagnostics: readonly { readonly message: string }[],
): GuardedQuery => ({
  ok: false,
  error: new PlatformError(code, { problems: diagnostics.map(found => found.message) }),
})
