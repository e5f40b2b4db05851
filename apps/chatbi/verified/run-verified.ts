import { PlatformError } from '@millwright/spec'
import type { Actor, PlantCalendar, Role } from '@millwright/spec'
import { executeQuery } from '../execute/execute-query.ts'
import type { Query } from '../query/query.ts'
import { queryCaps, toGuardedQuery } from '../workspace/guarded-query.ts'
import type { Workspace } from '../workspace/workspace.ts'

export interface RunVerifiedOptions {
  readonly workspace: Workspace
  readonly calendar: PlantCalendar
  readonly signal: AbortSignal
}

/** The product itself, seeing no more than one role does. */
const itselfAs = (role: Role): Actor => ({ personId: 'system', name: 'Millwright', role, via: 'system' })

/**
 * Hash of the rows that a query gives now, as `role` sees them. Throws INPUT_INVALID where the query no longer fits
 * the model, SQL_REFUSED, and whatever keeps the source from answering.
 */
export const hashOfRows = async (
  { sourceId, query, role }: { readonly sourceId: string; readonly query: Query; readonly role: Role },
  { workspace, calendar, signal }: RunVerifiedOptions,
): Promise<string> => {
  const [source] = await workspace.knowledge(itselfAs(role), [sourceId])
  if (!source) throw new PlatformError('SOURCE_NOT_FOUND', { sourceId })
  const guarded = await toGuardedQuery(query, source, { role, calendar })
  if (!guarded.ok) throw guarded.error
  const { sql, outputs } = guarded
  const connection = await workspace.connection(sourceId)
  const { rowHash } = await executeQuery({
    sql,
    outputs,
    connection,
    caps: queryCaps,
    signal,
  })
  return rowHash
}
