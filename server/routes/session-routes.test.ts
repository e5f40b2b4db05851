import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Reply, TestServer } from '../testing/test-server.ts'
import { startTestServer } from '../testing/test-server.ts'

let server: TestServer
before(async () => {
  server = await startTestServer()
})
after(() => server.close())

const password = 'brake disc 42'
const codeOf = (reply: Reply): string => reply.json<{ error: { code: string } }>().error.code
const cookieOf = (reply: Reply): string => reply.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  server.anyone.send('POST', path, { body, headers })

test('the link of the terminal signs the administrator in once, and the cookie cannot be read or sent elsewhere', async () => {
  assert.match(server.said.join('\n'), /Open {2}http:\/\/127\.0\.0\.1:\d+\/open\?token=[\w-]{43}/)
  const path = new URL(server.server.openLink ?? '')
  const address = path.pathname + path.search
  assert.equal((await server.anyone.send('HEAD', address)).headers['set-cookie'], undefined)
  const opened = await server.anyone.send('GET', address)
  assert.equal(opened.status, 302)
  assert.equal(opened.headers.location, '/')
  assert.match(String(opened.headers['set-cookie']), /; HttpOnly; SameSite=Strict/)
  assert.equal(opened.headers['referrer-policy'], 'no-referrer')
  const cookie = cookieOf(opened)
  const session = (await server.anyone.send('GET', '/api/session', { headers: { cookie } })).json<{
    person: { role: string }
    csrfToken: string
    permissions: string[]
    passwordSet: boolean
    calendar: { timeZone: string }
  }>()
  assert.equal(session.person.role, 'administrator')
  assert.equal(session.passwordSet, false)
  assert.ok(session.permissions.includes('audit.read'))
  assert.equal(session.calendar.timeZone, 'Asia/Shanghai')
  const again = await server.anyone.send('GET', address)
  assert.equal(again.headers['set-cookie'], undefined)
  assert.equal(again.headers.location, '/?link=used')
  assert.equal((await server.anyone.send('GET', address, { headers: { cookie } })).headers.location, '/')
})

test('signing in gives a new session and ends the one that the browser had', async () => {
  const { access } = server.server.platform
  const ada = await access.people.create({ name: 'Ada', role: 'analyst', password })
  const planted = await access.sessions.create(ada.id)
  const headers = { cookie: `millwright_0=${planted.sessionId}` }
  const refused = await post('/api/session', { name: 'Ada', password }, headers)
  assert.equal(codeOf(refused), 'CSRF_REFUSED', 'a session that is there has its token checked')
  const signedIn = await post(
    '/api/session',
    { name: 'Ada', password },
    { ...headers, 'x-csrf-token': planted.csrfToken },
  )
  assert.equal(signedIn.status, 200)
  assert.notEqual(cookieOf(signedIn), headers.cookie)
  assert.equal(await access.sessions.find(planted.sessionId), undefined)
  const body = signedIn.json<{ person: { name: string }; csrfToken: string }>()
  assert.equal(body.person.name, 'Ada')
  const own = { cookie: cookieOf(signedIn), 'x-csrf-token': body.csrfToken }
  assert.equal((await server.anyone.send('DELETE', '/api/session', { headers: own })).status, 204)
  assert.equal((await server.anyone.send('GET', '/api/conversations', { headers: own })).status, 401)
})

test('wrong passwords are throttled with the time to wait, and none of it says whether the name exists', async () => {
  await server.server.platform.access.people.create({ name: 'Target', role: 'analyst', password })
  const codes: string[] = []
  for (let guess = 0; guess < 6; guess++) {
    const reply = await post('/api/session', { name: 'Target', password: `guess number ${guess}` })
    codes.push(codeOf(reply))
    if (reply.status === 429) assert.ok(Number(reply.headers['retry-after']) > 0)
  }
  assert.deepEqual(codes, [...Array.from({ length: 5 }, () => 'LOGIN_FAILED'), 'LOGIN_THROTTLED'])
  assert.equal(codeOf(await post('/api/session', { name: 'Target', password })), 'LOGIN_THROTTLED')
})

test('one’s own password is set first without, then with the current one, and ends other sessions', async () => {
  const { access } = server.server.platform
  const client = await server.signIn('viewer')
  const other = await access.sessions.create(client.personId)
  const put = (body: object) => client.send('PUT', '/api/session/password', { body })
  assert.equal(codeOf(await put({ next: 'short' })), 'INPUT_INVALID')
  assert.equal((await put({ next: password })).status, 204)
  assert.equal(await access.sessions.find(other.sessionId), undefined)
  assert.equal((await client.send('GET', '/api/conversations')).status, 200)
  assert.equal(codeOf(await put({ next: 'some other password' })), 'LOGIN_FAILED')
  assert.equal(codeOf(await put({ current: 'wrong one here', next: 'some other password' })), 'LOGIN_FAILED')
  assert.equal((await put({ current: password, next: 'some other password' })).status, 204)
})

test('what administrators do to people is in the audit log, and passwords are not', async () => {
  const root = await server.signIn('administrator')
  const made = await root.send('POST', '/api/people', { body: { name: 'Dora', role: 'viewer', password } })
  assert.equal(made.status, 201)
  assert.ok(!made.text.includes('hash'))
  const { id } = made.json<{ id: string }>()
  const changed = await root.send('PATCH', `/api/people/${id}`, {
    body: { role: 'steward', password: 'a new password' },
  })
  assert.equal(changed.json()['role'], 'steward')
  assert.equal((await root.send('PATCH', `/api/people/${id}`, { body: { rank: 1 } })).status, 400)
  const own = await root.send('PATCH', `/api/people/${root.personId}`, {
    body: { password: 'a new password' },
  })
  assert.equal(codeOf(own), 'INPUT_INVALID')
  const audit = await root.send('GET', '/api/audit?limit=5')
  const actions = audit.json<{ action: string; subject: string }[]>().filter(entry => entry.subject === id)
  assert.deepEqual(
    actions.map(entry => entry.action),
    ['person-changed', 'person-added'],
  )
  assert.ok(!audit.text.includes('a new password') && !audit.text.includes(password))
})

test('a token is shown once and listed without its secret', async () => {
  const client = await server.signIn('analyst')
  const made = await client.send('POST', '/api/tokens', { body: { name: 'script', expiresInDays: 7 } })
  const { token, id } = made.json<{ token: string; id: string }>()
  const headers = { authorization: `Bearer ${token}` }
  assert.equal((await server.anyone.send('GET', '/api/runs', { headers })).status, 200)
  assert.ok(!(await client.send('GET', '/api/tokens')).text.includes(token))
  const stranger = await server.signIn('administrator')
  assert.equal((await stranger.send('DELETE', `/api/tokens/${id}`)).status, 404)
  assert.equal((await client.send('DELETE', `/api/tokens/${id}`)).status, 204)
  assert.equal((await server.anyone.send('GET', '/api/runs', { headers })).status, 401)
})
