import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { encodeTerm } from '../analyse/encode-term.ts'
import type { ChatDocTables } from '../tables.ts'

/**
 * How rare each term is in the index, in the order given: its inverse document frequency up to one factor for all, 0
 * for a term that stands nowhere. The index tells it as the score of a text that is the term alone.
 */
export const loadRarities = async (
  database: Kysely<ChatDocTables>,
  terms: readonly string[],
): Promise<readonly number[]> => {
  const { rows } = await sql<{ rarity: number }>`
    select -(item.term <@> to_bm25query(item.term, 'chatdoc_passage_bm25')) as rarity
    from unnest(${terms.map(encodeTerm)}::text[]) with ordinality as item (term, place)
    order by item.place`.execute(database)
  return rows.map(row => row.rarity)
}
