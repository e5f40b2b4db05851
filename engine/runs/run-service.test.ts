import { storeKinds } from '../store/contract/store-kinds.ts'
import { migrate } from '../store/index.ts'
import { describeRunService } from './contract/run-service.contract.ts'
import { runMigrations } from './tables.ts'
import type { RunTables } from './tables.ts'

for (const kind of storeKinds)
  describeRunService(
    kind.name,
    async () => {
      const bench = await kind.create()
      const store = await bench.open()
      await migrate(store, [{ owner: 'runs', migrations: runMigrations }])
      const close = async () => {
        await store.close()
        await bench.remove()
      }
      return { db: store.db.withTables<RunTables>(), close }
    },
    { skip: kind.skip },
  )
