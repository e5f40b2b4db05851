import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { evenWeights } from '../index/ranking-weights.ts'
import type { RankingWeights } from '../index/ranking-weights.ts'
import type { SearchRequest } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import type { WeightsOf } from './passage-pool.ts'

/** What the collections that are searched say of their search. */
export interface SearchSettings {
  /** The words of the trade that they keep whole. */
  readonly dictionary: readonly string[]
  /** Weights by collection, of those that have their own. */
  readonly weights: ReadonlyMap<string, RankingWeights>
}

interface SettingsRow {
  readonly id: string
  readonly dictionary: readonly string[]
  readonly ranking: RankingWeights | null
  /** The model does not order this collection's passages, or not yet. */
  readonly isOnTrial: boolean
}

export const loadSearchSettings = async (
  database: Kysely<ChatDocTables>,
  { filter }: Pick<SearchRequest, 'filter'>,
  /** The embedding model that is configured. */
  model = '',
): Promise<SearchSettings> => {
  const within = filter.collectionIds?.length ? sql`id = any(${filter.collectionIds}::text[])` : sql`true`
  const { rows } = await sql<SettingsRow>`
    select id, dictionary, ranking,
      coalesce(trial ->> 'model' = ${model} and trial ->> 'state' <> 'used', false) as "isOnTrial"
    from chatdoc_collection
    where (dictionary <> '[]' or ranking is not null or trial is not null) and ${within}`.execute(database)
  return {
    dictionary: [...new Set(rows.flatMap(row => row.dictionary))],
    weights: new Map(
      rows
        .filter(({ ranking, isOnTrial }) => ranking !== null || isOnTrial)
        .map(({ id, ranking, isOnTrial }) => [
          id,
          { ...(ranking ?? evenWeights), ...(isOnTrial ? { meaning: 0 } : {}) },
        ]),
    ),
  }
}

/** The weights of each of the passages, whose collections are looked up only where one has weights of its own. */
export const loadWeightsOf = async (
  database: Kysely<ChatDocTables>,
  { weights }: SearchSettings,
  passageIds: readonly number[],
): Promise<WeightsOf> => {
  if (weights.size === 0) return () => evenWeights
  const { rows } = await sql<{ id: number; collection: string }>`
    select passage.id, document.collection_id as collection
    from chatdoc_passage passage join chatdoc_document document on document.id = passage.document_id
    where passage.id = any(${passageIds}::bigint[])`.execute(database)
  const collections = new Map(rows.map(row => [row.id, row.collection]))
  return id => weights.get(collections.get(id) ?? '') ?? evenWeights
}
