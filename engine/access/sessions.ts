import type { Kysely } from 'kysely'
import type { Person } from './people.ts'
import { toPerson } from './people.ts'
import { createSecretText, csrfTokenOf, hashSecret } from './secret-text.ts'
import type { AccessTables } from './tables.ts'

/** A session as the browser holds it. `sessionId` goes into the cookie, `csrfToken` into the page. */
export interface NewSession {
  readonly sessionId: string
  readonly csrfToken: string
  readonly expiresAt: Date
}

/** Whose session it is. */
export interface FoundSession {
  readonly person: Person
  readonly csrfToken: string
  readonly sessionHash: string
}

/** Sessions slide: each use moves the end by `idleS`, never beyond `lifetimeS` after the sign-in. */
export interface SessionLimits {
  readonly idleS: number
  readonly lifetimeS: number
}

/** Sessions by random 256-bit ids, of which the store knows only the hash. */
export interface SessionStore {
  create(personId: string): Promise<NewSession>
  /**
   * Undefined when unknown, expired, ended, or when the person is disabled. Counts as use of the session unless
   * `slide` is false.
   */
  find(sessionId: string, options?: { readonly slide: boolean }): Promise<FoundSession | undefined>
  end(sessionId: string): Promise<void>
}

/** Sliding is written at most once in this time, so that reading a page does not write at each request. */
const slideEveryS = 60

export const createSessionStore = (
  db: Kysely<AccessTables>,
  now: () => Date,
  limits: SessionLimits,
): SessionStore => ({
  create: async personId => {
    const sessionId = createSecretText()
    const at = now()
    const expiresAt = after(at, Math.min(limits.idleS, limits.lifetimeS))
    await db
      .insertInto('access_session')
      .values({
        id_hash: hashSecret(sessionId),
        person_id: personId,
        created_at: at,
        seen_at: at,
        expires_at: expiresAt,
        ends_at: after(at, limits.lifetimeS),
      })
      .execute()
    return { sessionId, csrfToken: csrfTokenOf(sessionId), expiresAt }
  },
  find: async (sessionId, { slide } = { slide: true }) => {
    const sessionHash = hashSecret(sessionId)
    const row = await db
      .selectFrom('access_session')
      .innerJoin('access_person', 'access_person.id', 'access_session.person_id')
      .selectAll('access_person')
      .select(['seen_at', 'expires_at', 'ends_at'])
      .where('id_hash', '=', sessionHash)
      .executeTakeFirst()
    const at = now()
    if (!row || row.expires_at <= at || row.disabled_at !== null) return undefined
    if (slide && at.getTime() - row.seen_at.getTime() >= slideEveryS * 1000)
      await db
        .updateTable('access_session')
        .set({ seen_at: at, expires_at: earlier(after(at, limits.idleS), row.ends_at) })
        .where('id_hash', '=', sessionHash)
        .execute()
    return { person: toPerson(row), csrfToken: csrfTokenOf(sessionId), sessionHash }
  },
  end: async sessionId => {
    await db.deleteFrom('access_session').where('id_hash', '=', hashSecret(sessionId)).execute()
  },
})

const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)
const earlier = (left: Date, right: Date): Date => (left < right ? left : right)
