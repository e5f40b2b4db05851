import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import type { ErrorCode } from '@millwright/spec'
import { isPlatformError } from '@millwright/spec'
import type { AccessService } from './access-service.ts'
import { createAccess, systemActor } from './access-service.ts'
import { addressPolicy, countLoginAttempt } from './login-throttle.ts'
import { createTestClock, createTestDatabase } from './test-database.ts'

const db = await createTestDatabase()
after(() => db.destroy())
const hourS = 3600
const password = 'brake disc 42'
let clock = createTestClock()
let access: AccessService

beforeEach(async () => {
  await sql`truncate access_session, access_token, access_start_link, access_login_attempt, access_person`.execute(
    db,
  )
  clock = createTestClock()
  access = createAccess({ db, clock })
})

const isCode =
  (code: ErrorCode) =>
  (error: unknown): boolean =>
    isPlatformError(error, code)
const createAda = () => access.people.create({ name: 'Ada', role: 'analyst', password })

test('a name is taken whatever its case, width and spaces', async () => {
  await createAda()
  for (const name of ['ada', ' ADA ', 'Ａｄａ'])
    await assert.rejects(access.people.create({ name, role: 'viewer' }), isCode('RESOURCE_CONFLICT'))
  const ben = await access.people.create({ name: 'Ben', role: 'viewer' })
  await assert.rejects(access.people.update(ben.id, { name: 'aDa' }), isCode('RESOURCE_CONFLICT'))
})

test('weak passwords and invisible names are refused', async () => {
  const bad = [
    { name: 'Ben', password: 'short' },
    { name: 'Ben', password: 'aaaaaaaaaaaaaa' },
    { name: 'benjamin-franklin', password: 'Benjamin-Franklin' },
    { name: ' ', password },
    { name: 'a\u0000b', password },
  ]
  for (const person of bad)
    await assert.rejects(access.people.create({ ...person, role: 'viewer' }), isCode('INPUT_INVALID'))
})

test('the last administrator can be neither disabled nor demoted, also by two at once', async () => {
  const one = await access.people.create({ name: 'One', role: 'administrator' })
  await assert.rejects(access.people.update(one.id, { disabled: true }), isCode('RESOURCE_CONFLICT'))
  const two = await access.people.create({ name: 'Two', role: 'administrator' })
  for (let round = 0; round < 5; round++) {
    const results = await Promise.allSettled([
      access.people.update(one.id, { role: 'viewer' }),
      access.people.update(two.id, { role: 'viewer' }),
    ])
    assert.deepEqual(results.map(result => result.status).toSorted(), ['fulfilled', 'rejected'])
    for (const { id } of [one, two]) await access.people.update(id, { role: 'administrator' })
  }
})

test('a session is found by its id alone, of which the store holds only a hash', async () => {
  const ada = await createAda()
  const session = await access.sessions.create(ada.id)
  assert.equal(Buffer.from(session.sessionId, 'base64url').length, 32)
  const found = await access.sessions.find(session.sessionId)
  assert.equal(found?.person.id, ada.id)
  assert.equal(found?.csrfToken, session.csrfToken)
  const stored = JSON.stringify(await db.selectFrom('access_session').selectAll().execute())
  assert.ok(!stored.includes(session.sessionId) && !stored.includes(session.csrfToken))
  assert.equal(await access.sessions.find(found?.sessionHash ?? ''), undefined)
})

test('a session slides with use, ends when idle, and never outlives its lifetime', async () => {
  access = createAccess({ db, clock, sessionLimits: { idleS: 2 * hourS, lifetimeS: 5 * hourS } })
  const { sessionId } = await access.sessions.create((await createAda()).id)
  for (let used = 0; used < 3; used++) {
    clock.passS(1.5 * hourS)
    assert.ok(await access.sessions.find(sessionId), `still there after use ${used}`)
  }
  clock.passS(0.6 * hourS)
  assert.equal(await access.sessions.find(sessionId), undefined)
  const idle = await access.sessions.create((await access.people.list())[0]?.id ?? '')
  clock.passS(2 * hourS)
  assert.equal(await access.sessions.find(idle.sessionId), undefined)
})

test('disabling a person ends sessions and tokens at once; a new password ends the other sessions', async () => {
  await access.people.create({ name: 'Root', role: 'administrator' })
  const ada = await createAda()
  const kept = await access.sessions.create(ada.id)
  const other = await access.sessions.create(ada.id)
  const { secret } = await access.tokens.create({ personId: ada.id, name: 'script' })
  const keepSessionHash = (await access.sessions.find(kept.sessionId))?.sessionHash ?? ''
  await access.people.update(ada.id, { password: 'another brake disc' }, { keepSessionHash })
  assert.ok(await access.sessions.find(kept.sessionId))
  assert.equal(await access.sessions.find(other.sessionId), undefined)
  await access.people.update(ada.id, { disabled: true })
  assert.equal(await access.sessions.find(kept.sessionId), undefined)
  assert.equal(await access.tokens.find(secret), undefined)
  await access.people.update(ada.id, { disabled: false })
  assert.equal(await access.sessions.find(kept.sessionId), undefined, 'an ended session does not come back')
})

