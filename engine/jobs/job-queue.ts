import { PgBoss } from 'pg-boss'
import type { Db } from 'pg-boss'
import type { Store } from '../store/store.ts'

/** PostgreSQL schema of the queue; a name of our own, so that a shared database may hold another one. */
export const queueSchema = 'job_queue'

const createQueueDatabase = (store: Store): Db => ({
  executeSql: async (text, values) => ({ rows: [...(await store.execute(text, values))] }),
})

/** Every 20 s the jobs of dead processes are looked for; the embedded store has one process and looks at start. */
const supervision = { superviseIntervalSeconds: 20, monitorIntervalSeconds: 20 }

/**
 * The queue over the store's own connections, started. What the product does not use (flows, a registry of
 * instances, tracing) is off or slow, so that an idle process stays idle.
 */
export const startJobQueue = async (store: Store, onError: (error: Error) => void): Promise<PgBoss> => {
  const embedded = store.kind === 'pglite'
  const boss = new PgBoss({
    db: createQueueDatabase(store),
    backend: embedded ? 'pglite' : 'postgres',
    schema: queueSchema,
    registerInstance: false,
    openTelemetry: { enabled: false },
    flowIntervalSeconds: 3600,
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: 30,
    ...(embedded ? { reindex: false, monitorVacuum: false } : supervision),
  })
  boss.on('error', onError)
  await boss.start()
  return boss
}
