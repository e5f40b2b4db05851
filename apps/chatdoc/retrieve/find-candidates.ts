import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { encodeTerm } from '../analyse/encode-term.ts'
import type { SearchFilter, SearchRequest } from '../index/search.ts'
import { mayRead } from '../library/readable.ts'
import type { ChatDocTables } from '../tables.ts'

/** A passage that the index found, with where it stands, before it is scored. */
export interface Candidate {
  readonly passageId: number
  readonly tokens: string
  readonly headingPath: readonly string[]
  readonly collectionId: string
  readonly documentId: string
  readonly documentTitle: string
  readonly documentName: string
  readonly revisionId: string
  readonly revisionNumber: number
  readonly blockIds: readonly string[]
  readonly tableRow: number | null
  readonly ordinal: number
}

const filterConditions = (filter: SearchFilter): readonly RawBuilder<unknown>[] => [
  ...(filter.collectionIds?.length
    ? [sql`document.collection_id = any(${filter.collectionIds}::text[])`]
    : []),
  ...(filter.documentIds?.length ? [sql`document.id = any(${filter.documentIds}::text[])`] : []),
  ...(filter.formats?.length ? [sql`revision.format = any(${filter.formats}::text[])`] : []),
  ...(filter.equipment?.length ? [sql`document.equipment ?| ${filter.equipment}::text[]`] : []),
  ...(filter.language === undefined ? [] : [sql`document.language = ${filter.language}`]),
]

/** Revisions that were in force at `asOf`, of documents that `actor` may read, within the filter. */
const inForce = (asOf: Date): RawBuilder<boolean> => sql<boolean>`(revision.state = 'ready'
  and revision.in_force_from <= ${asOf} and (revision.in_force_to is null or revision.in_force_to > ${asOf}))`

/**
 * The one query that searches: the index's best passages that stand in a revision in force, of a document that the
 * person may read, within the filter. The conditions hold before the limit counts. They are a subquery, not joins,
 * because the planner then reads the passages in the index's order whatever it thinks of the conditions.
 */
export const findCandidates = async (
  database: Kysely<ChatDocTables>,
  request: Pick<SearchRequest, 'filter' | 'actor'>,
  terms: readonly string[],
  limit: number,
): Promise<readonly Candidate[]> => {
  const asOf = request.filter.asOf ?? new Date()
  const conditions = [inForce(asOf), mayRead(request.actor), ...filterConditions(request.filter)]
  const query = terms.map(encodeTerm).join(' ')
  const found = await sql<Candidate>`
    with found as materialized (
      select passage.id, passage.document_id, passage.tokens, passage.heading_path
      from chatdoc_passage passage
      where (
        select true from chatdoc_passage_place place
        join chatdoc_revision revision on revision.id = place.revision_id
        join chatdoc_document document on document.id = revision.document_id
        where place.passage_id = passage.id and ${sql.join(conditions, sql` and `)}
        limit 1
      )
      order by passage.terms <@> to_bm25query(${query}::text, 'chatdoc_passage_bm25')
      limit ${limit}
    )
    select found.id as "passageId", found.tokens, found.heading_path as "headingPath",
      document.collection_id as "collectionId", document.id as "documentId", document.title as "documentTitle",
      document.name as "documentName", revision.id as "revisionId", revision.number as "revisionNumber",
      place.block_ids as "blockIds", place.table_row as "tableRow", place.ordinal
    from found
    join chatdoc_document document on document.id = found.document_id
    join chatdoc_passage_place place on place.passage_id = found.id
    join chatdoc_revision revision on revision.id = place.revision_id and ${inForce(asOf)}`.execute(database)
  return found.rows
}
