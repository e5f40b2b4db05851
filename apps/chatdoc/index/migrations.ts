import type { Migration } from '@millwright/spec'

/**
 * Passages and their places. Where the database has pg_textsearch, its BM25 index finds them; elsewhere an inverted
 * index on the same terms does. The name of the index tells which: `chatdoc_passage_bm25` or `chatdoc_passage_terms`.
 * The cost of scoring a row without the index is set so that no misjudged filter makes the planner score every row.
 */
export const indexMigrations: readonly Migration[] = [
  {
    name: 'chatdoc-003-passages',
    up: [
      `create table chatdoc_passage (
         id bigint generated always as identity primary key,
         document_id text not null references chatdoc_document on delete cascade,
         key text not null,
         terms text not null,
         tokens text not null,
         heading_path jsonb not null,
         unique (document_id, key)
       )`,
      // their statistics serve no query and take long to gather
      `alter table chatdoc_passage alter column terms set statistics 0, alter column tokens set statistics 0,
         alter column heading_path set statistics 0`,
      `create table chatdoc_passage_place (
         passage_id bigint not null references chatdoc_passage on delete cascade,
         revision_id text not null references chatdoc_revision on delete cascade,
         ordinal integer not null,
         block_ids jsonb not null,
         table_row integer,
         primary key (passage_id, revision_id, ordinal)
       )`,
      `create index chatdoc_passage_place_revision on chatdoc_passage_place (revision_id)`,
      `do $$
       begin
         create extension if not exists pg_textsearch;
         create index chatdoc_passage_bm25 on chatdoc_passage using bm25 (terms)
           with (text_config = 'simple', k1 = 0.9, b = 0.4);
         alter function bm25_text_bm25query_score(text, bm25query) cost 1000000;
       exception when others then
         create index chatdoc_passage_terms on chatdoc_passage using gin (string_to_array(terms, ' '));
       end $$`,
    ],
  },
  {
    name: 'chatdoc-006-statistics',
    up: [
      // the planner needs their number; a sample of a hundred times the size holds up the embedded database
      `alter table chatdoc_passage alter column id set statistics 3, alter column document_id set statistics 3,
         alter column key set statistics 3`,
      `alter table chatdoc_passage_place alter column passage_id set statistics 3,
         alter column revision_id set statistics 3, alter column ordinal set statistics 3,
         alter column block_ids set statistics 0, alter column table_row set statistics 3`,
      `alter table chatdoc_block alter column revision_id set statistics 3, alter column ordinal set statistics 3,
         alter column id set statistics 3, alter column block set statistics 0`,
    ],
  },
]
