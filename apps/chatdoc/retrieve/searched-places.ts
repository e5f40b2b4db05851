import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { SearchFilter, SearchRequest } from '../index/search.ts'
import { isInForce } from '../library/in-force.ts'
import { mayRead } from '../library/readable.ts'

/** Whose documents are searched, and within what. */
export type SearchScope = Pick<SearchRequest, 'filter' | 'actor'>

/** What the filter asks of `document` and, for formats alone, of `revision`. */
const filterConditions = (filter: SearchFilter): readonly RawBuilder<unknown>[] => [
  ...(filter.collectionIds?.length
    ? [sql`document.collection_id = any(${filter.collectionIds}::text[])`]
    : []),
  ...(filter.documentIds?.length ? [sql`document.id = any(${filter.documentIds}::text[])`] : []),
  ...(filter.formats?.length ? [sql`revision.format = any(${filter.formats}::text[])`] : []),
  ...(filter.equipment?.length ? [sql`document.equipment ?| ${filter.equipment}::text[]`] : []),
  ...(filter.language === undefined ? [] : [sql`document.language = ${filter.language}`]),
]

/**
 * Whether `document` with its `revision` is searched: in force at `asOf`, one that `actor` may read, within the filter.
 * Every query that searches holds this condition.
 */
export const isSearched = ({ filter, actor }: SearchScope): RawBuilder<unknown> => {
  const inForce = isInForce(filter.asOf ?? new Date())
  return sql.join([inForce, mayRead(actor), ...filterConditions(filter)], sql` and `)
}

/** From where `passage` stands in revisions that are searched: each `place` with its `revision` and `document`. */
export const fromPlace = (scope: SearchScope): RawBuilder<unknown> => sql`from chatdoc_passage_place place
    join chatdoc_revision revision on revision.id = place.revision_id
    join chatdoc_document document on document.id = revision.document_id
    where place.passage_id = passage.id and ${isSearched(scope)}`

/**
 * From the `document` and the `revision` in which `passage` is searched. A document that had but one revision holds
 * all of its passages there: they are not looked up.
 */
export const fromDocument = (scope: SearchScope): RawBuilder<unknown> => sql`from chatdoc_document document
    join chatdoc_revision revision on revision.document_id = document.id
    where document.id = passage.document_id and ${isSearched(scope)}
      and ((revision.number = 1 and document.newest_id = revision.id) or (select true from chatdoc_passage_place place
        where place.passage_id = passage.id and place.revision_id = revision.id limit 1))`

/**
 * Whether `passage` is searched. Written so that the planner looks it up passage by passage: it then reads the passages
 * in the order of their index, and no more of them than are asked for, whatever it thinks of the condition.
 */
export const isPlaced = (scope: SearchScope): RawBuilder<boolean> =>
  sql<boolean>`(select true ${fromDocument(scope)} limit 1) is not null`
