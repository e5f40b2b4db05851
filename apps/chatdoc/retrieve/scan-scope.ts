import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { encodeTerm } from '../analyse/encode-term.ts'
import type { ChatDocTables } from '../tables.ts'
import { isSearched } from './searched-places.ts'
import type { SearchScope } from './searched-places.ts'
import type { Candidate } from './term-index.ts'

/** Passages to look at one by one. */
export interface ScopeScan {
  readonly scope: SearchScope
  /** What they are to hold, with how rare it is. */
  readonly terms: readonly { readonly text: string; readonly rarity: number }[]
  readonly limit: number
  /** More passages than this are not looked at. */
  readonly most: number
}

/** As the BM25 index has them. */
const [saturation, lengthNormalisation] = [0.9, 0.4]

/** The length of a mean passage is told from so many of the scope. */
const sampled = 100

/**
 * BM25 of the terms that stand between spaces in `read.padded`, where two spaces part them, in a passage of
 * `read.length` terms; 0 where it holds none.
 */
const bm25 = (terms: ScopeScan['terms']): RawBuilder<number> => {
  const norm = sql`(${saturation * (1 - lengthNormalisation)}::float8
    + ${saturation * lengthNormalisation}::float8 * read.length / mean.length)`
  const scores = terms.map(({ text, rarity }) => {
    const word = ` ${encodeTerm(text)} `
    const count = sql`((octet_length(read.padded) - octet_length(replace(read.padded, ${word}::text, '')))
      / ${word.length}::int)`
    return sql`case when strpos(read.padded, ${word}::text) > 0
      then ${rarity}::float8 * ${count} / (${count} + ${norm}) else 0 end`
  })
  return sql<number>`${sql.join([sql`0::float8`, ...scores], sql` + `)}`
}

/**
 * What holds the terms among all passages of the scope, looked at one by one; undefined where they are too many.
 * Where the scope is a small part of the library this reads less than an index does, which knows no scope.
 */
export const scanScope = async (
  database: Kysely<ChatDocTables>,
  { scope, terms, limit, most }: ScopeScan,
): Promise<readonly Candidate[] | undefined> => {
  const { rows } = await sql<{ count: number; passageId: number | null; tokens: string | null }>`
    with placed as materialized (
      select place.passage_id as id
      from chatdoc_document document
      join chatdoc_revision revision on revision.document_id = document.id
      join chatdoc_passage_place place on place.revision_id = revision.id
      where ${isSearched(scope)} limit ${most + 1}),
    counted as materialized (select count(*)::int as count from placed),
    mean as materialized (
      select 1 + avg(octet_length(passage.terms) - octet_length(replace(passage.terms, ' ', '')))::float8 as length
      from chatdoc_passage passage where passage.id in (select id from placed limit ${sampled}))
    select counted.count, found.id as "passageId", found.tokens
    from counted left join lateral (
      select passage.id, passage.tokens
      from (select distinct id from placed where counted.count <= ${most}) placed
      cross join mean
      cross join lateral (
        select passage.id, passage.tokens, ${bm25(terms)} as score
        from chatdoc_passage passage
        cross join lateral (select ' ' || replace(passage.terms, ' ', '  ') || ' ' as padded,
          1 + octet_length(replace(passage.terms, ' ', '  ')) - octet_length(passage.terms) as length offset 0) read
        where passage.id = placed.id offset 0) passage
      where passage.score > 0 order by passage.score desc, passage.id limit ${limit}) found on true`.execute(
    database,
  )
  if ((rows[0]?.count ?? 0) > most) return undefined
  return rows.flatMap(({ passageId, tokens }) =>
    passageId === null || tokens === null ? [] : [{ passageId, tokens }],
  )
}
