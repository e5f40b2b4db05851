import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { AccessService, AccessTables, RunTables, Store } from '@millwright/engine'
import {
  createAccess,
  createConversationService,
  createJobService,
  createRunService,
  createSecretBox,
  toActor,
} from '@millwright/engine'
import type { Actor, Clock } from '@millwright/spec'
import { isPlatformError } from '@millwright/spec'
import type { Config } from '../config/config.ts'
import { productName, productVersion } from '../product.ts'
import { resolveSourcePaths } from '../routes/source-paths.ts'
import { openEmbedding, openModels } from './open-models.ts'
import { openSources } from './open-sources.ts'
import type { Closers, Services } from './services.ts'

export interface OpenServicesOptions {
  readonly config: Config
  readonly log: FastifyBaseLogger
  readonly closers: Closers
}

const sharedStorePollMs = 1000

/** The services over an open, migrated store; each one's closing is noted as it opens. */
export const openServices = async (
  store: Store,
  { config, log, closers }: OpenServicesOptions,
): Promise<Services> => {
  const clock = createClock(config.now)
  const access = createAccess({
    db: store.db.withTables<AccessTables>(),
    sessionLimits: {
      idleS: config.limits.sessionIdleHours * 3600,
      lifetimeS: config.limits.sessionDays * 86_400,
    },
  })
  const secrets = await createSecretBox(join(config.dataFolder, 'key'))
  const sources = await openSources({ config, store, secrets, clock, log })
  closers.resources.push(() => sources.close())
  const jobs = await createJobService({
    store,
    timeZone: config.calendar.timeZone,
    onError: error => log.error({ err: error }, 'job-queue-failed'),
  })
  closers.work.push(() => jobs.close())
  const db = store.db.withTables<RunTables>()
  const runs = createRunService({
    db,
    clock,
    product: { name: productName, version: productVersion },
    resolveActor: personId => findActor(access, personId),
    log: (fact, detail) => log.error(detail, fact),
    ...(store.kind === 'postgres' && { pollMs: sharedStorePollMs }),
  })
  closers.work.push(() => runs.close())
  const conversations = createConversationService({ db, clock })
  const models = await openModels(config, clock)
  const embedding = await openEmbedding(config)
  return {
    store,
    access,
    audit: access.audit,
    clock,
    calendar: config.calendar,
    jobs,
    runs,
    conversations,
    sources,
    ...(models && { models }),
    ...(embedding && { embedding }),
    secrets,
    resolvePaths: (paths, actor) => resolveSourcePaths(paths, actor, config),
    workspaceFolder: config.dataFolder,
  }
}

const createClock = (fixed: Date | undefined): Clock => ({
  now: () => (fixed ? new Date(fixed) : new Date()),
})

/** The person that a resumed run works for: as they are now, and not at all when they were disabled since. */
const findActor = async (access: AccessService, personId: string): Promise<Actor | undefined> => {
  try {
    const person = await access.people.get(personId)
    return person.disabled ? undefined : toActor(person, 'system')
  } catch (error) {
    if (isPlatformError(error, 'RESOURCE_NOT_FOUND')) return undefined
    throw error
  }
}
