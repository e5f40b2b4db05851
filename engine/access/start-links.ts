import type { Kysely } from 'kysely'
import { createSecretText, hashSecret } from './secret-text.ts'
import type { AccessTables } from './tables.ts'

/** One-time links that sign a person in, printed in the terminal of who started the server. */
export interface StartLinkStore {
  /** The link's token. Earlier links of the same person stop working. */
  create(personId: string): Promise<string>
  /** The person of an unused, unexpired link of an enabled person; the link is used up by this. */
  redeem(token: string): Promise<string | undefined>
}

export const createStartLinkStore = (
  db: Kysely<AccessTables>,
  now: () => Date,
  lifetimeS: number,
): StartLinkStore => ({
  create: async personId => {
    const token = createSecretText()
    await db.transaction().execute(async transaction => {
      await transaction.deleteFrom('access_start_link').where('person_id', '=', personId).execute()
      await transaction
        .insertInto('access_start_link')
        .values({
          token_hash: hashSecret(token),
          person_id: personId,
          expires_at: new Date(now().getTime() + lifetimeS * 1000),
          used_at: null,
        })
        .execute()
    })
    return token
  },
  redeem: async token => {
    const at = now()
    const row = await db
      .updateTable('access_start_link')
      .set({ used_at: at })
      .where('token_hash', '=', hashSecret(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', at)
      .where('person_id', 'in', people =>
        people.selectFrom('access_person').select('id').where('disabled_at', 'is', null),
      )
      .returning('person_id')
      .executeTakeFirst()
    return row?.person_id
  },
})
