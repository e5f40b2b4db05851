import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { startTestServer } from '../testing/test-server.ts'
import { startServer } from './start-server.ts'
import { createStartGate } from './start-gate.ts'
import { createTerminal } from './terminal.ts'

const quiet = { terminal: { say: () => {}, progress: () => {} } }

test('until it is ready the port answers 503 with the reason, to browsers with a page that loads itself again', async () => {
  const gate = createStartGate()
  const server = createServer(gate.listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  gate.waitFor('generating the <demo> plant')
  const health = await fetch(`${url}/health`)
  assert.equal(health.status, 503)
  const { error } = (await health.json()) as { error: { code: string; message: string } }
  assert.equal(error.code, 'NOT_READY')
  assert.match(error.message, /generating the <demo> plant/)
  const page = await fetch(url, { headers: { accept: 'text/html' } })
  assert.equal(page.status, 503)
  const html = await page.text()
  assert.match(html, /http-equiv="refresh"/)
  assert.ok(!html.includes('<demo>'))
  gate.handOver((_request, response) => response.end('ready'))
  assert.equal(await (await fetch(url)).text(), 'ready')
  await new Promise(resolve => server.close(resolve))
})

test('a port in use, a folder in use and a folder that is a file are told by name, and nothing stays open', async () => {
  const first = await startTestServer()
  const port = Number(new URL(first.server.url).port)
  const spare = await mkdtemp(join(tmpdir(), 'millwright-'))
  try {
    await assert.rejects(
      startServer({ ...first.config, port, dataFolder: join(spare, 'data') }, quiet),
      error => isPlatformError(error, 'PORT_IN_USE') && error.data.port === port,
    )
    await assert.rejects(
      startServer({ ...first.config, host: '203.0.113.7', dataFolder: join(spare, 'data') }, quiet),
      error =>
        isPlatformError(error, 'CONFIG_INVALID') && /not an address of this machine/.test(error.message),
    )
    await assert.rejects(
      startServer(first.config, quiet),
      error => isPlatformError(error, 'DATA_FOLDER_LOCKED') && error.data.pid === process.pid,
    )
    await writeFile(join(spare, 'file'), '')
    await assert.rejects(startServer({ ...first.config, dataFolder: join(spare, 'file') }, quiet), error =>
      isPlatformError(error, 'DATA_FOLDER_UNUSABLE'),
    )
    assert.equal((await fetch(`${first.server.url}/health`)).status, 200)
  } finally {
    await first.close()
    await rm(spare, { recursive: true })
  }
})

test('a later start prints a new link while the administrator has no password, and none afterwards', async () => {
  const first = await startTestServer()
  const { access } = first.server.platform
  const [administrator] = await access.people.list()
  const started = [first.server.openLink]
  await first.server.close()
  const appsFolder = join(import.meta.dirname, '..', 'testing', 'apps')
  const second = await startServer(first.config, { ...quiet, appsFolder })
  started.push(second.openLink)
  await second.platform.access.people.update(administrator?.id ?? '', { password: 'brake disc 42' })
  await second.close()
  const third = await startServer(first.config, { ...quiet, appsFolder })
  assert.equal(third.openLink, undefined)
  assert.equal((await third.platform.access.people.list()).length, 1)
  await third.close()
  const tokens = started.map(link => link?.split('token=')[1])
  assert.ok(tokens[0] && tokens[1] && tokens[0] !== tokens[1])
})

test('stopping ends event streams and gives the port and the folder back', async () => {
  const server = await startTestServer()
  const analyst = await server.signIn('analyst')
  const run = await analyst.send('POST', '/api/runs', {
    body: { skill: 'workshop.count', input: { start: 1, waitMs: 60_000 } },
  })
  const events = await fetch(`${server.server.url}/api/runs/${String(run.json()['id'])}/events`, {
    headers: { cookie: analyst.headers['cookie'] ?? '' },
  })
  assert.ok(events.body)
  const reader = events.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let text = ''; !text.includes('run-created');) text += (await reader.read()).value
  const startedMs = performance.now()
  await server.server.close()
  while (!(await reader.read()).done);
  assert.ok(performance.now() - startedMs < 5000, 'no stream holds the stop up')
  await assert.rejects(fetch(`${server.server.url}/health`))
  const again = await startServer(server.config, {
    ...quiet,
    appsFolder: join(import.meta.dirname, '..', 'testing', 'apps'),
  })
  await again.close()
  await server.close()
})

test('progress is a bar on a terminal, and a line at each tenth elsewhere', () => {
  const written: string[] = []
  const plain = createTerminal({ write: text => written.push(text) })
  for (let step = 0; step <= 100; step++) plain.progress('Making the demo plant', step / 100)
  plain.say('ready')
  assert.equal(written.length, 12)
  assert.equal(written[5], 'Making the demo plant 50 %\n')
  const drawn: string[] = []
  const tty = createTerminal({ isTTY: true, write: text => drawn.push(text) })
  tty.progress('Making', 0.5)
  tty.say('ready')
  assert.match(drawn[0] ?? '', /^\[█{15}░{15}\] 50 % Making$/)
  assert.equal(drawn.at(-1), 'ready\n')
})
