import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { PlatformError } from '@millwright/spec'
import { createSecretText, hashSecret } from './secret-text.ts'
import type { AccessTables } from './tables.ts'

/** After `free` failures within `windowS`, each further one doubles the wait, from `firstWaitS` to `longestWaitS`. */
export interface ThrottlePolicy {
  readonly free: number
  readonly windowS: number
  readonly firstWaitS: number
  readonly longestWaitS: number
}

export const namePolicy: ThrottlePolicy = { free: 5, windowS: 900, firstWaitS: 5, longestWaitS: 900 }
/** Wider: many people may share one address. */
export const addressPolicy: ThrottlePolicy = { free: 30, windowS: 900, firstWaitS: 5, longestWaitS: 900 }

/** A counted attempt. `succeeded` takes it back. */
export interface LoginAttempt {
  succeeded(): Promise<void>
}

/**
 * Counts an attempt before the password is looked at, so that guesses sent at once count like guesses sent one
 * by one. Throws LOGIN_THROTTLED, without counting, while `key` has to wait. The store keeps hashes of keys.
 */
export const countLoginAttempt = async (
  db: Kysely<AccessTables>,
  options: { readonly key: string; readonly policy: ThrottlePolicy; readonly now: Date },
): Promise<LoginAttempt> => {
  const { policy, now } = options
  const key = hashSecret(options.key)
  const attempt = createSecretText()
  const row = await recordAttempt(db, { key, attempt, policy, now })
  if (row.attempt !== attempt)
    throw new PlatformError('LOGIN_THROTTLED', {
      retryAfterS: Math.max(1, Math.ceil(((row.blocked_until?.getTime() ?? 0) - now.getTime()) / 1000)),
    })
  return {
    succeeded: async () => {
      await db
        .updateTable('access_login_attempt')
        .set({
          failures: sql`greatest(failures - 1, 0)`,
          // a wait that a later attempt earned stays
          blocked_until: sql`case when attempt = ${attempt} then null else blocked_until end`,
        })
        .where('key', '=', key)
        .execute()
    },
  }
}

const recordAttempt = async (
  db: Kysely<AccessTables>,
  entry: {
    readonly key: string
    readonly attempt: string
    readonly policy: ThrottlePolicy
    readonly now: Date
  },
): Promise<{ readonly attempt: string; readonly blocked_until: Date | null }> => {
  const { key, attempt, policy, now } = entry
  const at = sql`${now.toISOString()}::timestamptz`
  const isBlocked = sql`a.blocked_until > ${at}`
  const failures = sql`(case when a.last_at < ${at} - ${policy.windowS} * interval '1 second' then 1 else a.failures + 1 end)`
  const waitS = sql`least(${policy.longestWaitS}, ${policy.firstWaitS} * power(2, least(${failures} - ${policy.free}, 20)))`
  const result = await sql<{ attempt: string; blocked_until: Date | null }>`
    insert into access_login_attempt as a (key, attempt, failures, last_at)
    values (${key}, ${attempt}, 1, ${at})
    on conflict (key) do update set
      attempt = case when ${isBlocked} then a.attempt else excluded.attempt end,
      failures = case when ${isBlocked} then a.failures else ${failures} end,
      last_at = case when ${isBlocked} then a.last_at else ${at} end,
      blocked_until = case
        when ${isBlocked} then a.blocked_until
        when ${failures} >= ${policy.free} then ${at} + ${waitS} * interval '1 second'
        end
    returning attempt, blocked_until`.execute(db)
  const [row] = result.rows
  if (!row) throw new Error('bug: an upsert returned no row')
  return row
}
