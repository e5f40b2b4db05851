import { PgBoss } from 'pg-boss'
import type { Db } from 'pg-boss'
import type { Store } from '../store/store.ts'

/** PostgreSQL schema of the queue; a name of our own, so that a shared database may hold another one. */
export const queueSchema = 'job_queue'

const createQueueDatabase = (store: Store): Db => ({
  executeSql: async (text, values) => ({ rows: [...(await store.execute(text, values))] }),
})

export interface JobQueueOptions {
  readonly store: Store
  /** A job whose process has been silent for so long is given to another one. */
  readonly lostAfterS: number
  readonly onError: (error: Error) => void
}

/**
 * The queue over the store's own connections, started. What the product does not use (flows, a registry of
 * instances, tracing) is off or slow, so that an idle process stays idle.
 */
export const startJobQueue = async ({ store, lostAfterS, onError }: JobQueueOptions): Promise<PgBoss> => {
  const embedded = store.kind === 'pglite'
  const lookEveryS = Math.ceil(lostAfterS / 3)
  const boss = new PgBoss({
    db: createQueueDatabase(store),
    backend: embedded ? 'pglite' : 'postgres',
    schema: queueSchema,
    registerInstance: false,
    openTelemetry: { enabled: false },
    flowIntervalSeconds: 3600,
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: 30,
    ...(embedded
      ? { reindex: false, monitorVacuum: false }
      : { superviseIntervalSeconds: lookEveryS, monitorIntervalSeconds: lookEveryS }),
  })
  boss.on('error', onError)
  await boss.start()
  return boss
}
