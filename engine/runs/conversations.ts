import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Clock, Conversation, ConversationService } from '@millwright/spec'
import type { ConversationRow, RunTables } from './tables.ts'

/** A person's conversations over the tables of `runMigrations`. Another person's is RESOURCE_NOT_FOUND. */
export const createConversationService = (options: {
  readonly db: Kysely<RunTables>
  readonly clock: Clock
}): ConversationService => {
  const { db, clock } = options
  const now = () => clock.now().toISOString()
  const change = async (
    conversationId: string,
    personId: string,
    values: Partial<ConversationRow>,
  ): Promise<Conversation> => {
    const row = await db
      .updateTable('run_conversation')
      .set({ ...values, updated_at: now() })
      .where('id', '=', conversationId)
      .where('created_by', '=', personId)
      .where('removed_at', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'conversation', id: conversationId })
    return toConversation(row)
  }
  return {
    async list(actor) {
      const rows = await db
        .selectFrom('run_conversation')
        .selectAll()
        .select(row =>
          row
            .selectFrom('run')
            .select('run.app')
            .whereRef('run.conversation_id', '=', 'run_conversation.id')
            .orderBy('run.ordinal', 'desc')
            .limit(1)
            .as('app'),
        )
        .where('created_by', '=', actor.personId)
        .where('removed_at', 'is', null)
        .orderBy('updated_at', 'desc')
        .orderBy(
          latest =>
            // under a fixed clock all times are the same; the order of asking is not
            latest
              .selectFrom('run')
              .select(select => select.fn.max('run.ordinal').as('ordinal'))
              .whereRef('run.conversation_id', '=', 'run_conversation.id'),
          'desc',
        )
        .orderBy('id')
        .limit(500)
        .execute()
      return rows.map(row => ({ ...toConversation(row), ...(row.app === null ? {} : { app: row.app }) }))
    },
    async create(title, actor) {
      const at = now()
      const row = await db
        .insertInto('run_conversation')
        .values({
          id: randomUUID(),
          title: demandTitle(title),
          created_by: actor.personId,
          created_at: at,
          updated_at: at,
          removed_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return toConversation(row)
    },
    rename: async (conversationId, title, actor) =>
      change(conversationId, actor.personId, { title: demandTitle(title) }),
    async remove(conversationId, actor) {
      await change(conversationId, actor.personId, { removed_at: now() })
    },
  }
}

/** Marks a conversation as just used. Throws RESOURCE_NOT_FOUND unless it is this person's. */
export const touchConversation = async (
  db: Kysely<RunTables>,
  conversationId: string,
  personId: string,
  at: string,
): Promise<void> => {
  const row = await db
    .updateTable('run_conversation')
    .set({ updated_at: at })
    .where('id', '=', conversationId)
    .where('created_by', '=', personId)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'conversation', id: conversationId })
}

const demandTitle = (title: string): string => {
  const trimmed = title.trim()
  if (trimmed === '' || trimmed.length > 200)
    throw new PlatformError('INPUT_INVALID', { problems: ['a title has 1 to 200 characters'] })
  return trimmed
}

const toConversation = (row: ConversationRow): Conversation => ({
  id: row.id,
  title: row.title,
  createdBy: row.created_by,
  createdAt: new Date(row.created_at).toISOString(),
  updatedAt: new Date(row.updated_at).toISOString(),
})
