import type { Migration } from '@millwright/spec'

/** The table of sources. Settings, which may hold passwords, are stored sealed. */
export const sourceMigrations: readonly Migration[] = [
  {
    name: '001-sources',
    up: [
      `create table source_source (
        id text primary key,
        name text not null,
        kind text not null,
        location text not null,
        state text not null,
        error text,
        settings text not null,
        catalog jsonb,
        notes jsonb not null,
        changes jsonb not null,
        changed_at timestamptz,
        loaded_by text,
        created_at timestamptz not null,
        refreshed_at timestamptz
      )`,
    ],
  },
]
