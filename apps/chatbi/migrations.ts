import type { Migration } from '@millwright/spec'

/** ChatBI's own tables besides the semantic models': what people confirmed and what they answered. */
export const chatBiMigrations: readonly Migration[] = [
  {
    name: 'chatbi-001-verified-and-choices',
    up: [
      `create table chatbi_verified (
         id text primary key,
         question text not null,
         question_key text not null,
         source_id text not null,
         query jsonb not null,
         model_version integer not null,
         row_hash text not null,
         run_id text not null,
         asked_at timestamptz not null,
         created_by text not null,
         created_by_name text not null,
         created_at timestamptz not null,
         last_check jsonb
       )`,
      'create unique index chatbi_verified_question on chatbi_verified (source_id, question_key)',
      `create table chatbi_choice (
         person_id text not null,
         source_id text not null,
         choice_id text not null,
         value text not null,
         chosen_at timestamptz not null,
         primary key (person_id, source_id, choice_id)
       )`,
    ],
  },
  {
    name: 'chatbi-002-verified-role',
    // rows may differ by role: a question is checked as the role that confirmed it
    up: ["alter table chatbi_verified add column role text not null default 'administrator'"],
  },
]
