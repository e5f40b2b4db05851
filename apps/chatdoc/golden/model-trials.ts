import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor } from '@millwright/spec'
import type { ModelTrial } from '../index/model-trial.ts'
import { itself } from '../library/itself.ts'
import { mayReadCollection } from '../library/readable.ts'
import type { ChatDocTables } from '../tables.ts'
import type { RankingTuner } from './ranking-tuner.ts'

/**
 * An embedding model that is new to the store, tried on golden questions before it changes their answers: collections
 * that have some do without it until it has placed every passage, and go on without it where it puts right places
 * lower, until a person says to use it all the same.
 */
export interface ModelTrials {
  begin(model: string): Promise<void>
  /** Decides for each collection whose trial of the model waits. */
  judge(model: string, signal: AbortSignal): Promise<void>
  /** Uses the model that was held. Throws RESOURCE_NOT_FOUND where the person reads no such collection. */
  accept(collectionId: string, actor: Actor): Promise<void>
}

export interface ModelTrialParts {
  readonly database: Kysely<ChatDocTables>
  readonly tuner: RankingTuner
}

export const createModelTrials = ({ database, tuner }: ModelTrialParts): ModelTrials => {
  const write = async (id: string, trial: ModelTrial): Promise<void> => {
    await database
      .updateTable('chatdoc_collection')
      .set({ trial: JSON.stringify(trial) })
      .where('id', '=', id)
      .execute()
  }
  return {
    begin: async model => {
      const trial: ModelTrial = { model, state: 'waiting', total: 0, firstBefore: 0, firstAfter: 0, worse: 0 }
      await sql`
        update chatdoc_collection set trial = ${JSON.stringify(trial)}::jsonb
        where id in (select collection_id from chatdoc_golden where document_id is not null)`.execute(
        database,
      )
    },
    judge: async (model, signal) => {
      const { rows } = await sql<{ id: string }>`
        select id from chatdoc_collection
        where trial ->> 'model' = ${model} and trial ->> 'state' = 'waiting'`.execute(database)
      for (const { id } of rows) {
        const told = await tuner.forecastModel({ collectionId: id, actor: itself, signal })
        const { total, firstBefore, firstAfter } = told
        const state = told.worse.length > 0 && firstAfter < firstBefore ? 'held' : 'used'
        await write(id, { model, state, total, firstBefore, firstAfter, worse: told.worse.length })
      }
    },
    accept: async (id, actor) => {
      const row = await database
        .selectFrom('chatdoc_collection as collection')
        .select('trial')
        .where('id', '=', id)
        .where(mayReadCollection(actor))
        .executeTakeFirst()
      if (!row) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'collection', id })
      if (row.trial) await write(id, { ...row.trial, state: 'used' })
    },
  }
}
