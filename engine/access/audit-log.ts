import type { Kysely, Selectable } from 'kysely'
import type { AuditEntry, AuditLog } from '@millwright/spec'
import { redactSecrets } from './redact.ts'
import type { AccessTables } from './tables.ts'

const defaultLimit = 100
const highestLimit = 1000

/**
 * The audit log in the store, newest line first. `before` is the id of the last line seen. The database refuses
 * to change or remove a line; secrets are taken out of `detail` before it is written.
 */
export const createAuditLog = (db: Kysely<AccessTables>, now: () => Date): AuditLog => ({
  record: async (actor, action, subject, detail) => {
    await db
      .insertInto('access_audit')
      .values({
        at: now(),
        person_id: actor.personId,
        person_name: actor.name,
        via: actor.via,
        action,
        subject,
        detail: detail === undefined ? null : JSON.stringify(redactSecrets(detail)),
      })
      .execute()
  },
  list: async ({ before, limit = defaultLimit, action }) => {
    const all = db
      .selectFrom('access_audit')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(Math.min(limit, highestLimit))
    const earlier = before === undefined ? all : all.where('id', '<', before)
    const rows = await (action === undefined ? earlier : earlier.where('action', '=', action)).execute()
    return rows.map(toEntry)
  },
})

const toEntry = (row: Selectable<AccessTables['access_audit']>): AuditEntry => ({
  id: String(row.id),
  at: row.at.toISOString(),
  personId: row.person_id,
  personName: row.person_name,
  via: row.via,
  action: row.action,
  subject: row.subject,
  detail: row.detail,
})
