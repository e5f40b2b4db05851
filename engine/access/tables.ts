import type { Role } from '@millwright/spec'
import type { Generated } from 'kysely'

/** Columns of the tables that `accessMigrations` creates. */
export type AccessTables = {
  access_person: {
    id: string
    name: string
    name_key: string
    role: Role
    password_hash: string | null
    created_at: Date
    disabled_at: Date | null
  }
  access_session: {
    id_hash: string
    person_id: string
    created_at: Date
    seen_at: Date
    expires_at: Date
    ends_at: Date
  }
  access_token: {
    id: string
    person_id: string
    name: string
    hint: string
    token_hash: string
    created_at: Date
    expires_at: Date | null
    last_used_at: Date | null
    revoked_at: Date | null
  }
  access_start_link: { token_hash: string; person_id: string; expires_at: Date; used_at: Date | null }
  access_login_attempt: {
    key: string
    attempt: string
    failures: number
    last_at: Date
    blocked_until: Date | null
  }
  access_audit: {
    id: Generated<string>
    at: Date
    person_id: string
    person_name: string
    via: string
    action: string
    subject: string
    detail: unknown
  }
}
