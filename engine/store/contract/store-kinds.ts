import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { openStore } from '../open-store.ts'
import type { StoreOptions } from '../open-store.ts'
import type { Store } from '../store.ts'

/** A fresh, empty database for one suite. Several stores may be opened on it where `manyStores` says so. */
export interface StoreBench {
  readonly options: StoreOptions
  open(): Promise<Store>
  remove(): Promise<void>
}

/** One of the ways in which the product can have its store; `skip` says why it cannot be tried here. */
export interface StoreKind {
  readonly name: string
  readonly skip?: string
  /** Whether the database takes several connections at once. */
  readonly manyStores: boolean
  create(): Promise<StoreBench>
}

const createTestFolder = () => mkdtemp(join(tmpdir(), 'millwright-store-'))
const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true })

const createEmbedded = async (): Promise<StoreBench> => {
  const dataDir = await createTestFolder()
  return { options: { dataDir }, open: () => openStore({ dataDir }), remove: () => removeFolder(dataDir) }
}

/** One connection at a time, since two would share a session; room for one that is still closing. */
const createWire = async (): Promise<StoreBench> => {
  const database = await PGlite.create()
  const server = new PGLiteSocketServer({ db: database, port: 0, maxConnections: 2 })
  await server.start()
  const connectionString = `postgres://postgres:unused@${server.getServerConn()}/postgres`
  const options = { connectionString, maxConnections: 1 }
  return {
    options,
    open: () => openStore(options),
    remove: async () => {
      await server.stop()
      await database.close()
    },
  }
}

const createOnServer = async (serverUrl: string): Promise<StoreBench> => {
  const name = `millwright_test_${randomUUID().replaceAll('-', '')}`
  const administer = async (command: string): Promise<void> => {
    const server = await openStore({ connectionString: serverUrl, maxConnections: 1 })
    await server.execute(command)
    await server.close()
  }
  await administer(`create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const options = { connectionString: url.href }
  return {
    options,
    open: () => openStore(options),
    remove: () => administer(`drop database ${name} with (force)`),
  }
}

const serverUrl = process.env['TEST_DATABASE_URL'] ?? ''

/** All kinds of store, each of which must pass every contract suite of the engine. */
export const storeKinds: readonly StoreKind[] = [
  { name: 'PGlite', manyStores: false, create: createEmbedded },
  { name: 'PGlite over the wire', manyStores: false, create: createWire },
  {
    name: 'PostgreSQL',
    manyStores: true,
    create: () => createOnServer(serverUrl),
    ...(serverUrl === '' ? { skip: 'TEST_DATABASE_URL names no PostgreSQL server' } : {}),
  },
]
