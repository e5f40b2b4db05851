import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { roles, runEventDataSchema } from '@millwright/spec'
import type { Actor, RunEvent, RunEventData, RunFilter, RunSummary } from '@millwright/spec'
import { applyEvent, foldRun } from './fold-run.ts'
import type { RunState } from './fold-run.ts'
import type { RunRow, RunTables } from './tables.ts'
import { summaryOf } from './to-run.ts'

/** Reads and writes journals. Every write is one statement: it happens whole or not at all. */
export interface Journal {
  load(runId: string): Promise<RunState | undefined>
  /** `state` with what other processes have appended since. */
  catchUp(state: RunState): Promise<RunState>
  read(runId: string, afterSeq: number): Promise<readonly RunEvent[]>
  /** False when this person has used `requestKey` before; nothing is written then. */
  create(state: RunState, events: readonly RunEvent[], requestKey: string | undefined): Promise<boolean>
  /** False when the journal no longer ends at `before.seq`; nothing is written then. */
  append(before: RunState, after: RunState, events: readonly RunEvent[]): Promise<boolean>
  findByRequestKey(personId: string, requestKey: string): Promise<string | undefined>
  list(filter: RunFilter, actor: Actor): Promise<readonly RunSummary[]>
  /** Unfinished runs; `abandoned`: only those whose process has not been heard of for a while. */
  listUnfinished(which: 'all' | 'abandoned'): Promise<readonly string[]>
  /** Says that this process is still working on these runs. */
  keepAlive(runIds: readonly string[]): Promise<void>
}

/** A journal over the tables of `runMigrations`. */
export const createJournal = (db: Kysely<RunTables>): Journal => {
  const read = async (runId: string, afterSeq: number): Promise<readonly RunEvent[]> => {
    const rows = await db
      .selectFrom('run_event')
      .select(['seq', 'at', 'data'])
      .where('run_id', '=', runId)
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .execute()
    return rows.map(row => ({ runId, seq: row.seq, at: toIso(row.at), data: parseData(row.data) }))
  }
  return {
    read,
    async load(runId) {
      const events = await read(runId, 0)
      return events.length === 0 ? undefined : foldRun(events)
    },
    async catchUp(state) {
      return (await read(state.runId, state.seq)).reduce(applyEvent, state)
    },
    create: (state, events, requestKey) => insertRun(db, state, events, requestKey),
    append: (before, after, events) => appendEvents(db, before, after, events),
    async findByRequestKey(personId, requestKey) {
      const row = await db
        .selectFrom('run')
        .select('id')
        .where('created_by', '=', personId)
        .where('request_key', '=', requestKey)
        .executeTakeFirst()
      return row?.id
    },
    list: (filter, actor) => listRuns(db, filter, actor),
    async listUnfinished(which) {
      const unfinished = db.selectFrom('run').select('id').where('state', '=', 'running').orderBy('ordinal')
      const query = which === 'all' ? unfinished : unfinished.where('lease_until', '<', sql<Date>`now()`)
      return (await query.execute()).map(row => row.id)
    },
    async keepAlive(runIds) {
      if (runIds.length > 0)
        await db.updateTable('run').set({ lease_until: lease }).where('id', 'in', runIds).execute()
    },
  }
}

/** By the database's clock: the product's own may be fixed, and processes may disagree on the time. */
const lease = sql<Date>`now() + interval '30 seconds'`

const parseData = (text: string): RunEventData => runEventDataSchema.parse(JSON.parse(text))

const toIso = (value: Date | string): string => new Date(value).toISOString()

const valuesOf = (events: readonly RunEvent[]) =>
  sql.join(
    events.map(
      event => sql`(${event.seq}::integer, ${event.at}::timestamptz, ${JSON.stringify(event.data)}::text)`,
    ),
  )

