import { join } from 'node:path'
import pg from 'pg'
import { isPlatformError, PlatformError } from '@millwright/spec'
import { lockDataFolder } from './data-folder-lock.ts'
import { createPgliteHost } from './pglite-host.ts'
import { prepareDatabaseFolder, rememberExtensions } from './pglite-folder.ts'
import type { PgliteExtension } from './open-pglite.ts'
import { PgliteStream } from './pglite-stream.ts'
import { startUpkeep } from './pglite-upkeep.ts'
import { createPooledStore, storeTypes } from './pooled-store.ts'
import { reasonOf } from './store-error.ts'
import type { Store } from './store.ts'

export interface PgliteStoreOptions {
  readonly dataDir: string
  readonly extensions?: readonly PgliteExtension[]
}

/** Long enough for a migration, short enough that a transaction waiting for itself is noticed. */
const waitForConnectionMs = 60_000

const openUnlocked = async (options: PgliteStoreOptions, release: () => Promise<void>): Promise<Store> => {
  const folder = join(options.dataDir, 'store')
  await prepareDatabaseFolder(folder)
  const extensions = await rememberExtensions(folder, options.extensions ?? [])
  const host = createPgliteHost({ folder, extensions })
  const pool = new pg.Pool({
    stream: (() => new PgliteStream(host)) as unknown as NonNullable<pg.PoolConfig['stream']>, // the part of a socket that the driver uses
    user: 'postgres',
    database: 'postgres',
    password: 'unused',
    ssl: false,
    max: 1, // one session is all there is
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: waitForConnectionMs,
    types: storeTypes,
  })
  const store = createPooledStore('pglite', pool, { folder }, async () => {
    await host.close()
    await release()
  })
  try {
    await host.open()
    await store.execute('select 1')
    const upkeep = startUpkeep(store, folder)
    return { ...store, close: () => upkeep.stop().then(() => store.close()) }
  } catch (error) {
    await store.close()
    if (isPlatformError(error, 'DATA_FOLDER_UNUSABLE')) throw error
    throw new PlatformError(
      'DATA_FOLDER_UNUSABLE',
      { folder, reason: `its database does not open (${reasonOf(error)})` },
      { cause: error },
    )
  }
}

/** A store in a folder of its own. Throws DATA_FOLDER_LOCKED and DATA_FOLDER_UNUSABLE. */
export const createPgliteStore = async (options: PgliteStoreOptions): Promise<Store> => {
  const lock = await lockDataFolder(options.dataDir)
  try {
    return await openUnlocked(options, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}
