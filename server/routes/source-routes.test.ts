import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import type { Job, Source } from '@millwright/spec'
import type { Client, Reply, TestServer } from '../testing/test-server.ts'
import { startTestServer } from '../testing/test-server.ts'

let server: TestServer
let steward: Client
const outside = await mkdtemp(join(tmpdir(), 'sources-'))
before(async () => {
  await mkdir(join(outside, 'allowed'))
  server = await startTestServer({ sourceFolders: [join(outside, 'allowed')] })
  steward = await server.signIn('steward')
})
after(async () => {
  await server.close()
  await rm(outside, { recursive: true })
})

const errorOf = (reply: Reply) => reply.json<{ error: { code: string; message: string } }>().error
const upload = (
  name: string | undefined,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<Reply> => {
  const boundary = 'millwright-test'
  const field =
    name === undefined
      ? ''
      : `--${boundary}\r\nContent-Disposition: form-data; name="name"\r\n\r\n${name}\r\n`
  const parts = Object.entries(files).map(([file, content]) =>
    Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${file}"\r\nContent-Type: text/csv\r\n\r\n`,
      ),
      typeof content === 'string' ? Buffer.from(content) : content,
      Buffer.from('\r\n'),
    ]),
  )
  return steward.send('POST', '/api/sources/files', {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(field), ...parts, Buffer.from(`--${boundary}--\r\n`)]),
  })
}
const ended = async (reply: Reply): Promise<{ job: Job; sourceId: string }> => {
  assert.equal(reply.status, 202, reply.text)
  const { jobId, sourceId } = reply.json<{ jobId: string; sourceId: string }>()
  return { job: await server.server.platform.jobs.ended(jobId, AbortSignal.timeout(30_000)), sourceId }
}

test('uploaded files become a source whose rows can be queried, and the upload is gone', async () => {
  const reply = await upload('停机', {
    '停机记录.csv': 'line,minutes\nL1,5\nL2,7\n',
    'lines.csv': 'line,area\nL1,A\n',
  })
  const { job, sourceId } = await ended(reply)
  assert.equal(job.state, 'done', job.error)
  assert.deepEqual(job.output, { sourceId })
  const source = (await steward.send('GET', `/api/sources/${sourceId}`)).json<Source>()
  assert.equal(source.name, '停机')
  assert.deepEqual(source.catalog?.tables.map(table => table.rowCount).toSorted(), [1, 2])
  const connection = await server.server.platform.sources.connection(sourceId)
  const table = source.catalog?.tables.find(found => found.rowCount === 2)?.name ?? ''
  const result = await connection.query({
    sql: `select sum(minutes) from "${table}"`,
    maxRows: 10,
    timeoutMs: 5000,
  })
  assert.deepEqual(result.rows, [[12]])
  assert.deepEqual(await readdir(join(server.config.dataFolder, 'uploads')), [])
  assert.equal((await steward.send('DELETE', `/api/sources/${sourceId}`)).status, 204)
  assert.equal((await steward.send('GET', `/api/sources/${sourceId}`)).status, 404)
})

test('an uploaded SQLite file is queried where it is kept, and goes with its source', async () => {
  const path = join(outside, 'plant.db')
  const made = new DatabaseSync(path)
  made.exec('create table stop (minutes integer); insert into stop values (5), (7)')
  made.close()
  const { job, sourceId } = await ended(await upload('plant', { 'plant.db': await readFile(path) }))
  assert.equal(job.state, 'done', job.error)
  const source = (await steward.send('GET', `/api/sources/${sourceId}`)).json<Source>()
  assert.deepEqual([source.kind, source.catalog?.tables[0]?.name], ['sqlite', 'stop'])
  const connection = await server.server.platform.sources.connection(sourceId)
  const result = await connection.query({ sql: 'select sum(minutes) from stop', maxRows: 1, timeoutMs: 5000 })
  assert.deepEqual(result.rows, [[12]])
  const kept = () => readdir(join(server.config.dataFolder, 'sources'))
  assert.ok((await kept()).includes(`${sourceId}.sqlite`))
  assert.equal((await steward.send('DELETE', `/api/sources/${sourceId}`)).status, 204)
  assert.ok(!(await kept()).includes(`${sourceId}.sqlite`))
})

test('a file that cannot be read fails its job with the reason, and the source says so', async () => {
  const { job, sourceId } = await ended(await upload(undefined, { 'empty.csv': '' }))
  assert.equal(job.state, 'failed')
  assert.match(job.error ?? '', /empty\.csv/)
  const source = (await steward.send('GET', `/api/sources/${sourceId}`)).json<Source>()
  assert.deepEqual([source.state, source.name], ['failed', 'empty'])
})

test('stewards name files in the configured folders alone, also through links; the data folder is nobody’s source', async () => {
  const administrator = await server.signIn('administrator')
  await writeFile(join(outside, 'allowed', 'fine.csv'), 'a\n1\n')
  await writeFile(join(outside, 'secret.csv'), 'a\n1\n')
  await symlink(join(outside, 'secret.csv'), join(outside, 'allowed', 'link.csv'))
  const add = (client: Client, path: string) =>
    client.send('POST', '/api/sources', { body: { kind: 'files', name: 'x', paths: [path] } })
  for (const path of ['secret.csv', 'allowed/link.csv', 'allowed/../secret.csv', 'none.csv'])
    assert.equal(errorOf(await add(steward, join(outside, path))).code, 'SOURCE_NOT_SUPPORTED', path)
  for (const path of [server.config.dataFolder, join(server.config.dataFolder, 'key'), '/'])
    assert.match(errorOf(await add(administrator, path)).message, /own data folder/)
  assert.equal((await add(steward, join(outside, 'allowed', 'fine.csv'))).status, 201)
  assert.equal((await add(administrator, join(outside, 'secret.csv'))).status, 201)
  const analyst = await server.signIn('analyst')
  assert.equal(errorOf(await add(analyst, join(outside, 'allowed', 'fine.csv'))).code, 'NOT_PERMITTED')
})

test('a connection string that fails is told without its password, in the reply, the audit log and the list', async () => {
  const administrator = await server.signIn('administrator')
  const reply = await administrator.send('POST', '/api/sources', {
    body: { kind: 'postgres', name: 'erp', connectionString: 'postgres://reader:hunter2@127.0.0.1:1/erp' },
  })
  assert.ok(reply.status >= 400 && reply.status < 600)
  const texts = [
    reply.text,
    (await administrator.send('GET', '/api/sources')).text,
    (await administrator.send('GET', '/api/audit?limit=1000')).text,
  ]
  for (const text of texts) assert.ok(!text.includes('hunter2'))
  assert.match(texts[1] ?? '', /"erp"/)
})
