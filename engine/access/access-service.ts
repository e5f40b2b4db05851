import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Actor, AuditLog, Clock } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'
import type { ApiTokenStore } from './api-tokens.ts'
import { createApiTokenStore } from './api-tokens.ts'
import { createAuditLog } from './audit-log.ts'
import { addressPolicy, countLoginAttempt, namePolicy } from './login-throttle.ts'
import type { PeopleStore, Person } from './people.ts'
import { createPeopleStore } from './people.ts'
import type { SessionLimits, SessionStore } from './sessions.ts'
import { createSessionStore } from './sessions.ts'
import type { StartLinkStore } from './start-links.ts'
import { createStartLinkStore } from './start-links.ts'
import type { AccessTables } from './tables.ts'

/** Who may come in, and what was done. */
export interface AccessService {
  readonly people: PeopleStore
  readonly sessions: SessionStore
  readonly tokens: ApiTokenStore
  readonly links: StartLinkStore
  readonly audit: AuditLog
  /** Checks name and password. Throws LOGIN_FAILED, the same for whatever was wrong, or LOGIN_THROTTLED. */
  signIn(attempt: {
    readonly name: string
    readonly password: string
    readonly address: string
  }): Promise<Person>
  /** Removes what has expired. */
  purge(): Promise<void>
}

export interface AccessOptions {
  /** A database on which `accessMigrations` were applied. */
  readonly db: Kysely<AccessTables>
  /** Real time, also where the plant's clock is fixed: a session must end. Absent: the system's clock. */
  readonly clock?: Clock
  /** Absent: 12 hours idle, 30 days in all. */
  readonly sessionLimits?: SessionLimits
  /** Absent: 1 hour. */
  readonly startLinkLifetimeS?: number
}

/** The product itself as an actor: schedules, start-up, resumed work. */
export const systemActor: Actor = {
  personId: 'system',
  name: 'Millwright',
  role: 'administrator',
  via: 'system',
}

/** A person as the actor of a request. */
export const toActor = (person: Person, via: Actor['via']): Actor => ({
  personId: person.id,
  name: person.name,
  role: person.role,
  via,
})

/** People, sessions, tokens, links and the audit log over one database. */
export const createAccess = (options: AccessOptions): AccessService => {
  const { db } = options
  const now = (): Date => options.clock?.now() ?? new Date()
  const people = createPeopleStore(db, now)
  const audit = createAuditLog(db, now)
  return {
    people,
    audit,
    sessions: createSessionStore(
      db,
      now,
      options.sessionLimits ?? { idleS: 12 * 3600, lifetimeS: 30 * 86_400 },
    ),
    tokens: createApiTokenStore(db, now),
    links: createStartLinkStore(db, now, options.startLinkLifetimeS ?? 3600),
    signIn: async ({ name, password, address }) => {
      const at = now()
      const byAddress = await countLoginAttempt(db, {
        key: `address:${address}`,
        policy: addressPolicy,
        now: at,
      })
      const nameKey = `name:${name.normalize('NFKC').trim().toLowerCase()}`
      const byName = await countLoginAttempt(db, { key: nameKey, policy: namePolicy, now: at })
      const person = await people.findByPassword(name, password)
      if (!person) {
        // the name itself is not recorded: people type their password there by mistake
        await audit.record(systemActor, 'sign-in-failed', address)
        throw new PlatformError('LOGIN_FAILED', { reason: 'the name or the password is not right' })
      }
      await byName.succeeded()
      await byAddress.succeeded()
      return person
    },
    purge: async () => {
      const at = now()
      await db.deleteFrom('access_session').where('expires_at', '<=', at).execute()
      await db.deleteFrom('access_start_link').where('expires_at', '<=', at).execute()
      await sql`delete from access_login_attempt where last_at < ${at.toISOString()}::timestamptz - interval '1 day'`.execute(
        db,
      )
    },
  }
}
