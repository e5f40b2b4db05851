import type { Migration } from '@millwright/spec'

/**
 * Tables of people, sessions, tokens, start links, login attempts and the audit log. Secrets are kept as
 * hashes only. The audit log refuses changes to its lines, whoever asks.
 */
export const accessMigrations: readonly Migration[] = [
  {
    name: '001-access',
    up: [
      `create table access_person (
        id text primary key,
        name text not null,
        name_key text not null unique,
        role text not null,
        password_hash text,
        created_at timestamptz not null,
        disabled_at timestamptz
      )`,
      `create table access_session (
        id_hash text primary key,
        person_id text not null references access_person (id) on delete cascade,
        created_at timestamptz not null,
        seen_at timestamptz not null,
        expires_at timestamptz not null,
        ends_at timestamptz not null
      )`,
      `create index access_session_person on access_session (person_id)`,
      `create table access_token (
        id text primary key,
        person_id text not null references access_person (id) on delete cascade,
        name text not null,
        hint text not null,
        token_hash text not null unique,
        created_at timestamptz not null,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz
      )`,
      `create index access_token_person on access_token (person_id)`,
      `create table access_start_link (
        token_hash text primary key,
        person_id text not null references access_person (id) on delete cascade,
        expires_at timestamptz not null,
        used_at timestamptz
      )`,
      `create table access_login_attempt (
        key text primary key,
        attempt text not null,
        failures integer not null,
        last_at timestamptz not null,
        blocked_until timestamptz
      )`,
      `create table access_audit (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        person_id text not null,
        person_name text not null,
        via text not null,
        action text not null,
        subject text not null,
        detail jsonb
      )`,
      `create index access_audit_action on access_audit (action, id)`,
      `create function access_audit_is_append_only() returns trigger language plpgsql as $$
        begin raise exception 'the audit log is append-only'; end $$`,
      `create trigger access_audit_append_only before update or delete or truncate on access_audit
        for each statement execute function access_audit_is_append_only()`,
    ],
  },
]
