import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { encodeTerm } from '../analyse/encode-term.ts'
import type { ChatDocTables } from '../tables.ts'
import { scanScope } from './scan-scope.ts'
import { isPlaced } from './searched-places.ts'
import type { Candidate, TermIndex, TermSearch } from './term-index.ts'

type Database = Kysely<ChatDocTables>

const held = sql`string_to_array(passage.terms, ' ')`

/** Passages that hold a common term are counted up to the first, and looked at up to the second in all. */
const countedPassages = 20_000
const examinedPassages = 3000

interface CountedTerm {
  readonly text: string
  readonly rarity: number
}

const countTerms = async (
  database: Database,
  terms: readonly string[],
): Promise<{ readonly rarities: readonly number[]; readonly total: number }> => {
  const { rows } = await sql<{ count: number; total: number }>`
    select (select count(*)::int from (select 1 from chatdoc_passage passage
        where ${held} @> array[item.term] limit ${countedPassages}) counted) as count,
      (select greatest(reltuples, 1)::int from pg_class where oid = 'chatdoc_passage'::regclass) as total
    from unnest(${terms.map(encodeTerm)}::text[]) with ordinality as item (term, place)
    order by item.place`.execute(database)
  const total = Math.max(rows[0]?.total ?? 1, ...rows.map(row => row.count))
  const rarityOf = (count: number): number => (count === 0 ? 0 : Math.log(1 + (total + 0.5) / (count + 0.5)))
  return { rarities: rows.map(row => rarityOf(row.count)), total }
}

/** The rarest terms, as many as together stand in few enough passages to look at each; at least one. */
const rarestOf = (terms: readonly CountedTerm[], total: number): readonly string[] => {
  const found = terms.filter(item => item.rarity > 0).toSorted((a, b) => b.rarity - a.rarity)
  let sum = 0
  return found
    .filter(({ rarity }, index) => {
      sum += total / Math.exp(rarity)
      return index === 0 || sum <= examinedPassages
    })
    .map(item => item.text)
}

/** The passages that hold a rare term, ordered by how much they hold of all. */
const findRare = async (
  database: Database,
  { scope, limit }: TermSearch,
  terms: readonly CountedTerm[],
  rarest: readonly string[],
): Promise<readonly Candidate[]> => {
  const words = terms.map(item => encodeTerm(item.text))
  const { rows } = await sql<Candidate>`
    select passage.id as "passageId", passage.tokens from chatdoc_passage passage
    where ${held} && ${rarest.map(encodeTerm)}::text[] and ${isPlaced(scope)}
    order by (select sum(item.rarity)
      from unnest(${words}::text[], ${terms.map(item => item.rarity)}::float8[]) as item (term, rarity)
      where item.term = any (${held})) desc nulls last
    limit ${limit}`.execute(database)
  return rows
}

/**
 * Without the extension: an inverted index of the terms (GIN). Where the passages of the rarest terms are not enough, a
 * small scope is looked at passage by passage.
 */
export const createInvertedIndex = (database: Database): TermIndex => ({
  find: async search => {
    const { scope, terms, searched, limit } = search
    const { rarities, total } = await countTerms(database, terms)
    const counted = searched.map(text => ({ text, rarity: rarities[terms.indexOf(text)] ?? 0 }))
    const candidates = await findRare(database, search, counted, rarestOf(counted, total))
    if (candidates.length >= limit) return { candidates, rarities }
    const scanned = await scanScope(database, { scope, terms: counted, limit, most: examinedPassages })
    return { candidates: scanned ?? candidates, rarities }
  },
})
