import { randomUUID } from 'node:crypto'
import { after, before, describe } from 'node:test'
import type { Kysely } from 'kysely'
import type { RunService } from '@millwright/spec'
import { createRunService } from '../run-service.ts'
import type { RunServiceOptions } from '../run-parts.ts'
import type { RunTables } from '../tables.ts'
import type { Bench } from './bench.ts'
import { describeEditing } from './editing.ts'
import { describeReceipts } from './receipts.ts'
import { describeResuming } from './resuming.ts'
import { describeRunning } from './running.ts'
import { describeSharing } from './sharing.ts'
import { describeStopping } from './stopping.ts'
import { describeWatching } from './watching.ts'
import { analyst, createWorkshop, everyone } from './workshop.ts'

/** An opened, migrated database for one suite. */
export interface RunDatabase {
  readonly db: Kysely<RunTables>
  close(): Promise<void>
}

/** What every database under runs must make true. `skip` says why one cannot be tried here. */
export const describeRunService = (
  name: string,
  open: () => Promise<RunDatabase>,
  { skip }: { readonly skip?: string | undefined } = {},
): void => {
  describe(`runs on ${name}`, { skip: skip ?? false }, () => {
    let database: RunDatabase
    const services: RunService[] = []
    before(async () => {
      database = await open()
    })
    after(async () => {
      await Promise.all(services.map(service => service.close()))
      await database.close()
    })

    const setUp = (options: { readonly acts?: boolean } = {}): Bench => {
      const shop = createWorkshop(`contract.${randomUUID()}`, options)
      const beside = (more: Partial<RunServiceOptions> = {}): RunService => {
        const made = createRunService({
          db: database.db,
          clock: { now: () => new Date() },
          product: { name: 'Millwright', version: '0.0.0' },
          resolveActor: async personId => everyone.find(person => person.personId === personId),
          log: () => {},
          ...more,
        })
        made.register(shop.skill)
        services.push(made)
        return made
      }
      const service = beside()
      const run = async (input: Readonly<Record<string, unknown>> = {}) => {
        const { id } = await service.start({
          skill: shop.skill.name,
          input: { base: 3, ...input },
          actor: analyst,
        })
        return service.settled(id, analyst)
      }
      return { service, shop, beside, run }
    }

    describeRunning(setUp)
    describeEditing(setUp)
    describeWatching(setUp)
    describeStopping(setUp)
    describeResuming(setUp, () => database.db)
    describeSharing(setUp, () => database.db)
    describeReceipts(setUp)
  })
}
