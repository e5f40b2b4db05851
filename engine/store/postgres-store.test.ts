import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isPlatformError } from '@millwright/spec'
import { openStore } from './open-store.ts'

const serverUrl = process.env['TEST_DATABASE_URL'] ?? ''
const skip = serverUrl === '' ? 'TEST_DATABASE_URL names no PostgreSQL server' : false

/** A port of this machine on which nothing listens. */
const findSilentPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  await new Promise(resolve => server.close(resolve))
  return port
}

describe('store on a PostgreSQL server', () => {
  it('says that the server does not answer', async () => {
    const port = await findSilentPort()
    await assert.rejects(
      openStore({ connectionString: `postgres://a:secret@127.0.0.1:${port}/x` }),
      error => {
        assert.ok(isPlatformError(error, 'STORE_UNAVAILABLE'))
        assert.match(error.message, /ECONNREFUSED/)
        assert.doesNotMatch(error.message, /secret/)
        return true
      },
    )
  })

  it('says that the address is none, without repeating it', async () => {
    for (const connectionString of ['', 'plant-db', 'mysql://u:secret@h/x'])
      await assert.rejects(openStore({ connectionString }), error => {
        assert.ok(isPlatformError(error, 'CONFIG_INVALID'))
        assert.doesNotMatch(error.message, /secret/)
        return true
      })
  })

  it('goes on after the server has dropped its connections', { skip }, async () => {
    const store = await openStore({ connectionString: serverUrl, maxConnections: 2 })
    const other = await openStore({ connectionString: serverUrl, maxConnections: 1 })
    const [row] = await store.execute('select pg_backend_pid() as pid')
    const sleeping = store.execute('select pg_sleep(30)').catch((error: unknown) => error)
    await sleep(200)
    await other.execute(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'millwright' and pid <> pg_backend_pid() and datname = current_database()`,
    )
    assert.ok(isPlatformError(await sleeping, 'STORE_UNAVAILABLE'))
    const [again] = await store.execute('select pg_backend_pid() as pid')
    assert.notEqual(again?.['pid'], row?.['pid'])
    await Promise.all([store.close(), other.close()])
  })
})
