import type { Kysely } from 'kysely'
import type { Actor, Clock } from '@millwright/spec'
import type { ChatBiTables } from '../tables.ts'

/** What a person answered when asked back, so that the same question is not asked twice. */
export interface ChoiceMemory {
  /** The person's answers about a source, by the id of the question that was put. */
  recall(actor: Actor, sourceId: string): Promise<Readonly<Record<string, string>>>
  remember(actor: Actor, sourceId: string, choiceId: string, value: string): Promise<void>
  /** Forgets these answers of the person's own: about these sources, about all of them where none is named. */
  forgetChoices(actor: Actor, choiceIds: readonly string[], sourceIds?: readonly string[]): Promise<void>
  /** Forgets everyone's answers about a source. */
  forget(sourceId: string): Promise<void>
}

export const createChoiceMemory = (database: Kysely<ChatBiTables>, clock: Clock): ChoiceMemory => ({
  recall: async (actor, sourceId) => {
    const rows = await database
      .selectFrom('chatbi_choice')
      .select(['choice_id', 'value'])
      .where('person_id', '=', actor.personId)
      .where('source_id', '=', sourceId)
      .execute()
    return Object.fromEntries(rows.map(row => [row.choice_id, row.value]))
  },
  remember: async (actor, sourceId, choiceId, value) => {
    const row = {
      person_id: actor.personId,
      source_id: sourceId,
      choice_id: choiceId,
      value,
      chosen_at: clock.now(),
    }
    await database
      .insertInto('chatbi_choice')
      .values(row)
      .onConflict(conflict =>
        conflict
          .columns(['person_id', 'source_id', 'choice_id'])
          .doUpdateSet({ value, chosen_at: row.chosen_at }),
      )
      .execute()
  },
  forgetChoices: async (actor, choiceIds, sourceIds) => {
    if (choiceIds.length === 0 || sourceIds?.length === 0) return
    const own = database
      .deleteFrom('chatbi_choice')
      .where('person_id', '=', actor.personId)
      .where('choice_id', 'in', [...choiceIds])
    await (sourceIds ? own.where('source_id', 'in', [...sourceIds]) : own).execute()
  },
  forget: async sourceId => {
    await database.deleteFrom('chatbi_choice').where('source_id', '=', sourceId).execute()
  },
})
