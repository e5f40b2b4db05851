import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { encodeTerm } from '../analyse/encode-term.ts'
import type { ChatDocTables } from '../tables.ts'
import { scanScope } from './scan-scope.ts'
import { fromDocument, isPlaced, isSearched } from './searched-places.ts'
import type { SearchScope } from './searched-places.ts'
import type { Candidate, FoundByTerms, TermIndex, TermSearch } from './term-index.ts'

type Database = Kysely<ChatDocTables>

/** Passages of a small scope that are looked at one by one. */
const mostScanned = 5000

/** A query of these terms. The index scores below 0, the best lowest. */
const scoreOf = (terms: readonly string[]): RawBuilder<number> =>
  sql<number>`passage.terms <@> to_bm25query(${terms.map(encodeTerm).join(' ')}::text, 'chatdoc_passage_bm25')`

/** A text that is one term alone scores by its rarity. */
const raritiesOf = (terms: readonly string[]): RawBuilder<string> => sql<string>`
  (select json_agg(-(item.term <@> to_bm25query(item.term, 'chatdoc_passage_bm25')) order by item.place)::text
    from unnest(${terms.map(encodeTerm)}::text[]) with ordinality as item (term, place))`

interface Look extends FoundByTerms {
  /** The best passages of the whole library that were looked at; fewer than asked for where no more hold a term. */
  readonly seen: number
}

/**
 * Those of the index's best passages that are searched. The limit stands beside the index alone, because the index
 * then passes over all that cannot be among so many (Block-Max WAND: S. Ding & T. Suel, SIGIR 2011).
 */
const lookAtBest = async (
  database: Database,
  { scope, terms, searched }: TermSearch,
  depth: number,
): Promise<Look> => {
  const { rows } = await sql<{ passageId: number; tokens: string | null; rarities: string }>`
    select passage.id as "passageId", (select passage.tokens ${fromDocument(scope)} limit 1) as tokens,
      ${raritiesOf(terms)} as rarities
    from chatdoc_passage passage order by ${scoreOf(searched)} limit ${depth}`.execute(database)
  return {
    candidates: rows.flatMap(({ passageId, tokens }) => (tokens === null ? [] : [{ passageId, tokens }])),
    rarities:
      rows[0] === undefined ? terms.map(() => 0) : (JSON.parse(rows[0].rarities) as readonly number[]), // as `raritiesOf` wrote them
    seen: rows.length,
  }
}

/** Whether `passage` is of a document of the scope: the documents are looked up once, not for each passage. */
const isWithin = (scope: SearchScope): RawBuilder<boolean> => sql<boolean>`(passage.document_id in (
  select document.id from chatdoc_document document
  join chatdoc_revision revision on revision.document_id = document.id where ${isSearched(scope)})) is true`

/** Goes down the index's order until enough of the scope are found. It gives its 100,000 best passages at most. */
const searchDeep = async (
  database: Database,
  { scope, searched, limit }: TermSearch,
): Promise<readonly Candidate[]> => {
  const { rows } = await sql<Candidate>`
    select passage.id as "passageId", passage.tokens from chatdoc_passage passage
    where ${isWithin(scope)} and ${isPlaced(scope)}
    order by ${scoreOf(searched)} limit ${limit}`.execute(database)
  return rows
}

/** A small scope looked at passage by passage. */
const scan = (
  database: Database,
  { scope, terms, searched, limit }: TermSearch,
  rarities: readonly number[],
): Promise<readonly Candidate[] | undefined> => {
  const rare = searched.map(text => ({ text, rarity: rarities[terms.indexOf(text)] ?? 0 }))
  return scanScope(database, { scope, terms: rare, limit, most: mostScanned })
}

/**
 * BM25 by pg_textsearch, which knows no scope: a small scope is looked at passage by passage, a larger one is found on
 * the way down the index's order.
 */
export const createBm25Index = (database: Database): TermIndex => ({
  find: async search => {
    const depth = Math.ceil(1.25 * search.limit)
    const { candidates, rarities, seen } = await lookAtBest(database, search, depth)
    if (candidates.length >= search.limit || seen < depth)
      return { candidates: candidates.slice(0, search.limit), rarities }
    const isSparse = 20 * candidates.length < seen
    const scanned = isSparse ? await scan(database, search, rarities) : undefined
    return { candidates: scanned ?? (await searchDeep(database, search)), rarities }
  },
})
