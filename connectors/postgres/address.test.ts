import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseAddress } from './address.ts'
import { postgresConnector } from './connect.ts'

test('an address is read with its encoded parts, and TLS as its mode says', () => {
  const { location, ...address } = parseAddress(
    'postgresql://a%40b:p%2Fw@db.plant:6000/mes%20db?sslmode=require',
  )
  assert.deepEqual(address, {
    host: 'db.plant',
    port: 6000,
    user: 'a@b',
    password: 'p/w',
    database: 'mes db',
    ssl: { rejectUnauthorized: false },
  })
  assert.equal(location, 'db.plant:6000/mes db')
  assert.equal(parseAddress('postgres://u@[::1]/d').host, '::1')
  assert.deepEqual(parseAddress('postgres://u@h/d?sslmode=verify-full').ssl, { rejectUnauthorized: true })
})

test('options of a connection string reach neither files, nor sockets, nor the settings of the session', () => {
  const plain = parseAddress('postgres://u:p@h/d')
  const hostile = [
    'host=/var/run/postgresql',
    'host=169.254.169.254&port=80',
    'sslcert=/etc/passwd&sslkey=/etc/passwd&sslrootcert=/dev/zero',
    'options=-c%20default_transaction_read_only%3Doff',
    'stream=x&user=root&password=other&database=template1',
    'connectionTimeoutMillis=0&query_timeout=0',
  ]
  for (const options of hostile)
    assert.deepEqual(parseAddress(`postgres://u:p@h/d?${options}`), plain, options)
})

test('what is no address is refused without repeating its secrets', () => {
  const bad = [
    'postgres://u:s3cret@%2Fvar%2Frun%2Fpostgresql/d',
    'postgres://u:s3cret%zz@h/d',
    'postgres://u:s3cret@h/d?sslmode=bogus',
    'postgres://:s3cret@h/',
    'postgres:///d',
    'mysql://u:s3cret@h/d',
    's3cret',
  ]
  for (const text of bad)
    assert.throws(
      () => parseAddress(text),
      (error: Error) => /connection string/.test(error.message) && !error.message.includes('s3cret'),
      text,
    )
})

test('a socket in a folder is never connected to, whatever the connection string says', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  let connections = 0
  const server = createServer(socket => {
    connections += 1
    socket.destroy()
  })
  await new Promise<void>(resolve => server.listen(join(folder, '.s.PGSQL.5432'), resolve))
  t.after(() => server.close())
  const host = encodeURIComponent(folder)
  for (const text of [`postgres://u:p@${host}/d`, `postgres://u:p@127.0.0.1:1/d?host=${host}&port=5432`])
    await assert.rejects(
      postgresConnector.connect({ connectionString: text }),
      /connection string|cannot be reached/,
    )
  assert.equal(connections, 0)
})
