import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { defaultLimits } from '../config/config.ts'
import type { Client, TestServer } from '../testing/test-server.ts'
import { startTestServer } from '../testing/test-server.ts'
import { toMultipart } from '../testing/multipart.ts'

let server: TestServer
let steward: Client
before(async () => {
  server = await startTestServer({ limits: { ...defaultLimits, uploadBytes: 50_000, uploadFiles: 5 } })
  steward = await server.signIn('steward')
})
after(() => server.close())

const upload = (files: readonly (readonly [string, string])[]) =>
  steward.send('POST', '/api/workshop/files', toMultipart(files))

test('one bad file of an upload is refused by itself, and the others arrive with their folders', async () => {
  const reply = await upload([
    ['manuals/spindle.txt', 'one'],
    ['../climbs.txt', 'two'],
    ['big.txt', 'x'.repeat(60_000)],
    ['last.txt', 'three'],
  ])
  assert.equal(reply.status, 202, reply.text)
  assert.deepEqual(reply.json(), {
    files: [
      { name: 'manuals/spindle.txt', text: 'one' },
      { name: 'last.txt', text: 'three' },
    ],
    refused: ['INPUT_INVALID', 'FILE_TOO_LARGE'],
  })
  assert.deepEqual(await readdir(join(server.config.dataFolder, 'uploads')), [])
})

test('an upload without files is refused', async () => {
  assert.equal((await upload([])).status, 400)
  assert.equal((await steward.send('POST', '/api/workshop/files', { body: {} })).status, 400)
})

test('a stored file is sent whole, in the range that was asked for, and always as a download', async () => {
  const get = (headers: Record<string, string>) => steward.send('GET', '/api/workshop/stored', { headers })
  const whole = await get({})
  assert.equal(whole.text, '<script>alert(1)</script>')
  assert.match(String(whole.headers['content-disposition']), /^attachment; filename="page.html"/)
  assert.equal(whole.headers['x-content-type-options'], 'nosniff')
  assert.equal(whole.headers['content-length'], '25')
  const part = await get({ range: 'bytes=1-6' })
  assert.equal(part.status, 206)
  assert.equal(part.text, 'script')
  assert.equal(part.headers['content-range'], 'bytes 1-6/25')
  assert.equal((await get({ range: 'bytes=-9' })).text, '</script>')
  assert.equal((await get({ range: 'bytes=8-' })).text, 'alert(1)</script>')
  assert.equal((await get({ range: 'bytes=25-' })).status, 416)
  assert.equal((await get({ range: 'bytes=1-6', 'if-range': '"older"' })).status, 200)
  assert.equal((await get({ range: 'bytes=5-1' })).status, 200)
})
