import type { Migration } from '@millwright/spec'

/** Collections, who reads them, their documents with revisions and blocks. */
export const libraryMigrations: readonly Migration[] = [
  {
    name: 'chatdoc-001-library',
    up: [
      `create table chatdoc_collection (
         id text primary key,
         name text not null unique,
         description text not null,
         dictionary jsonb not null default '[]',
         created_by text not null,
         created_at timestamptz not null default now()
       )`,
      `create table chatdoc_reader (
         collection_id text not null references chatdoc_collection on delete cascade,
         document_id text not null,
         kind text not null,
         subject text not null,
         primary key (collection_id, document_id, kind, subject)
       )`,
      `create table chatdoc_document (
         id text primary key,
         collection_id text not null references chatdoc_collection on delete cascade,
         name text not null,
         title text not null,
         language text not null,
         equipment jsonb not null default '[]',
         is_restricted boolean not null default false,
         created_by text not null,
         created_at timestamptz not null default now(),
         unique (collection_id, name)
       )`,
      `create table chatdoc_revision (
         id text primary key,
         document_id text not null references chatdoc_document on delete cascade,
         number integer not null,
         content_hash text not null,
         format text not null,
         size_bytes bigint not null,
         state text not null,
         failure jsonb,
         page_count integer not null default 0,
         pages_read integer not null default 0,
         pages jsonb not null default '[]',
         notices jsonb not null default '[]',
         in_force_from timestamptz,
         in_force_to timestamptz,
         created_by text not null,
         created_at timestamptz not null default now(),
         read_at timestamptz,
         unique (document_id, number)
       )`,
      `create table chatdoc_block (
         revision_id text not null references chatdoc_revision on delete cascade,
         ordinal integer not null,
         id text not null,
         block jsonb not null,
         primary key (revision_id, ordinal),
         unique (revision_id, id)
       )`,
    ],
  },
]
