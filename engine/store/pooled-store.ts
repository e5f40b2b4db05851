import { Kysely, PostgresDialect } from 'kysely'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { toStoreError } from './store-error.ts'
import type { ErrorPlace } from './store-error.ts'
import type { Store, StoreRow, StoreTables } from './store.ts'

const parseSafeInteger = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bug: ${text} does not fit a number; select it as text`)
  return value
}

const asText = (text: string): string => text

/** Text stays text where JavaScript has no type of the same meaning; a sequence or a count is a number or fails. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: parseSafeInteger,
  [pg.types.builtins.DATE]: asText,
  [pg.types.builtins.TIMESTAMP]: asText,
}

/** Given to every pool, so that types do not depend on what else in the process configured the driver. */
export const storeTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers[oid]) ??
    pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

const translating = async <T>(place: ErrorPlace, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw toStoreError(error, place)
  }
}

/** The pool as Kysely sees it: the same clients, their errors told in the product's words. */
const createKyselyPool = (pool: pg.Pool, place: ErrorPlace): PostgresPool => {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    const wrapped = known.get(client) ?? {
      query: ((sql: string, parameters: readonly unknown[]) =>
        translating(place, () =>
          client.query(sql, [...parameters]),
        )) as unknown as PostgresPoolClient['query'], // cursors are never asked for
      release: (destroy?: boolean) => client.release(destroy),
    }
    known.set(client, wrapped)
    return wrapped
  }
  return {
    options: pool.options,
    connect: () => translating(place, async () => wrap(await pool.connect())),
    end: async () => undefined, // the store ends its pool
  }
}

const rowsOf = (result: pg.QueryResult | readonly pg.QueryResult[]): readonly StoreRow[] =>
  (Array.isArray(result) ? result : [result]).flatMap((one: pg.QueryResult) => one.rows)

const createExecute =
  (pool: pg.Pool, place: ErrorPlace): Store['execute'] =>
  (text, values) =>
    translating(place, async () => {
      const client = await pool.connect()
      try {
        return rowsOf(values?.length ? await client.query(text, [...values]) : await client.query(text))
      } catch (error) {
        await client.query('rollback').catch(() => undefined) // the connection may be gone; the first error counts
        throw error
      } finally {
        client.release()
      }
    })

/** A store over a connection pool; `end` runs once after the pool has ended. */
export const createPooledStore = (
  kind: Store['kind'],
  pool: pg.Pool,
  place: ErrorPlace,
  end: () => Promise<void>,
): Store => {
  pool.on('error', () => undefined) // an idle connection was lost: the pool opens another one when asked
  pool.on('connect', client => client.on('error', () => undefined)) // one in use was lost: its query says so
  let closing: Promise<void> | undefined
  return {
    kind,
    db: new Kysely<StoreTables>({ dialect: new PostgresDialect({ pool: createKyselyPool(pool, place) }) }),
    execute: createExecute(pool, place),
    close: () => (closing ??= pool.end().then(end)),
  }
}
