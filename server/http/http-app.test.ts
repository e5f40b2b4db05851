import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { defaultLimits } from '../config/config.ts'
import type { Client, Reply, TestServer } from '../testing/test-server.ts'
import { startTestServer } from '../testing/test-server.ts'
import { createLog } from './logging.ts'
import { createOverloadGuard } from './overload-guard.ts'

let server: TestServer
let steward: Client
before(async () => {
  server = await startTestServer({ limits: { ...defaultLimits, bodyBytes: 2000 } })
  steward = await server.signIn('steward')
})
after(() => server.close())

const errorOf = (reply: Reply) =>
  reply.json<{
    error: { code: string; message: string; retryable: boolean; data: Record<string, unknown> }
  }>().error

test('a body above the limit is refused, whether its length is announced or not', async () => {
  const body = JSON.stringify({ title: 'x'.repeat(3000) })
  const headers = { 'content-type': 'application/json' }
  const announced = await steward.send('POST', '/api/conversations', { headers, body })
  assert.equal(errorOf(announced).code, 'BODY_TOO_LARGE')
  assert.equal(errorOf(announced).data['limitBytes'], 2000)
  const chunked = await steward.send('POST', '/api/conversations', {
    headers: { ...headers, 'transfer-encoding': 'chunked' },
    body,
  })
  assert.equal(chunked.status, 413)
})

test('a body that is no JSON, pollutes prototypes, or does not fit is told as such', async () => {
  const bodies = [
    '{',
    '{"__proto__":{"role":"administrator"},"title":"x"}',
    '[]',
    '{"title":1}',
    '{"title":"x","more":1}',
  ]
  for (const body of bodies) {
    const reply = await steward.send('POST', '/api/conversations', {
      headers: { 'content-type': 'application/json' },
      body,
    })
    assert.equal(errorOf(reply).code, 'INPUT_INVALID', body)
  }
})

test('a compressed body is not unpacked', async () => {
  const reply = await steward.send('POST', '/api/conversations', {
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: Buffer.from('1f8b0800000000000003abae0500000000ffff', 'hex'),
  })
  assert.equal(reply.status, 400)
})

test('every reply carries the security headers, and API replies are not kept', async () => {
  for (const path of ['/', '/api/session', '/api/nowhere', '/health']) {
    const { headers } = await server.anyone.send('GET', path)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'none';script-src 'self';/)
    assert.ok(!/script-src[^;]*unsafe/.test(policy))
    assert.match(policy, /frame-ancestors 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['x-frame-options'], 'DENY')
    assert.equal(headers['x-powered-by'], undefined)
    assert.equal(headers['access-control-allow-origin'], undefined)
    assert.match(String(headers['x-request-id']), /^[\w-]{36}$/)
    if (path.startsWith('/api/')) assert.equal(headers['cache-control'], 'no-store')
  }
  assert.match(
    String((await server.anyone.send('GET', '/assets/main-a1b2c3d4.js')).headers['cache-control']),
    /immutable/,
  )
})

test('a preflight of another origin is not answered with leave', async () => {
  const reply = await server.anyone.send('OPTIONS', '/api/runs', {
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  })
  assert.equal(reply.status, 404)
  assert.equal(reply.headers['access-control-allow-origin'], undefined)
})

test('an unforeseen failure tells its request and nothing else', async () => {
  const reply = await steward.send('GET', '/api/workshop/broken')
  assert.equal(reply.status, 500)
  assert.equal(errorOf(reply).code, 'INTERNAL_ERROR')
  assert.equal(errorOf(reply).data['requestId'], reply.headers['x-request-id'])
  assert.ok(!reply.text.includes('hunter2'))
})

test('routes of an app get parsed input and send what their schema names', async () => {
  const reply = await steward.send('POST', '/api/workshop/echo/e1', { body: { count: 2 } })
  assert.equal(reply.status, 200)
  assert.deepEqual(Object.keys(reply.json()).toSorted(), ['by', 'count', 'id'])
  const bad = await steward.send('POST', '/api/workshop/echo/e1', { body: { count: 'two' } })
  assert.match(errorOf(bad).message, /body\.count/)
})

test('a file of an app is a download with its name, whatever its language', async () => {
  const reply = await steward.send('GET', '/api/workshop/file')
  assert.equal(reply.headers['content-type'], 'image/svg+xml')
  assert.equal(
    reply.headers['content-disposition'],
    `attachment; filename="__ _report_.svg"; filename*=UTF-8''%E5%81%9C%E6%9C%BA%20%22report%22.svg`,
  )
})

test('the API describes itself, routes of apps included, and is compressed for who accepts it', async () => {
  const plain = await server.anyone.send('GET', '/api/openapi.json')
  const document = plain.json<{ openapi: string; paths: Record<string, Record<string, unknown>> }>()
  assert.equal(document.openapi, '3.1.0')
  const described = Object.keys(document.paths)
  for (const path of [
    '/api/runs/{id}/edits',
    '/api/session',
    '/api/workshop/echo/{id}',
    '/api/sources/files',
  ])
    assert.ok(described.includes(path), path)
  assert.ok(!described.includes('/open') && !described.includes('/*'))
  const { headers } = await server.anyone.send('GET', '/api/openapi.json', {
    headers: { 'accept-encoding': 'gzip' },
  })
  assert.equal(headers['content-encoding'], 'gzip')
})

test('one person’s flood is told to wait while others are answered', () => {
  let atMs = 0
  const guard = createOverloadGuard(
    { concurrentRequests: 2, eventStreams: 1, requestsPerSecond: 10 },
    () => atMs,
  )
  for (let request = 0; request < 20; request++) guard.spend('flood')
  assert.throws(() => guard.spend('flood'), /Too many requests/)
  guard.spend('other')
  atMs += 100
  guard.spend('flood')
  assert.throws(() => guard.spend('flood'), /Too many requests/)
})

test('more requests at once than the limit are refused, and a place is given back once', () => {
  const guard = createOverloadGuard({ concurrentRequests: 2, eventStreams: 1, requestsPerSecond: 10 })
  const leave = guard.enter('request')
  guard.enter('request')
  assert.throws(() => guard.enter('request'), /Too many requests/)
  guard.enter('stream')
  leave()
  leave()
  guard.enter('request')
  assert.throws(() => guard.enter('request'), /Too many requests/)
})

test('logs hold neither secrets nor the query of an address', () => {
  const lines: string[] = []
  const log = createLog('debug', { write: line => lines.push(line) })
  const cause = new Error('connect postgres://reader:hunter2@db/plant failed')
  log.error(
    { err: new Error('cannot open', { cause }), req: { method: 'GET', url: '/open?token=abc' } },
    'failed',
  )
  const text = lines.join('')
  assert.ok(text.includes('cannot open') && text.includes('/open'))
  assert.ok(!text.includes('hunter2') && !text.includes('abc'), text)
})
