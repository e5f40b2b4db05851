import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor, Clock, Role } from '@millwright/spec'
import type { Query } from '../query/query.ts'
import type { ChatBiTables, LastCheck } from '../tables.ts'

/** A question whose query a person confirmed; the same words give the same query again. */
export interface VerifiedQuestion {
  readonly id: string
  readonly question: string
  readonly sourceId: string
  readonly query: Query
  readonly modelVersion: number
  readonly rowHash: string
  readonly runId: string
  /** When it was asked: what its relative times count from. ISO 8601. */
  readonly askedAt: string
  readonly createdBy: { readonly personId: string; readonly name: string }
  /** What the person who confirmed it could see: rows are compared as this role sees them. */
  readonly role: Role
  readonly createdAt: string
  readonly lastCheck?: LastCheck
}

export type VerifiedMark = Pick<VerifiedQuestion, 'id' | 'sourceId' | 'createdAt'>

export interface NewVerifiedQuestion {
  readonly question: string
  readonly sourceId: string
  readonly query: Query
  readonly modelVersion: number
  readonly rowHash: string
  readonly runId: string
  readonly askedAt: string
}

/** Confirmed questions of the workspace. Saving the same words about the same source replaces the earlier one. */
export interface VerifiedQuestions {
  list(): Promise<readonly VerifiedQuestion[]>
  /** What of these sources is confirmed and since when, the newest first: as little as tells whether anything changed. */
  marks(sourceIds: readonly string[]): Promise<readonly VerifiedMark[]>
  /** Throws RESOURCE_NOT_FOUND. */
  get(id: string): Promise<VerifiedQuestion>
  find(question: string, sourceIds: readonly string[]): Promise<VerifiedQuestion | undefined>
  save(verified: NewVerifiedQuestion, actor: Actor): Promise<VerifiedQuestion>
  remove(id: string): Promise<void>
  /** Removes those about a source. */
  forget(sourceId: string): Promise<void>
  recordCheck(id: string, check: LastCheck): Promise<void>
}

/** The same words are the same question whatever their case, spaces and punctuation at the end. */
export const questionKey = (question: string): string =>
  question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()

export const createVerifiedQuestions = (database: Kysely<ChatBiTables>, clock: Clock): VerifiedQuestions => {
  const select = () => database.selectFrom('chatbi_verified').selectAll()
  return {
    list: async () => (await select().orderBy('created_at', 'desc').execute()).map(toVerified),
    marks: async sourceIds => {
      if (sourceIds.length === 0) return []
      const rows = await database
        .selectFrom('chatbi_verified')
        .select(['id', 'source_id', 'created_at'])
        .where('source_id', 'in', [...sourceIds])
        .orderBy('created_at', 'desc')
        .execute()
      return rows.map(row => ({
        id: row.id,
        sourceId: row.source_id,
        createdAt: new Date(row.created_at).toISOString(),
      }))
    },
    get: async id => {
      const row = await select().where('id', '=', id).executeTakeFirst()
      if (!row) throw notFound(id)
      return toVerified(row)
    },
    find: async (question, sourceIds) => {
      if (sourceIds.length === 0) return undefined
      const row = await select()
        .where('question_key', '=', questionKey(question))
        .where('source_id', 'in', [...sourceIds])
        .orderBy('created_at', 'desc')
        .executeTakeFirst()
      return row && toVerified(row)
    },
    save: (verified, actor) => save(database, clock, verified, actor),
    remove: async id => {
      const { numDeletedRows } = await database
        .deleteFrom('chatbi_verified')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      if (numDeletedRows === 0n) throw notFound(id)
    },
    forget: async sourceId => {
      await database.deleteFrom('chatbi_verified').where('source_id', '=', sourceId).execute()
    },
    recordCheck: async (id, check) => {
      await database
        .updateTable('chatbi_verified')
        .set({ last_check: JSON.stringify(check) })
        .where('id', '=', id)
        .execute()
    },
  }
}

const notFound = (id: string): PlatformError =>
  new PlatformError('RESOURCE_NOT_FOUND', { what: 'verified question', id })

const save = async (
  database: Kysely<ChatBiTables>,
  clock: Clock,
  verified: NewVerifiedQuestion,
  actor: Actor,
): Promise<VerifiedQuestion> => {
  const facts = {
    question: verified.question,
    query: JSON.stringify(verified.query),
    model_version: verified.modelVersion,
    row_hash: verified.rowHash,
    run_id: verified.runId,
    role: actor.role,
    asked_at: new Date(verified.askedAt),
    created_by: actor.personId,
    created_by_name: actor.name,
    created_at: clock.now(),
    last_check: null,
  }
  const row = await database
    .insertInto('chatbi_verified')
    .values({
      id: randomUUID(),
      source_id: verified.sourceId,
      question_key: questionKey(verified.question),
      ...facts,
    })
    .onConflict(conflict => conflict.columns(['source_id', 'question_key']).doUpdateSet(facts))
    .returningAll()
    .executeTakeFirstOrThrow()
  return toVerified(row)
}

const toVerified = (row: Selectable<ChatBiTables['chatbi_verified']>): VerifiedQuestion => ({
  id: row.id,
  question: row.question,
  sourceId: row.source_id,
  query: row.query,
  modelVersion: row.model_version,
  rowHash: row.row_hash,
  runId: row.run_id,
  askedAt: new Date(row.asked_at).toISOString(),
  createdBy: { personId: row.created_by, name: row.created_by_name },
  role: row.role,
  createdAt: new Date(row.created_at).toISOString(),
  ...(row.last_check ? { lastCheck: row.last_check } : {}),
})
