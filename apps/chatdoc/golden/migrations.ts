import type { Migration } from '@millwright/spec'

/** Golden questions, how they came out, and when. A question goes with the collection or the document of its place. */
export const goldenMigrations: readonly Migration[] = [
  {
    name: 'chatdoc-030-golden',
    up: [
      `create table chatdoc_golden (
         id text primary key,
         collection_id text not null references chatdoc_collection on delete cascade,
         question text not null,
         document_id text references chatdoc_document on delete cascade,
         block_ids jsonb not null default '[]',
         quote text not null,
         was_right boolean not null,
         run_id text not null,
         created_by text not null,
         created_by_name text not null,
         created_at timestamptz not null
       )`,
      'create index chatdoc_golden_collection on chatdoc_golden (collection_id)',
      `create table chatdoc_golden_check (
         id text primary key,
         collection_id text not null references chatdoc_collection on delete cascade,
         checked_at timestamptz not null,
         checked_by text not null,
         checked_by_name text not null,
         total integer not null,
         right_count integer not null,
         sequence integer generated always as identity
       )`,
      `create table chatdoc_golden_score (
         check_id text not null references chatdoc_golden_check on delete cascade,
         golden_id text not null references chatdoc_golden on delete cascade,
         verdict text not null,
         confidence double precision not null,
         primary key (check_id, golden_id)
       )`,
    ],
  },
  {
    name: 'chatdoc-031-ranking',
    up: ['alter table chatdoc_collection add column ranking jsonb'],
  },
  {
    name: 'chatdoc-032-model-trial',
    up: ['alter table chatdoc_collection add column trial jsonb'],
  },
]
