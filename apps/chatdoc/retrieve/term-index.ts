import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { encodeTerm } from '../analyse/encode-term.ts'
import type { ChatDocTables } from '../tables.ts'

type Database = Kysely<ChatDocTables>

/** How a query over `chatdoc_passage passage` finds those that hold terms, the likeliest first. */
export interface TermOrder {
  readonly condition: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
}

/** The index of the passages' terms, whichever the database has. */
export interface TermIndex {
  /**
   * How rare each term is, in the order given: its inverse document frequency up to one factor for all, 0 for a term
   * that stands nowhere.
   */
  rarities(terms: readonly string[]): Promise<readonly number[]>
  orderBy(terms: readonly string[], rarities: readonly number[]): TermOrder
}

/** BM25 by pg_textsearch. A text that is one term alone scores by its rarity. */
const createBm25Index = (database: Database): TermIndex => ({
  rarities: async terms => {
    const { rows } = await sql<{ rarity: number }>`
      select -(item.term <@> to_bm25query(item.term, 'chatdoc_passage_bm25')) as rarity
      from unnest(${terms.map(encodeTerm)}::text[]) with ordinality as item (term, place)
      order by item.place`.execute(database)
    return rows.map(row => row.rarity)
  },
  orderBy: terms => ({
    condition: sql`true`,
    order: sql`passage.terms <@> to_bm25query(${terms.map(encodeTerm).join(' ')}::text, 'chatdoc_passage_bm25')`,
  }),
})

const held = sql`string_to_array(passage.terms, ' ')`

/** Passages that hold a common term are counted up to the first, and looked at up to the second in all. */
const countedPassages = 20_000
const examinedPassages = 3000

/** The rarest terms, as many as together stand in few enough passages to look at each; at least one. */
const rarestOf = (
  terms: readonly string[],
  rarities: readonly number[],
  total: number,
): readonly string[] => {
  const found = terms
    .map((term, index) => ({ term, rarity: rarities[index] ?? 0 }))
    .filter(item => item.rarity > 0)
    .toSorted((a, b) => b.rarity - a.rarity)
  let sum = 0
  return found
    .filter(({ rarity }, index) => {
      sum += total / Math.exp(rarity)
      return index === 0 || sum <= examinedPassages
    })
    .map(item => item.term)
}

/** Without the extension: an inverted index of the terms, the passages of the rarest ones ordered by what they hold. */
const createGinIndex = (database: Database): TermIndex => {
  let total = 1
  return {
    rarities: async terms => {
      const { rows } = await sql<{ count: number; total: number }>`
        select (select count(*)::int from (select 1 from chatdoc_passage passage
            where ${held} @> array[item.term] limit ${countedPassages}) counted) as count,
          (select greatest(reltuples, 1)::int from pg_class where oid = 'chatdoc_passage'::regclass) as total
        from unnest(${terms.map(encodeTerm)}::text[]) with ordinality as item (term, place)
        order by item.place`.execute(database)
      total = Math.max(rows[0]?.total ?? 1, ...rows.map(row => row.count))
      return rows.map(({ count }) => (count === 0 ? 0 : Math.log(1 + (total + 0.5) / (count + 0.5))))
    },
    orderBy: (terms, rarities) => ({
      condition: sql`${held} && ${rarestOf(terms, rarities, total).map(encodeTerm)}::text[]`,
      order: sql`(select sum(item.rarity)
        from unnest(${terms.map(encodeTerm)}::text[], ${rarities.map(Number)}::float8[]) as item (term, rarity)
        where item.term = any (${held})) desc nulls last`,
    }),
  }
}

/** The index that the migration could make: BM25 where the database has pg_textsearch. */
export const openTermIndex = async (database: Database): Promise<TermIndex> => {
  const { rows } = await sql<{ has_bm25: boolean }>`
    select to_regclass('chatdoc_passage_bm25') is not null as has_bm25`.execute(database)
  return rows[0]?.has_bm25 === true ? createBm25Index(database) : createGinIndex(database)
}
