import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Run } from '@millwright/spec'
import type { Client, Reply, TestServer } from '../testing/test-server.ts'
import { startTestServer } from '../testing/test-server.ts'

let server: TestServer
let analyst: Client & { readonly personId: string }
before(async () => {
  server = await startTestServer()
  analyst = await server.signIn('analyst')
})
after(() => server.close())

const errorOf = (reply: Reply) =>
  reply.json<{ error: { code: string; data: Record<string, unknown> } }>().error
const ask = async (input: object, client: Client = analyst): Promise<Run> => {
  const reply = await client.send('POST', '/api/runs', { body: { skill: 'workshop.count', input } })
  assert.equal(reply.status, 202, reply.text)
  return reply.json<Run>()
}
const settled = async (runId: string): Promise<Run> => {
  for (;;) {
    const run = (await analyst.send('GET', `/api/runs/${runId}`)).json<Run>()
    if (run.state !== 'running') return run
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

test('a run is asked, read, edited, undone, forked and exported over HTTP', async () => {
  const { id } = await ask({ start: 4 })
  const done = await settled(id)
  assert.deepEqual(
    done.steps.map(step => step.output),
    [5, 10],
  )
  const edit = (expectedVersion: number, output: unknown) =>
    analyst.send('POST', `/api/runs/${id}/edits`, { body: { step: 'add', expectedVersion, output } })
  assert.equal((await edit(1, 7)).status, 200)
  assert.deepEqual(
    (await settled(id)).steps.map(step => step.output),
    [7, 14],
  )
  const conflict = errorOf(await edit(1, 8))
  assert.equal(conflict.code, 'STEP_EDIT_CONFLICT')
  assert.deepEqual([conflict.data['yours'], conflict.data['theirs']], [8, 7])
  assert.equal(errorOf(await edit(2, 'seven')).code, 'STEP_EDIT_REFUSED')
  assert.equal((await analyst.send('POST', `/api/runs/${id}/undo`)).status, 200)
  assert.deepEqual(
    (await settled(id)).steps.map(step => step.output),
    [5, 10],
  )
  const fork = (await analyst.send('POST', `/api/runs/${id}/fork`, { body: {} })).json<Run>()
  assert.equal(fork.forkedFrom?.runId, id)
  const receipt = await analyst.send('GET', `/api/runs/${id}/receipt`)
  const report = await analyst.send('POST', '/api/replays', { body: receipt.json() })
  assert.equal(report.json()['same'], true, report.text)
  assert.equal(
    errorOf(await analyst.send('POST', '/api/replays', { body: { format: 'x' } })).code,
    'RECEIPT_INVALID',
  )
})

test('a repeated request with the same key is the same run', async () => {
  const body = { skill: 'workshop.count', input: { start: 1 }, requestKey: 'request-key-1' }
  const [first, second] = await Promise.all([
    analyst.send('POST', '/api/runs', { body }),
    analyst.send('POST', '/api/runs', { body }),
  ])
  assert.equal(first.json()['id'], second.json()['id'])
})

test('cancelling stops a run in work, and an unknown skill or run is told', async () => {
  const { id } = await ask({ start: 1, waitMs: 60_000 })
  assert.equal((await analyst.send('POST', `/api/runs/${id}/cancel`)).status, 200)
  assert.equal((await settled(id)).state, 'cancelled')
  const body = { skill: 'nothing.here', input: {} }
  assert.equal(errorOf(await analyst.send('POST', '/api/runs', { body })).code, 'SKILL_NOT_FOUND')
  assert.equal(errorOf(await analyst.send('GET', '/api/runs/none')).code, 'RUN_NOT_FOUND')
})

test('a run of another person is not there until it is shared, and then seeing it is in the audit log once', async () => {
  const { id } = await ask({ start: 2 })
  await settled(id)
  const other = await server.signIn('steward')
  assert.equal((await other.send('GET', `/api/runs/${id}`)).status, 404)
  assert.equal((await other.send('GET', `/api/runs/${id}/events`)).status, 404)
  assert.equal((await analyst.send('POST', `/api/runs/${id}/share`)).status, 200)
  for (let look = 0; look < 3; look++) assert.equal((await other.send('GET', `/api/runs/${id}`)).status, 200)
  const root = await server.signIn('administrator')
  const entries = (await root.send('GET', '/api/audit?limit=1000')).json<
    { action: string; subject: string; personId: string }[]
  >()
  const ofRun = entries.filter(entry => entry.subject === id)
  const seen = ofRun.filter(entry => entry.action === 'run-seen' && entry.personId === other.personId)
  assert.equal(seen.length, 1)
  assert.ok(ofRun.some(entry => entry.action === 'run-asked' && entry.personId === analyst.personId))
})

interface Stream {
  /** Reads until `count` events came. */
  read(count: number): Promise<readonly { id: number; type: string }[]>
  ended(): Promise<string>
  close(): void
}

const openStream = async (client: Client, path: string, lastEventId?: number): Promise<Stream> => {
  const controller = new AbortController()
  const response = await fetch(server.server.url + path, {
    signal: controller.signal,
    headers: {
      cookie: client.headers['cookie'] ?? '',
      ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }),
    },
  })
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/)
  assert.equal(response.headers.get('content-encoding'), null)
  assert.ok(response.body)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const events = () =>
    [...text.matchAll(/^id: (\d+)\ndata: (.*)\n\n/gm)].map(([, id, data]) => ({
      id: Number(id),
      type: (JSON.parse(data ?? '') as { data: { type: string } }).data.type,
    }))
  return {
    read: async count => {
      while (events().length < count) {
        const { value, done } = await reader.read()
        assert.ok(!done, `the stream ended after ${events().length} events`)
        text += value
      }
      return events()
    },
    ended: async () => {
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return text
        text += value
      }
    },
    close: () => controller.abort(),
  }
}

