import type { Migration } from '@millwright/spec'

/** Row types of the tables that hold runs. Times come back as `Date` or text, by driver. */
export type RunTables = {
  run: RunRow
  run_event: RunEventRow
  run_conversation: ConversationRow
}

export interface RunRow {
  readonly id: string
  readonly ordinal: number | string
  readonly seq: number
  readonly app: string
  readonly skill: string
  readonly skill_version: string
  readonly title: string
  readonly state: string
  readonly stopped: string | null
  readonly conversation_id: string | null
  readonly forked_from: string | null
  readonly created_by: string
  readonly created_by_name: string
  readonly creator_role: string
  readonly created_at: Date | string
  readonly updated_at: Date | string
  readonly can_undo: boolean
  readonly shared: boolean
  readonly request_key: string | null
  /** Until when the process that works on an unfinished run is taken to be alive. */
  readonly lease_until: Date | string
}

export interface RunEventRow {
  readonly run_id: string
  readonly seq: number
  readonly at: Date | string
  /** JSON as text: jsonb would reorder keys and refuse the character U+0000. */
  readonly data: string
}

export interface ConversationRow {
  readonly id: string
  readonly title: string
  readonly created_by: string
  readonly created_at: Date | string
  readonly updated_at: Date | string
  readonly removed_at: Date | string | null
}

/** `run_event` is the journal and the truth; `run` is what lists need of it, written in the same statement. */
export const runMigrations: readonly Migration[] = [
  {
    name: '0001-runs',
    up: [
      `create table run (
        id text primary key,
        ordinal bigint generated always as identity,
        seq integer not null,
        app text not null,
        skill text not null,
        skill_version text not null,
        title text not null,
        state text not null,
        stopped text,
        conversation_id text,
        forked_from text,
        created_by text not null,
        created_by_name text not null,
        creator_role text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        can_undo boolean not null,
        shared boolean not null,
        request_key text,
        lease_until timestamptz not null default now()
      )`,
      `create unique index run_request_key on run (created_by, request_key) where request_key is not null`,
      `create index run_by_creator on run (created_by, ordinal desc)`,
      `create index run_by_conversation on run (conversation_id, ordinal desc)`,
      `create index run_unfinished on run (ordinal) where state = 'running'`,
      `create table run_event (
        run_id text not null references run (id),
        seq integer not null,
        at timestamptz not null,
        data text not null,
        primary key (run_id, seq)
      )`,
      `create table run_conversation (
        id text primary key,
        title text not null,
        created_by text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        removed_at timestamptz
      )`,
      `create index run_conversation_by_person on run_conversation (created_by, updated_at desc)`,
    ],
  },
]
