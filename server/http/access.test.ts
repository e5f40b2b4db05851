import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isPermitted, permissions, roles } from '@millwright/spec'
import type { Permission } from '@millwright/spec'
import type { Client, TestServer } from '../testing/test-server.ts'
import { startTestServer } from '../testing/test-server.ts'
import { createHttpApp } from './http-app.ts'
import { createLog } from './logging.ts'

let server: TestServer
const as: Record<string, Client> = {}
before(async () => {
  server = await startTestServer()
  for (const role of roles) as[role] = await server.signIn(role)
})
after(() => server.close())

const codeOf = (reply: { json<T>(): T }): string => reply.json<{ error: { code: string } }>().error.code
const toAddress = (path: string): string => path.replace(/:\w+/g, 'none').replace('*', 'none')

test('every route says who may use it, and those that are open to everyone say why', () => {
  assert.ok(server.server.routes.length > 40)
  for (const { method, path, access } of server.server.routes)
    if ('public' in access) assert.ok(access.public.length > 10, `${method} ${path}`)
    else assert.ok(access.permission in permissions, `${method} ${path}`)
  const open = server.server.routes.filter(route => 'public' in route.access && route.method !== 'HEAD')
  assert.deepEqual(open.map(({ method, path }) => `${method} ${path}`).toSorted(), [
    'GET /*',
    'GET /api/openapi.json',
    'GET /api/session',
    'GET /health',
    'GET /open',
    'POST /api/session',
  ])
})

test('a route that does not say who may use it cannot be added', async () => {
  const { app } = await createHttpApp({
    config: server.config,
    access: server.server.platform.access,
    log: createLog('silent'),
  })
  assert.throws(() => app.get('/forgotten', async () => 'open'), /GET \/forgotten declares no access/)
  await app.close()
})

test('every guarded route refuses nobody with 401 and each role below its permission with 403', async () => {
  for (const { method, path, access } of server.server.routes) {
    if ('public' in access || method === 'HEAD') continue
    const reply = await server.anyone.send(method, toAddress(path))
    assert.equal(reply.status, 401, `${method} ${path}`)
    for (const role of roles) {
      if (isPermitted(role, access.permission)) continue
      const refused = await as[role]?.send(method, toAddress(path))
      assert.equal(refused?.status, 403, `${method} ${path} as ${role}`)
      assert.equal(
        refused?.json<{ error: { data: { permission: Permission } } }>().error.data.permission,
        access.permission,
      )
    }
  }
})

test('a changing request with a session needs the session’s own token in the header', async () => {
  const { cookie = '' } = as['analyst']?.headers ?? {}
  const other = as['steward']?.headers['x-csrf-token'] ?? ''
  for (const headers of [{ cookie }, { cookie, 'x-csrf-token': '' }, { cookie, 'x-csrf-token': other }]) {
    const reply = await server.anyone.send('POST', '/api/conversations', { headers, body: { title: 'x' } })
    assert.equal(codeOf(reply), 'CSRF_REFUSED')
  }
  const right = await as['analyst']?.send('POST', '/api/conversations', { body: { title: 'x' } })
  assert.equal(right?.status, 201)
})

test('a changing request that a browser says came from elsewhere is refused, the sign-in included', async () => {
  const elsewhere = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of elsewhere) {
    const reply = await as['analyst']?.send('POST', '/api/conversations', { headers, body: { title: 'x' } })
    assert.equal(reply?.status, 403, JSON.stringify(headers))
    const signIn = await server.anyone.send('POST', '/api/session', {
      headers,
      body: { name: 'a', password: 'b' },
    })
    assert.equal(codeOf(signIn), 'CSRF_REFUSED')
  }
  const own = await as['analyst']?.send('POST', '/api/conversations', {
    headers: { origin: server.server.url, 'sec-fetch-site': 'same-origin' },
    body: { title: 'x' },
  })
  assert.equal(own?.status, 201)
})

test('bodies that forms of other sites can send are refused', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
    const reply = await as['analyst']?.send('POST', '/api/conversations', {
      headers: { 'content-type': type },
      body: '{"title":"x"}',
    })
    assert.equal(reply && codeOf(reply), 'INPUT_INVALID', type)
  }
})

test('a loopback server answers to loopback names alone, whatever the route', async () => {
  for (const path of ['/health', '/api/session', '/', '/nowhere']) {
    const reply = await server.anyone.send('GET', path, { headers: { host: 'rebound.example:7300' } })
    assert.equal(reply.status, 421, path)
    assert.equal(codeOf(reply), 'HOST_REFUSED')
  }
  for (const host of ['localhost:7300', '127.0.0.1', '[::1]:7300'])
    assert.equal((await server.anyone.send('GET', '/health', { headers: { host } })).status, 200, host)
})

test('a token works as its person, needs no CSRF token, makes no tokens, and dies with its revocation', async () => {
  const { access } = server.server.platform
  const person = await access.people.create({ name: 'Robot', role: 'administrator' })
  const { token, secret } = await access.tokens.create({ personId: person.id, name: 't' })
  const headers = { authorization: `Bearer ${secret}` }
  assert.equal((await server.anyone.send('GET', '/api/people', { headers })).status, 200)
  const made = await server.anyone.send('POST', '/api/conversations', { headers, body: { title: 'x' } })
  assert.equal(made.status, 201)
  for (const [method, path] of [
    ['POST', '/api/tokens'],
    ['PUT', '/api/session/password'],
    ['POST', '/api/people'],
  ] as const)
    assert.equal((await server.anyone.send(method, path, { headers, body: {} })).status, 401, path)
  await access.tokens.revoke(token.id, person.id)
  for (const authorization of [`Bearer ${secret}`, 'Bearer x', 'Basic YTpi', 'Bearer a b'])
    assert.equal(
      (await server.anyone.send('GET', '/api/session', { headers: { authorization } })).status,
      401,
    )
})

test('a forged, stolen hash of, or ended session is nobody', async () => {
  const { access } = server.server.platform
  const person = await access.people.create({ name: 'Carol', role: 'viewer' })
  const { sessionId } = await access.sessions.create(person.id)
  const hash = (await access.sessions.find(sessionId))?.sessionHash ?? ''
  await access.sessions.end(sessionId)
  for (const id of [sessionId, hash, 'x'.repeat(43), "' or 1=1 --", '']) {
    const headers = { cookie: `millwright_0=${encodeURIComponent(id)}` }
    const reply = await server.anyone.send('GET', '/api/session', { headers })
    assert.equal(reply.json()['person'], null)
  }
})

test('a path that is not there is 404 in the API and the page elsewhere', async () => {
  const missing = await server.anyone.send('GET', '/api/nowhere')
  assert.equal(codeOf(missing), 'ROUTE_NOT_FOUND')
  assert.equal((await server.anyone.send('POST', '/nowhere', { body: {} })).status, 404)
  const page = await server.anyone.send('GET', '/runs/r1?x=1', { headers: { accept: 'text/html' } })
  assert.match(page.text, /Test page/)
  assert.equal(page.headers['cache-control'], 'no-cache')
  assert.equal((await server.anyone.send('GET', '/assets/gone-a1b2c3d4.js')).status, 404)
  for (const path of [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/%00.js',
    '/%ff',
  ])
    assert.ok(!(await server.anyone.send('GET', path)).text.includes('dependencies'), path)
})
