import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { OwnedMigrations, Store } from '@millwright/engine'
import {
  accessMigrations,
  jobMigrations,
  lockDataFolder,
  migrate,
  openStore,
  runMigrations,
  sourceMigrations,
} from '@millwright/engine'
import { PlatformError } from '@millwright/spec'
import { discoverApps } from '../apps/discover-apps.ts'
import type { Config } from '../config/config.ts'
import { createLog } from '../http/logging.ts'
import type { Platform } from '../platform.ts'
import { importDemo } from './import-demo.ts'
import { importDemoDocuments } from './import-demo-documents.ts'
import { openServices } from './open-services.ts'
import type { Closers, Report } from './services.ts'
import { startApps } from './start-apps.ts'

export interface OpenPlatformOptions {
  /** Absent: standard error, at the configured level. */
  readonly log?: FastifyBaseLogger
  /** Folder whose subfolders are the apps; absent: the product's own. */
  readonly appsFolder?: string
  readonly onProgress?: Report
}

const engineMigrations: readonly OwnedMigrations[] = [
  { owner: 'access', migrations: accessMigrations },
  { owner: 'jobs', migrations: jobMigrations },
  { owner: 'runs', migrations: runMigrations },
  { owner: 'sources', migrations: sourceMigrations },
]

/**
 * Everything but the HTTP server: store, services, apps, the demo plant at first start, and unfinished runs taken
 * up again. Throws DATA_FOLDER_LOCKED, DATA_FOLDER_UNUSABLE or STORE_UNAVAILABLE; then nothing is left open.
 */
export const openPlatform = async (config: Config, options: OpenPlatformOptions = {}): Promise<Platform> => {
  const closers: Closers = { work: [], resources: [] }
  const close = async (): Promise<void> => {
    await Promise.all(closers.work.splice(0).map(stop => stop()))
    for (const closeOne of closers.resources.splice(0).toReversed()) await closeOne()
  }
  try {
    return { ...(await open(config, options, closers)), close }
  } catch (error) {
    await close()
    throw error
  }
}

const open = async (
  config: Config,
  options: OpenPlatformOptions,
  closers: Closers,
): Promise<Omit<Platform, 'close'>> => {
  const report = options.onProgress ?? (() => {})
  const log = options.log ?? createLog(config.logLevel)
  report({ message: 'opening the database' })
  await makeFolder(config.dataFolder)
  const loadingApps = discoverApps(options.appsFolder ?? join(import.meta.dirname, '..', '..', 'apps'))
  loadingApps.catch(() => {}) // awaited below; meanwhile the store opens
  const store = await openConfiguredStore(config, closers)
  const apps = await loadingApps
  const ofApps = apps.map(app => ({ owner: app.name, migrations: app.migrations }))
  await migrate(store, [...engineMigrations, ...ofApps])

  report({ message: 'starting the services' })
  const services = await openServices(store, { config, log, closers })
  const running = await startApps(apps, services, closers)
  if (config.demo) await importDemo(services, report)
  for (const { instance } of running) await instance.start?.()
  if (config.demo) {
    const importing = importDemoDocuments(running, services).catch((error: unknown) =>
      log.error({ err: error }, 'demo-documents-failed'),
    )
    closers.work.push(() => importing) // in the background, and to an orderly end
  }
  const resumed = await services.runs.resumeAll()
  if (resumed > 0) log.info({ resumed }, 'runs-resumed')
  const {
    models,
    store: _store,
    audit: _audit,
    secrets: _secrets,
    resolvePaths: _resolvePaths,
    workspaceFolder: _folder,
    ...shown
  } = services
  return { ...shown, config, ...(models && { modelName: models.model }), apps: running }
}

const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true })
    await chmod(folder, 0o700)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new PlatformError('DATA_FOLDER_UNUSABLE', { folder, reason }, { cause })
  }
}

/** With a database server the data folder still holds keys and imported files of this process alone. */
const openConfiguredStore = async (config: Config, { resources }: Closers): Promise<Store> => {
  if (config.databaseUrl !== undefined) {
    const lock = await lockDataFolder(config.dataFolder)
    resources.push(() => lock.release())
  }
  const store = await openStore(
    config.databaseUrl === undefined
      ? {
          dataDir: config.dataFolder,
          extensions: ['pg_textsearch', ...(config.embedding ? (['vector'] as const) : [])],
        }
      : { connectionString: config.databaseUrl },
  )
  resources.push(() => store.close())
  return store
}