test('events of a run arrive in order without gap, and a reconnect goes on after the last one seen', async () => {
  const { id } = await ask({ start: 4, waitMs: 50 })
  const stream = await openStream(analyst, `/api/runs/${id}/events`)
  const events = await stream.read(6)
  stream.close()
  assert.deepEqual(
    events.map(event => event.id),
    [1, 2, 3, 4, 5, 6],
  )
  assert.equal(events[0]?.type, 'run-created')
  assert.equal(events[5]?.type, 'run-finished')
  const resumed = await openStream(analyst, `/api/runs/${id}/events`, 4)
  assert.deepEqual(
    (await resumed.read(2)).map(event => event.id),
    [5, 6],
  )
  await analyst.send('POST', `/api/runs/${id}/edits`, {
    body: { step: 'add', expectedVersion: 1, output: 9 },
  })
  const live = await resumed.read(4)
  assert.deepEqual(
    live.slice(0, 4).map(event => event.id),
    [5, 6, 7, 8],
  )
  assert.equal(live[2]?.type, 'step-edited')
  resumed.close()
  const query = await openStream(analyst, `/api/runs/${id}/events?after=5`)
  assert.equal((await query.read(1))[0]?.id, 6)
  query.close()
})

test('a Last-Event-ID that is none is refused', async () => {
  const { id } = await ask({ start: 4 })
  const reply = await analyst.send('GET', `/api/runs/${id}/events`, {
    headers: { 'last-event-id': '1; drop' },
  })
  assert.equal(errorOf(reply).code, 'INPUT_INVALID')
})

test('a stream beats while nothing happens, and ends soon after its session does', async () => {
  const watcher = await server.signIn('analyst')
  const { id } = await ask({ start: 4 }, watcher)
  const stream = await openStream(watcher, `/api/runs/${id}/events`)
  await stream.read(6)
  assert.equal((await watcher.send('DELETE', '/api/session')).status, 204)
  assert.match(await stream.ended(), /: heartbeat/)
})

test('a client that leaves its stream or does not wait for its reply leaves no trace in the log', async () => {
  const before = server.logged.length
  const { id } = await ask({ start: 4 })
  const stream = await openStream(analyst, `/api/runs/${id}/events`)
  await stream.read(3)
  stream.close()
  const impatient = new AbortController()
  const left = fetch(`${server.server.url}/api/runs`, {
    signal: impatient.signal,
    headers: { cookie: analyst.headers['cookie'] ?? '' },
  })
  impatient.abort()
  await assert.rejects(left)
  await new Promise(resolve => setTimeout(resolve, 300))
  assert.deepEqual(server.logged.slice(before), [])
})
