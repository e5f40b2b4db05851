import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { encodeTerm } from '../analyse/encode-term.ts'
import type { ChatDocTables } from '../tables.ts'
import { isSearched } from './searched-places.ts'
import type { SearchScope } from './searched-places.ts'
import type { Candidate } from './term-index.ts'

/** Passages to look at one by one, and how. */
export interface ScopeScan {
  readonly scope: SearchScope
  /** What they are to hold, with how rare it is. */
  readonly terms: readonly { readonly text: string; readonly rarity: number }[]
  /** Orders those that hold most, the best lowest: an expression over `passage` and `held.rarity`. */
  readonly order: RawBuilder<unknown>
  readonly limit: number
  /** More passages than this are not looked at. */
  readonly most: number
}

/** How much of the question's rarity `passage` holds; 0 where it holds none of the terms. */
const heldRarity = (terms: ScopeScan['terms']): RawBuilder<number> => {
  const shares = terms.map(({ text, rarity }) => {
    const word = ` ${encodeTerm(text)} `
    return sql`case when strpos(padded.terms, ${word}::text) > 0 then ${rarity}::float8 else 0 end`
  })
  return sql<number>`${sql.join([sql`0::float8`, ...shares], sql` + `)}`
}

/**
 * What holds the terms among all passages of the scope, looked at one by one; undefined where they are too many.
 * Where the scope is a small part of the library this reads less than an index does, which knows no scope.
 */
export const scanScope = async (
  database: Kysely<ChatDocTables>,
  { scope, terms, order, limit, most }: ScopeScan,
): Promise<readonly Candidate[] | undefined> => {
  const { rows } = await sql<{ count: number; passageId: number | null; tokens: string | null }>`
    with placed as materialized (
      select place.passage_id as id
      from chatdoc_document document
      join chatdoc_revision revision on revision.document_id = document.id
      join chatdoc_passage_place place on place.revision_id = revision.id
      where ${isSearched(scope)} limit ${most + 1}),
    held as materialized (
      select passage.id, passage.rarity
      from (select distinct id from placed where (select count(*) from placed) <= ${most}) placed
      cross join lateral (
        select passage.id, ${heldRarity(terms)} as rarity
        from chatdoc_passage passage cross join lateral (select ' ' || passage.terms || ' ' as terms) padded
        where passage.id = placed.id offset 0) passage
      where passage.rarity > 0 order by passage.rarity desc, passage.id limit ${2 * limit})
    select counted.count, found.*
    from (select count(*)::int as count from placed) counted
    left join (
      select passage.id as "passageId", passage.tokens
      from held join chatdoc_passage passage on passage.id = held.id
      order by ${order}, held.rarity desc, passage.id limit ${limit}) found on true`.execute(database)
  if ((rows[0]?.count ?? 0) > most) return undefined
  return rows.flatMap(({ passageId, tokens }) =>
    passageId === null || tokens === null ? [] : [{ passageId, tokens }],
  )
}