test('a token is stored as a hash, expires, and can be revoked by its person only', async () => {
  const ada = await createAda()
  const { token, secret } = await access.tokens.create({ personId: ada.id, name: 'script', expiresInDays: 1 })
  const stored = JSON.stringify(await db.selectFrom('access_token').selectAll().execute())
  assert.ok(!stored.includes(secret))
  assert.equal((await access.tokens.find(secret))?.id, ada.id)
  assert.equal(await access.tokens.find(`${secret}x`), undefined)
  await assert.rejects(access.tokens.revoke(token.id, 'someone-else'), isCode('RESOURCE_NOT_FOUND'))
  clock.passS(24 * hourS)
  assert.equal(await access.tokens.find(secret), undefined)
  const second = await access.tokens.create({ personId: ada.id, name: 'script' })
  await access.tokens.revoke(second.token.id, ada.id)
  assert.equal(await access.tokens.find(second.secret), undefined)
})

test('a start link works once, for an hour, and only the newest', async () => {
  const administrator = await access.people.ensureLocalAdministrator()
  assert.equal(administrator?.role, 'administrator')
  const id = administrator.id
  const [old, token] = [await access.links.create(id), await access.links.create(id)]
  assert.equal(await access.links.redeem(old), undefined)
  const redeemed = await Promise.all([access.links.redeem(token), access.links.redeem(token)])
  assert.deepEqual(redeemed.filter(Boolean), [id])
  const late = await access.links.create(id)
  clock.passS(hourS)
  assert.equal(await access.links.redeem(late), undefined)
})

test('the local administrator is made once and gets no link after setting a password', async () => {
  const first = await access.people.ensureLocalAdministrator()
  assert.equal((await access.people.ensureLocalAdministrator())?.id, first?.id)
  await access.people.update(first?.id ?? '', { password })
  assert.equal(await access.people.ensureLocalAdministrator(), undefined)
  assert.equal((await access.people.list()).length, 1)
})

test('signing in tells unknown names, wrong passwords, disabled people and people without password apart in nothing', async () => {
  await createAda()
  await access.people.create({ name: 'Ben', role: 'viewer' })
  const eve = await access.people.create({ name: 'Eve', role: 'viewer', password })
  await access.people.update(eve.id, { disabled: true })
  const messages = new Set<string>()
  for (const name of ['Ada', 'nobody', 'Ben', 'Eve'])
    await access
      .signIn({ name, password: name === 'Eve' ? password : 'wrong password', address: '10.0.0.1' })
      .catch((error: Error) => messages.add(error.message))
  assert.equal(messages.size, 1)
  assert.equal((await access.signIn({ name: 'ADA', password, address: '10.0.0.1' })).name, 'Ada')
})

test('guesses at one name from many addresses are throttled, also when sent at once', async () => {
  await createAda()
  const guesses = await Promise.allSettled(
    Array.from({ length: 12 }, (_, guess) =>
      access.signIn({ name: 'Ada', password: `wrong password ${guess}`, address: `10.0.0.${guess}` }),
    ),
  )
  const codes = guesses.map(guess =>
    guess.status === 'rejected' && isPlatformError(guess.reason) ? guess.reason.code : 'in',
  )
  assert.equal(codes.filter(code => code === 'LOGIN_FAILED').length, 5)
  assert.equal(codes.filter(code => code === 'LOGIN_THROTTLED').length, 7)
  await assert.rejects(
    access.signIn({ name: 'ada', password, address: '10.1.1.1' }),
    isCode('LOGIN_THROTTLED'),
  )
  clock.passS(6)
  assert.ok(await access.signIn({ name: 'Ada', password, address: '10.1.1.1' }))
})

test('the wait doubles with each failure and is forgotten after a quiet quarter of an hour', async () => {
  const fail = () =>
    access.signIn({ name: 'nobody', password: 'wrong password', address: '10.0.0.9' }).then(
      () => assert.fail('signed in'),
      (error: unknown) => (isPlatformError(error, 'LOGIN_THROTTLED') ? error.data.retryAfterS : 0),
    )
  const waits: number[] = []
  for (let failure = 0; failure < 8; failure++) {
    const wait = await fail()
    if (wait > 0) waits.push(wait)
    clock.passS(wait)
  }
  assert.deepEqual(waits.slice(0, 2), [5, 10])
  clock.passS(16 * 60)
  assert.equal(await fail(), 0)
})

test('one address may fail thirty times, whatever the names, before it has to wait', async () => {
  const count = () =>
    countLoginAttempt(db, { key: 'address:10.0.0.7', policy: addressPolicy, now: clock.now() })
  for (let guess = 0; guess < 30; guess++) await count()
  await assert.rejects(count(), isCode('LOGIN_THROTTLED'))
  await assert.rejects(
    access.signIn({ name: 'Ada', password, address: '10.0.0.7' }),
    isCode('LOGIN_THROTTLED'),
    'signing in counts against the address too',
  )
})

test('the audit log keeps who did what without secrets, pages backwards, and refuses to be changed', async () => {
  await access.audit.record(systemActor, 'source-added', 'demo', {
    connectionString: 'postgres://u:p@h/d',
    url: 'mysql://reader:hunter2@db/plant',
    nested: [{ apiKey: 'k', rows: 3 }],
  })
  await access.audit.record(systemActor, 'run-asked', 'run-1')
  const [newest, older] = await access.audit.list({})
  assert.equal(newest?.action, 'run-asked')
  assert.deepEqual(older?.detail, {
    connectionString: '***',
    url: 'mysql://reader:***@db/plant',
    nested: [{ apiKey: '***', rows: 3 }],
  })
  assert.deepEqual(
    (await access.audit.list({ before: newest.id, limit: 1 })).map(entry => entry.id),
    [older.id],
  )
  assert.equal((await access.audit.list({ action: 'run-asked' })).length, 1)
  await assert.rejects(db.updateTable('access_audit').set({ action: 'x' }).execute(), /append-only/)
  await assert.rejects(db.deleteFrom('access_audit').execute(), /append-only/)
})
