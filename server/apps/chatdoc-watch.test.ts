import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'
import type { Client } from '../testing/test-server.ts'

const root = await mkdtemp(join(tmpdir(), 'millwright-watch-'))
const server = await startDocServer({ sourceFolders: [join(root, 'allowed')] })
after(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true })
})
const { administrator, steward, viewer, collect, upload, read } = server
await mkdir(join(root, 'allowed', 'manuals', 'drives'), { recursive: true })
await mkdir(join(root, 'elsewhere'))

interface Listed {
  readonly documents: readonly {
    readonly name: string
    readonly vanishedAt?: string
    readonly newest: { readonly number: number; readonly state: string }
  }[]
}
const list = async (collectionId: string) => {
  const { documents } = await call<Listed>(steward, `GET /api/chatdoc/collections/${collectionId}/documents`)
  return documents.map(({ name, newest, vanishedAt }) => [
    name,
    newest.number,
    newest.state,
    vanishedAt !== undefined,
  ])
}
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 15_000; !(await isSo());)
    if (Date.now() > end) assert.fail('it did not come to pass in 15 s')
    else await new Promise(resolve => setTimeout(resolve, 50))
}
const comesTo = async (collectionId: string, expected: readonly unknown[]): Promise<void> => {
  await until(async () => JSON.stringify(await list(collectionId)) === JSON.stringify(expected)).catch(
    async () => assert.deepEqual(await list(collectionId), expected),
  )
}

test('a followed folder’s files come, are revised, are marked when they vanish, and come back', async () => {
  const collectionId = await collect('Followed')
  const folder = join(root, 'allowed', 'manuals')
  await writeFile(join(folder, 'drives', 'spindle.md'), '# Spindle\n\nFirst.')
  await writeFile(join(folder, '.hidden.md'), 'hidden')
  await writeFile(join(root, 'elsewhere', 'secret.md'), 'secret')
  await symlink(join(root, 'elsewhere', 'secret.md'), join(folder, 'link.md'))
  const { id } = await call<{ id: string }>(
    steward,
    `POST /api/chatdoc/collections/${collectionId}/folders`,
    {
      body: { path: folder },
    },
  )
  const scan = (): Promise<object> =>
    call(steward, `POST /api/chatdoc/collections/${collectionId}/folders/${id}/scan`)
  const name = 'manuals/drives/spindle.md'
  await comesTo(collectionId, [[name, 1, 'ready', false]])

  await writeFile(join(folder, 'drives', 'spindle.md'), '# Spindle\n\nSecond, and longer.')
  await scan()
  await comesTo(collectionId, [[name, 2, 'ready', false]])

  await rm(join(folder, 'drives', 'spindle.md'))
  await scan()
  await comesTo(collectionId, [[name, 2, 'ready', true]])

  await writeFile(join(folder, 'drives', 'spindle.md'), '# Spindle\n\nSecond, and longer.')
  await scan()
  await comesTo(collectionId, [[name, 2, 'ready', false]])
})

test('a change in a followed folder is noticed without being asked', async () => {
  const collectionId = await collect('Noticed')
  const folder = join(root, 'allowed', 'noticed')
  await mkdir(folder)
  await call(steward, `POST /api/chatdoc/collections/${collectionId}/folders`, { body: { path: folder } })
  await until(async () => {
    const shown = await call<{ folders: { scannedAt?: string }[] }>(
      steward,
      `GET /api/chatdoc/collections/${collectionId}`,
    )
    return shown.folders[0]?.scannedAt !== undefined
  })
  await writeFile(join(folder, 'new.md'), 'new text')
  await comesTo(collectionId, [['noticed/new.md', 1, 'ready', false]])
})

test('a steward follows only what the configuration allows, and a link out of it is no way', async () => {
  const collectionId = await collect('Not allowed')
  await symlink(join(root, 'elsewhere'), join(root, 'allowed', 'way-out'))
  const follow = (path: string, who: Client = steward) =>
    who.send('POST', `/api/chatdoc/collections/${collectionId}/folders`, { body: { path } })
  for (const path of [
    join(root, 'elsewhere'),
    join(root, 'allowed', 'way-out'),
    join(root, 'allowed', '..', 'elsewhere'),
    '/etc',
  ])
    assert.equal((await follow(path)).status, 415, path)
  assert.equal((await follow(server.host.config.dataFolder, administrator)).status, 415)
  assert.equal((await follow(join(root, 'allowed'), viewer)).status, 403)
})

interface Told {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A server of someone else, which refuses the first `failures` calls. */
const startListener = async (failures: number) => {
  const told: Told[] = []
  let calls = 0
  const listener = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += String(chunk)))
    request.on('end', () => {
      calls++
      response.statusCode = calls <= failures ? 503 : 204
      if (calls > failures) told.push({ headers: request.headers, body })
      response.end()
    })
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  after(() => listener.close())
  const { port } = listener.address() as AddressInfo // it listens on TCP
  return { url: `http://127.0.0.1:${port}/hook`, told }
}

test('the end of a batch is posted once, signed, also when it is not taken at first', async () => {
  const { url, told } = await startListener(1)
  const collectionId = await collect('Told')
  const { secret } = await call<{ secret: string }>(
    steward,
    `PUT /api/chatdoc/collections/${collectionId}/webhook`,
    { body: { url } },
  )
  const files = await upload(collectionId, [
    ['a.md', 'fine'],
    ['b.bin', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0])],
    ['c.md', 'fine too'],
  ])
  for (const file of files) await read(file.revisionId)
  await until(async () => told.length > 0)
  const [{ headers, body } = { headers: {}, body: '' }] = told
  const parsed = JSON.parse(body) as { files: { name: string; state: string }[] }
  assert.deepEqual(
    parsed.files.map(({ name, state }) => [name, state]),
    [
      ['a.md', 'ready'],
      ['b.bin', 'failed'],
      ['c.md', 'ready'],
    ],
  )
  const [, seconds, digest] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-millwright-signature'])) ?? []
  assert.equal(digest, createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'))
  assert.equal(told.length, 1)
  const shown = await steward.send('GET', `/api/chatdoc/collections/${collectionId}`)
  assert.doesNotMatch(shown.text, new RegExp(secret))
})

test('nothing is posted to where clouds hand out credentials', async () => {
  const collectionId = await collect('Guarded')
  await call(steward, `PUT /api/chatdoc/collections/${collectionId}/webhook`, {
    body: { url: 'http://169.254.169.254/latest/meta-data' },
  })
  const [file] = await upload(collectionId, [['a.md', 'fine']])
  await read(file?.revisionId ?? '')
  await until(async () => {
    const shown = await call<{ webhook: { lastFailure?: string } }>(
      steward,
      `GET /api/chatdoc/collections/${collectionId}`,
    )
    return /not one to send to/.test(shown.webhook.lastFailure ?? '')
  })
  for (const url of ['file:///etc/passwd', 'ftp://host/x', 'nonsense'])
    await call(steward, `PUT /api/chatdoc/collections/${collectionId}/webhook`, {
      body: { url },
      status: 400,
    })
})
