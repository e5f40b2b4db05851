import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { RunTables } from '../tables.ts'
import { outputs, until, versions } from './bench.ts'
import type { SetUp } from './bench.ts'
import { analyst } from './workshop.ts'

export const describeResuming = (setUp: SetUp, db: () => Kysely<RunTables>): void => {
  it('continues a run that its process left, from the last recorded step', async () => {
    const { service, shop, beside } = setUp()
    shop.hold('sum')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.contexts.has('sum'))
    await service.close()
    shop.hold('sum')()
    const next = beside()
    assert.ok((await next.resumeAll()) >= 1)
    const done = await next.settled(id, analyst)
    assert.deepEqual(outputs(done), { read: 3, double: 6, square: 9, sum: 15 })
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)', 'sum(2)'])
    assert.deepEqual(versions(done), { read: 1, double: 1, square: 1, sum: 1 })
  })

  it('never starts an acting step again by itself, and asks whether it was done', async () => {
    const { service, shop, beside } = setUp({ acts: true })
    const release = shop.hold('report')
    const start = () => service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    const [confirmed, repeated] = [await start(), await start()]
    await until(() => shop.log.includes('report(2)'))
    const next = beside()
    await next.resumeAll()
    shop.hold('report')()
    for (const { id } of [confirmed, repeated]) {
      const waiting = await next.settled(id, analyst)
      assert.equal(waiting.state, 'waiting')
      assert.equal(waiting.steps.at(-1)?.waitingFor?.id, 'interrupted-step')
    }
    assert.equal(shop.log.filter(entry => entry.startsWith('report')).length, 2)
    const answer = (runId: string, value: string) =>
      next.answer({ runId, step: 'report', expectedVersion: 1, value, actor: analyst })
    await answer(confirmed.id, 'done')
    const ended = await next.settled(confirmed.id, analyst)
    assert.equal(ended.state, 'done')
    assert.match(ended.stopped?.reason ?? '', /confirmed as done/)
    assert.deepEqual(shop.acted, [])
    await answer(repeated.id, 'again')
    assert.equal((await next.settled(repeated.id, analyst)).state, 'done')
    assert.deepEqual(shop.acted, [`${repeated.id}/report/1`])
    release()
  })

  it('takes over the run of a process that is gone, and not before', async () => {
    const { shop, beside } = setUp()
    const gone = beside({ pollMs: 1000 })
    shop.hold('sum')
    const { id } = await gone.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.contexts.has('sum'))
    await gone.close()
    shop.hold('sum')()
    const other = beside({ pollMs: 1000 })
    assert.equal(await other.resumeAll(), 0)
    await db()
      .updateTable('run')
      .set({ lease_until: sql<Date>`now() - interval '1 second'` })
      .where('id', '=', id)
      .execute()
    assert.equal(await other.resumeAll(), 1)
    assert.equal(outputs(await other.settled(id, analyst))['sum'], 15)
  })

  it('goes on with the moment of the question and no more rights than the person had or has', async () => {
    const rights = async (asked: typeof analyst, now: typeof analyst | undefined) => {
      const { service, shop, beside } = setUp()
      const release = shop.hold('sum')
      const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: asked })
      await until(() => shop.contexts.has('sum'))
      const before = shop.contexts.get('sum')?.now
      await service.close()
      release()
      const next = beside({ resolveActor: async () => now, clock: { now: () => new Date('2099-01-01') } })
      await next.resumeAll()
      const { state } = await next.settled(id, asked)
      assert.deepEqual(shop.contexts.get('sum')?.now, before)
      return state === 'done' ? shop.contexts.get('sum')?.actor.role : state
    }
    assert.equal(await rights(analyst, { ...analyst, role: 'administrator' }), 'analyst')
    assert.equal(await rights(analyst, { ...analyst, role: 'viewer' }), 'viewer')
    assert.equal(await rights(analyst, undefined), 'failed')
  })
  it('goes on after an answer with the rights that the person has by then', async () => {
    const { shop, beside } = setUp()
    const service = beside({ resolveActor: async () => ({ ...analyst, role: 'viewer' }) })
    const request = { skill: shop.skill.name, input: { base: 3, mode: 'ask' }, actor: analyst }
    const { id } = await service.start(request)
    await service.settled(id, analyst)
    assert.equal(shop.contexts.get('read')?.actor.role, 'analyst')
    await service.answer({ runId: id, step: 'read', expectedVersion: 1, value: '10', actor: analyst })
    await service.settled(id, analyst)
    assert.equal(shop.contexts.get('sum')?.actor.role, 'viewer')
  })
}