const insertRun = async (
  db: Kysely<RunTables>,
  state: RunState,
  events: readonly RunEvent[],
  requestKey: string | undefined,
): Promise<boolean> => {
  const summary = summaryOf(state)
  const { rows } = await sql<{ seq: number }>`
    with made as (
      insert into run (id, seq, app, skill, skill_version, title, state, stopped, conversation_id, forked_from,
        created_by, created_by_name, creator_role, created_at, updated_at, can_undo, shared, request_key, lease_until)
      values (${summary.id}, ${summary.seq}, ${summary.app}, ${summary.skill}, ${summary.skillVersion},
        ${summary.title}, ${summary.state}, ${jsonOrNull(summary.stopped)}, ${summary.conversationId ?? null},
        ${jsonOrNull(summary.forkedFrom)}, ${summary.createdBy.personId}, ${summary.createdBy.name},
        ${creatorRole(state)}, ${summary.createdAt}, ${summary.updatedAt}, ${summary.canUndo},
        ${summary.shared}, ${requestKey ?? null}, ${lease})
      on conflict (created_by, request_key) where request_key is not null do nothing
      returning id
    )
    insert into run_event (run_id, seq, at, data)
    select made.id, e.seq, e.at, e.data from made cross join (values ${valuesOf(events)}) as e (seq, at, data)
    returning seq`.execute(db)
  return rows.length > 0
}

const appendEvents = async (
  db: Kysely<RunTables>,
  before: RunState,
  after: RunState,
  events: readonly RunEvent[],
): Promise<boolean> => {
  const summary = summaryOf(after)
  const { rows } = await sql<{ seq: number }>`
    with moved as (
      update run set seq = ${summary.seq}, state = ${summary.state}, stopped = ${jsonOrNull(summary.stopped)},
        updated_at = ${summary.updatedAt}, can_undo = ${summary.canUndo}, shared = ${summary.shared},
        lease_until = ${lease}
      where id = ${summary.id} and seq = ${before.seq}
      returning id
    )
    insert into run_event (run_id, seq, at, data)
    select moved.id, e.seq, e.at, e.data from moved cross join (values ${valuesOf(events)}) as e (seq, at, data)
    returning seq`.execute(db)
  return rows.length > 0
}

/** The role a run was asked with; a journal that does not say is treated as the most guarded. */
export const creatorRole = (state: RunState): Actor['role'] => state.created.role ?? 'administrator'

const jsonOrNull = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

const listRuns = async (
  db: Kysely<RunTables>,
  filter: RunFilter,
  actor: Actor,
): Promise<readonly RunSummary[]> => {
  const upTo = roles.slice(0, roles.indexOf(actor.role) + 1)
  let query = db.selectFrom('run').selectAll()
  if (actor.role !== 'administrator')
    query = query.where(where =>
      where.or([
        where('created_by', '=', actor.personId),
        where.and([where('shared', '=', true), where('creator_role', 'in', upTo)]),
      ]),
    )
  if (filter.conversationId !== undefined) query = query.where('conversation_id', '=', filter.conversationId)
  if (filter.app !== undefined) query = query.where('app', '=', filter.app)
  if (filter.before !== undefined) {
    const { before } = filter
    query = query.where('ordinal', '<', from =>
      from.selectFrom('run').select('ordinal').where('id', '=', before),
    )
  }
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200)
  const rows = await query.orderBy('ordinal', 'desc').limit(limit).execute()
  return rows.map(toSummary)
}

const toSummary = (row: RunRow): RunSummary => ({
  id: row.id,
  app: row.app,
  skill: row.skill,
  skillVersion: row.skill_version,
  title: row.title,
  state: row.state as RunSummary['state'], // written from a RunSummary by this file alone
  ...(row.stopped === null ? {} : { stopped: JSON.parse(row.stopped) }),
  ...(row.conversation_id === null ? {} : { conversationId: row.conversation_id }),
  ...(row.forked_from === null ? {} : { forkedFrom: JSON.parse(row.forked_from) }),
  createdBy: { personId: row.created_by, name: row.created_by_name },
  createdAt: toIso(row.created_at),
  updatedAt: toIso(row.updated_at),
  seq: row.seq,
  canUndo: row.can_undo,
  shared: row.shared,
})
