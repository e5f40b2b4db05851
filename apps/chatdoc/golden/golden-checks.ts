import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Actor, Clock } from '@millwright/spec'
import type { ChatDocTables } from '../tables.ts'
import type { Verdict } from './golden.ts'

/** How one question came out. */
export interface GoldenResult {
  readonly id: string
  readonly verdict: Verdict
  readonly confidence: number
}

/** What the checks so far said. */
export interface GoldenChecks {
  /** The last verdict on each of the questions that has one, with the moment of the newest. */
  last(
    goldenIds: readonly string[],
  ): Promise<{ readonly at?: string; readonly verdicts: ReadonlyMap<string, Verdict> }>
  record(collectionId: string, results: readonly GoldenResult[], actor: Actor): Promise<string>
  /** Oldest first. */
  history(collectionId: string): Promise<readonly { at: string; by: string; total: number; right: number }[]>
}

export const createGoldenChecks = (database: Kysely<ChatDocTables>, clock: Clock): GoldenChecks => ({
  last: async goldenIds => {
    const { rows } = await sql<{ golden_id: string; verdict: Verdict; checked_at: Date }>`
      select distinct on (score.golden_id) score.golden_id, score.verdict, checked.checked_at
      from chatdoc_golden_score score join chatdoc_golden_check checked on checked.id = score.check_id
      where score.golden_id = any(${[...goldenIds]}::text[])
      order by score.golden_id, checked.sequence desc`.execute(database)
    const at = rows
      .map(row => new Date(row.checked_at).toISOString())
      .toSorted()
      .at(-1)
    return {
      ...(at === undefined ? {} : { at }),
      verdicts: new Map(rows.map(row => [row.golden_id, row.verdict])),
    }
  },
  record: async (collectionId, results, actor) => {
    const at = clock.now()
    const id = randomUUID()
    await database.transaction().execute(async trx => {
      await trx
        .insertInto('chatdoc_golden_check')
        .values({
          id,
          collection_id: collectionId,
          checked_at: at,
          checked_by: actor.personId,
          checked_by_name: actor.name,
          total: results.length,
          right_count: results.filter(result => result.verdict === 'right').length,
        })
        .execute()
      for (const { id: golden_id, verdict, confidence } of results)
        await trx
          .insertInto('chatdoc_golden_score')
          .values({ check_id: id, golden_id, verdict, confidence })
          .execute()
    })
    return at.toISOString()
  },
  history: async collectionId => {
    const rows = await database
      .selectFrom('chatdoc_golden_check')
      .select(['checked_at', 'checked_by_name', 'total', 'right_count'])
      .where('collection_id', '=', collectionId)
      .orderBy('sequence')
      .execute()
    return rows.map(row => ({
      at: new Date(row.checked_at).toISOString(),
      by: row.checked_by_name,
      total: row.total,
      right: row.right_count,
    }))
  },
})
