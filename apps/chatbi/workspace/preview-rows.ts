import type { Cell, DataConnection, PlantCalendar, Role } from '@millwright/spec'
import { isPlatformError } from '@millwright/spec'
import type { Query } from '../query/query.ts'
import { toGuardedQuery } from './guarded-query.ts'
import type { SourceKnowledge } from './workspace.ts'

export const previewCaps = { maxRows: 100, timeoutMs: 1000 } as const

export interface PreviewOptions {
  readonly role: Role
  readonly calendar: PlantCalendar
  readonly connection: DataConnection
  readonly signal?: AbortSignal
}

/** The first rows of a query as `role` may see them, to judge a reading by; undefined where it does not run. */
export const previewRows = async (
  query: Query,
  source: Pick<SourceKnowledge, 'model' | 'whole'>,
  { role, calendar, connection, signal }: PreviewOptions,
): Promise<readonly (readonly Cell[])[] | undefined> => {
  const guarded = await toGuardedQuery(query, source, { role, calendar })
  if (!guarded.ok) return undefined
  try {
    const { rows } = await connection.query({
      sql: guarded.sql,
      ...previewCaps,
      ...(signal ? { signal } : {}),
    })
    return rows
  } catch (error) {
    if (isPlatformError(error, 'QUERY_FAILED') || isPlatformError(error, 'QUERY_TIMEOUT')) return undefined
    throw error
  }
}
