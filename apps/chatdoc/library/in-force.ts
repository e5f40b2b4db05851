import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * Whether what the query calls `revision` was read to its end: it then holds what that reading gave, also while it is
 * read again, and where that was stopped or failed.
 */
export const wasRead: RawBuilder<boolean> = sql<boolean>`(revision.state = 'ready' or revision.read_at is not null)`

/** Whether `revision` is in force at a moment. */
export const isInForce = (asOf: Date): RawBuilder<boolean> => sql<boolean>`(${wasRead}
  and revision.in_force_from <= ${asOf} and (revision.in_force_to is null or revision.in_force_to > ${asOf}))`
