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
  {
    name: 'chatdoc-002-reading',
    up: [
      `alter table chatdoc_document
         add column newest_id text,
         add column is_titled boolean not null default false,
         add column vanished_at timestamptz`,
      `alter table chatdoc_revision
         add column batch_id text,
         add column job_id text,
         add column attempts integer not null default 0,
         add column sealed_password text`,
      `create index chatdoc_revision_batch on chatdoc_revision (batch_id)`,
      `create index chatdoc_revision_on_its_way on chatdoc_revision (state) where state in ('queued', 'reading')`,
      `create table chatdoc_window (
         revision_id text not null references chatdoc_revision on delete cascade,
         ordinal integer not null,
         last_page integer not null,
         content jsonb not null,
         primary key (revision_id, ordinal)
       )`,
      `create table chatdoc_correction (
         document_id text not null references chatdoc_document on delete cascade,
         block_id text not null,
         version integer not null,
         original jsonb not null,
         block jsonb not null,
         by_name text not null,
         at timestamptz not null,
         primary key (document_id, block_id)
       )`,
      `create table chatdoc_batch (
         id text primary key,
         collection_id text not null references chatdoc_collection on delete cascade,
         created_by text not null,
         created_at timestamptz not null,
         told_at timestamptz
       )`,
      `create table chatdoc_deletion (
         id text primary key,
         document_id text not null,
         collection_id text not null,
         by_id text not null,
         by_name text not null,
         at timestamptz not null,
         detail jsonb not null
       )`,
    ],
  },
  {
    name: 'chatdoc-004-watching',
    up: [
      `alter table chatdoc_batch add column closed_at timestamptz`,
      `create table chatdoc_webhook (
         collection_id text primary key references chatdoc_collection on delete cascade,
         url text not null,
         sealed_secret text not null,
         set_by text not null,
         last_at timestamptz,
         last_failure text
       )`,
      `create table chatdoc_folder (
         id text primary key,
         collection_id text not null references chatdoc_collection on delete cascade,
         path text not null,
         set_by text not null,
         scanned_at timestamptz,
         failure jsonb,
         unique (collection_id, path)
       )`,
      `create table chatdoc_folder_file (
         folder_id text not null references chatdoc_folder on delete cascade,
         name text not null,
         size_bytes bigint not null,
         changed_at_ms double precision not null,
         document_id text references chatdoc_document on delete cascade,
         primary key (folder_id, name)
       )`,
      `create index chatdoc_folder_file_document on chatdoc_folder_file (document_id)`,
    ],
  },
  {
    name: 'chatdoc-005-batches',
    up: [
      // one job reads a batch: its revisions have none of their own
      `alter table chatdoc_revision drop column job_id`,
      `create index chatdoc_revision_waiting on chatdoc_revision (batch_id, created_at, id)
         where state = 'queued' and attempts = 0`,
    ],
  },
  {
    name: 'chatdoc-007-archives',
    up: [
      `create table chatdoc_archive (
         id text primary key,
         batch_id text not null references chatdoc_batch on delete cascade,
         name text not null,
         in_force_from timestamptz,
         created_by text not null,
         created_at timestamptz not null
       )`,
    ],
  },
]
