/**
 * One process of the crash test: `node process.ts <folder> <moment> <n>` plays the scenario over the store in that
 * folder and kills itself at the n-th write of the journal: `before` it is sent, `during`, or `after` its commit.
 * With moment `never` it prints the number of writes and the finished run as JSON.
 */
import { join } from 'node:path'
import type { Kysely, KyselyPlugin } from 'kysely'
import { migrate, openStore } from '../../store/index.ts'
import { createRunService } from '../run-service.ts'
import { runMigrations } from '../tables.ts'
import type { RunTables } from '../tables.ts'
import { createOrderSkill, operator, playScenario } from './scenario.ts'

const [folder = '', moment = 'never', position = '0'] = process.argv.slice(2)

const killNow = (): void => {
  process.kill(process.pid, 'SIGKILL')
}

const createKiller = (): KyselyPlugin & { writes: number } => {
  const isWrite = new WeakSet<object>()
  const killer: KyselyPlugin & { writes: number } = {
    writes: 0,
    transformQuery({ node, queryId }) {
      if (node.kind === 'RawNode' && node.sqlFragments.some(part => part.includes('insert into run_event'))) {
        killer.writes += 1
        isWrite.add(queryId)
        if (killer.writes === Number(position)) {
          if (moment === 'before') killNow()
          if (moment === 'during') setImmediate(killNow)
        }
      }
      return node
    },
    async transformResult({ result, queryId }) {
      if (moment === 'after' && isWrite.has(queryId) && killer.writes >= Number(position)) killNow()
      return result
    },
  }
  return killer
}

const store = await openStore({ dataDir: folder })
await migrate(store, [{ owner: 'runs', migrations: runMigrations }])
const killer = createKiller()
const db: Kysely<RunTables> = store.db.withTables<RunTables>().withPlugin(killer)
const ordersFile = join(folder, 'orders.txt')
const service = createRunService({
  db,
  clock: { now: () => new Date() },
  product: { name: 'Millwright', version: '0.0.0' },
  resolveActor: async () => operator,
})
const skill = createOrderSkill(ordersFile)
service.register(skill)
const run = await playScenario(service, skill.name, ordersFile)
await service.close()
await store.close()
process.stdout.write(JSON.stringify({ writes: killer.writes, run }))
