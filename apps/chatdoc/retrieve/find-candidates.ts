import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { SearchFilter, SearchRequest } from '../index/search.ts'
import { mayRead } from '../library/readable.ts'
import type { ChatDocTables } from '../tables.ts'
import type { TermOrder } from './term-index.ts'

/** Where a candidate stands: its first place in the revision in force. */
export interface CandidatePlace {
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

/** A passage that the index found, before it is scored. */
export interface Candidate {
  readonly passageId: number
  /** As `encode-tokens.ts` wrote them. */
  readonly tokens: string
  readonly headingPath: readonly string[]
  readonly place: CandidatePlace
}

/** What the filter asks of `document` and, for formats alone, of `revision`. */
export const filterConditions = (filter: SearchFilter): readonly RawBuilder<unknown>[] => [
  ...(filter.collectionIds?.length
    ? [sql`document.collection_id = any(${filter.collectionIds}::text[])`]
    : []),
  ...(filter.documentIds?.length ? [sql`document.id = any(${filter.documentIds}::text[])`] : []),
  ...(filter.formats?.length ? [sql`revision.format = any(${filter.formats}::text[])`] : []),
  ...(filter.equipment?.length ? [sql`document.equipment ?| ${filter.equipment}::text[]`] : []),
  ...(filter.language === undefined ? [] : [sql`document.language = ${filter.language}`]),
]

/** The places of `passage` in revisions that were in force at `asOf`, of documents that `actor` may read, within the filter. */
export const placesFor = ({
  filter,
  actor,
}: Pick<SearchRequest, 'filter' | 'actor'>): RawBuilder<unknown> => {
  const asOf = filter.asOf ?? new Date()
  const inForce = sql`(revision.state = 'ready' and revision.in_force_from <= ${asOf}
    and (revision.in_force_to is null or revision.in_force_to > ${asOf}))`
  return sql`chatdoc_passage_place place
    join chatdoc_revision revision on revision.id = place.revision_id
    join chatdoc_document document on document.id = revision.document_id
    where place.passage_id = passage.id
      and ${sql.join([inForce, mayRead(actor), ...filterConditions(filter)], sql` and `)}
    order by place.ordinal limit 1`
}

/** A `CandidatePlace` of a row of `placesFor`. */
export const placeColumns = sql`json_build_object('collectionId', document.collection_id, 'documentId', document.id,
  'documentTitle', document.title, 'documentName', document.name, 'revisionId', revision.id,
  'revisionNumber', revision.number, 'blockIds', place.block_ids, 'tableRow', place.table_row,
  'ordinal', place.ordinal)`

/**
 * The one query that searches: the index's best passages that stand in a revision in force, of a document that the
 * person may read, within the filter. The conditions hold before the limit counts. They are looked up
 * passage by passage, because the planner then reads the passages in the index's order whatever it thinks of the
 * conditions. Documents that are named narrow the passages themselves, so that few are read.
 */
export const findCandidates = async (
  database: Kysely<ChatDocTables>,
  request: Pick<SearchRequest, 'filter' | 'actor'>,
  { condition, order }: TermOrder,
  limit: number,
): Promise<readonly Candidate[]> => {
  const { documentIds } = request.filter
  const within = documentIds?.length ? sql`passage.document_id = any(${documentIds}::text[])` : sql`true`
  const places = placesFor(request)
  const found = await sql<Candidate>`
    select passage.id as "passageId", passage.tokens, passage.heading_path as "headingPath", found.place
    from chatdoc_passage passage
    cross join lateral (select ${placeColumns} as place from ${places}) found
    where ${condition} and ${within}
    order by ${order}
    limit ${limit}`.execute(database)
  return found.rows
}
