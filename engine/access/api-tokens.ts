import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Person } from './people.ts'
import { toPerson } from './people.ts'
import { createSecretText, hashSecret } from './secret-text.ts'
import type { AccessTables } from './tables.ts'

/** A token without its secret. `hint` is its first characters, to tell tokens apart. Times are ISO 8601 UTC. */
export interface ApiToken {
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly createdAt: string
  readonly expiresAt?: string
  readonly lastUsedAt?: string
}

/** Tokens of programs. A token has the role of its person, as it is at each use. */
export interface ApiTokenStore {
  /** The person's tokens that are not revoked, newest first. */
  list(personId: string): Promise<readonly ApiToken[]>
  /** `secret` is shown this once; the store keeps its hash. */
  create(token: {
    readonly personId: string
    readonly name: string
    readonly expiresInDays?: number | undefined
  }): Promise<{ readonly token: ApiToken; readonly secret: string }>
  /** Throws RESOURCE_NOT_FOUND when it is not this person's, or revoked before. */
  revoke(tokenId: string, personId: string): Promise<void>
  /** Undefined when unknown, expired, revoked, or when the person is disabled. */
  find(secret: string): Promise<Person | undefined>
}

const prefix = 'mw_'
const noteUseEveryMs = 60_000

export const createApiTokenStore = (db: Kysely<AccessTables>, now: () => Date): ApiTokenStore => ({
  list: async personId => {
    const rows = await db
      .selectFrom('access_token')
      .selectAll()
      .where('person_id', '=', personId)
      .where('revoked_at', 'is', null)
      .orderBy('created_at', 'desc')
      .execute()
    return rows.map(toToken)
  },
  create: async ({ personId, name, expiresInDays }) => {
    const secret = prefix + createSecretText()
    const at = now()
    const row = await db
      .insertInto('access_token')
      .values({
        id: randomUUID(),
        person_id: personId,
        name,
        hint: secret.slice(0, prefix.length + 5),
        token_hash: hashSecret(secret),
        created_at: at,
        expires_at: expiresInDays === undefined ? null : new Date(at.getTime() + expiresInDays * 86_400_000),
        last_used_at: null,
        revoked_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { token: toToken(row), secret }
  },
  revoke: async (tokenId, personId) => {
    const revoked = await db
      .updateTable('access_token')
      .set({ revoked_at: now() })
      .where('id', '=', tokenId)
      .where('person_id', '=', personId)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!revoked) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'token', id: tokenId })
  },
  find: async secret => {
    if (!secret.startsWith(prefix)) return undefined
    const tokenHash = hashSecret(secret)
    const row = await db
      .selectFrom('access_token')
      .innerJoin('access_person', 'access_person.id', 'access_token.person_id')
      .selectAll('access_person')
      .select(['expires_at', 'last_used_at'])
      .where('token_hash', '=', tokenHash)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    const at = now()
    if (!row || row.disabled_at !== null || (row.expires_at !== null && row.expires_at <= at))
      return undefined
    if (row.last_used_at === null || at.getTime() - row.last_used_at.getTime() >= noteUseEveryMs)
      await db
        .updateTable('access_token')
        .set({ last_used_at: at })
        .where('token_hash', '=', tokenHash)
        .execute()
    return toPerson(row)
  },
})

const toToken = (row: Selectable<AccessTables['access_token']>): ApiToken => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  createdAt: row.created_at.toISOString(),
  ...(row.expires_at && { expiresAt: row.expires_at.toISOString() }),
  ...(row.last_used_at && { lastUsedAt: row.last_used_at.toISOString() }),
})
