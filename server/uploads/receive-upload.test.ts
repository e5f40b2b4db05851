import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { defaultLimits } from '../config/config.ts'
import type { Client, Reply, TestServer } from '../testing/test-server.ts'
import { startTestServer } from '../testing/test-server.ts'
import { toUploadName } from './upload-name.ts'

let server: TestServer
let steward: Client
before(async () => {
  server = await startTestServer({ limits: { ...defaultLimits, uploadBytes: 50_000, uploadFiles: 2 } })
  steward = await server.signIn('steward')
})
after(() => server.close())

interface Part {
  readonly field: string
  readonly fileName?: string
  readonly content: string
}

const boundary = 'millwright-test'
const toBody = (parts: readonly Part[]): string =>
  parts
    .map(({ field, fileName, content }) => {
      const file = fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: text/csv`
      return `--${boundary}\r\nContent-Disposition: form-data; name="${field}"${file}\r\n\r\n${content}\r\n`
    })
    .join('') + `--${boundary}--\r\n`
const upload = (parts: readonly Part[]): Promise<Reply> =>
  steward.send('POST', '/api/sources/files', {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: toBody(parts),
  })
const codeOf = (reply: Reply): string => reply.json<{ error: { code: string } }>().error.code
const leftFolders = () => readdir(join(server.config.dataFolder, 'uploads')).catch(() => [])

test('names that climb, hide or cannot be files are refused; others keep their script and lose their folder', () => {
  const bad = [
    '../../etc/passwd',
    '..\\..\\boot.csv',
    'a/../b.csv',
    '/etc/passwd',
    'C:\\plant\\a.csv',
    '..',
    '.',
    '',
    '   ',
    '.htaccess',
    'a.csv.',
    'a.csv ',
    'a\u0000.csv',
    'a\n.csv',
    'invoice\u202Efdp.csv',
    'what?.csv',
    `${'长'.repeat(80)}.csv`,
  ]
  for (const name of bad) assert.throws(() => toUploadName(name), /cannot be the name/, JSON.stringify(name))
  assert.equal(toUploadName('停机记录 2026.csv'), '停机记录 2026.csv')
  assert.equal(toUploadName('plant/line 3/stops.csv'), 'stops.csv')
  assert.equal(toUploadName('Cafe\u0301.csv'), 'Café.csv')
})

test('a refused upload leaves nothing on the disk', async () => {
  const fine = { field: 'files', fileName: 'a.csv', content: 'x\n1\n' }
  const refused: [string, Promise<Reply>][] = [
    ['INPUT_INVALID', upload([fine, { ...fine, fileName: '../b.csv' }])],
    ['INPUT_INVALID', upload([fine, { ...fine, fileName: 'A.CSV' }])],
    ['INPUT_INVALID', upload([{ field: 'name', content: 'no file' }])],
    ['INPUT_INVALID', upload([fine, { ...fine, fileName: 'b.csv' }, { ...fine, fileName: 'c.csv' }])],
    ['FILE_TOO_LARGE', upload([fine, { ...fine, fileName: 'big.csv', content: 'x'.repeat(60_000) }])],
    ['INPUT_INVALID', steward.send('POST', '/api/sources/files', { body: { name: 'x' } })],
  ]
  for (const [code, reply] of refused) assert.equal(codeOf(await reply), code)
  assert.deepEqual(await leftFolders(), [])
})

test('an upload cut off in the middle leaves nothing on the disk', async () => {
  await new Promise<void>(resolve => {
    const request = httpRequest(`${server.server.url}/api/sources/files`, {
      method: 'POST',
      headers: {
        ...steward.headers,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': '40000',
      },
    })
    request.on('error', () => resolve())
    request.write(toBody([{ field: 'files', fileName: 'a.csv', content: 'x'.repeat(10_000) }]).slice(0, 8000))
    setTimeout(() => request.destroy(), 200)
  })
  for (let wait = 0; wait < 50 && (await leftFolders()).length > 0; wait++)
    await new Promise(resolve => setTimeout(resolve, 20))
  assert.deepEqual(await leftFolders(), [])
})

test('an upload by who may not add sources is refused before its files are read', async () => {
  const viewer = await server.signIn('viewer')
  const reply = await viewer.send('POST', '/api/sources/files', {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: toBody([{ field: 'files', fileName: 'a.csv', content: 'x\n1\n' }]),
  })
  assert.equal(codeOf(reply), 'NOT_PERMITTED')
  assert.deepEqual(await leftFolders(), [])
})
