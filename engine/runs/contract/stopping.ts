import assert from 'node:assert/strict'
import { it } from 'node:test'
import { outputs, refused, until, versions } from './bench.ts'
import type { SetUp } from './bench.ts'
import { analyst } from './workshop.ts'

export const describeStopping = (setUp: SetUp): void => {
  it('cancels work in progress and can be retried from there', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('sum')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.signals.has('sum'))
    const cancelled = await service.cancel(id, analyst)
    assert.equal(cancelled.state, 'cancelled')
    assert.equal(shop.signals.get('sum')?.aborted, true)
    release()
    assert.equal((await service.cancel(id, analyst)).seq, cancelled.seq)
    await service.retry(id, analyst)
    const done = await service.settled(id, analyst)
    assert.equal(outputs(done)['sum'], 15)
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)', 'sum(2)'])
  })

  it('continues a run that its process left, from the last recorded step', async () => {
    const { service, shop, beside } = setUp()
    shop.hold('sum')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.signals.has('sum'))
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

  it('refuses to edit under an acting step that is being carried out', async () => {
    const { service, shop } = setUp({ acts: true })
    const release = shop.hold('report')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.signals.has('report'))
    const edit = { runId: id, step: 'read', expectedVersion: 1, output: 1, actor: analyst }
    await assert.rejects(service.edit(edit), refused('STEP_NOT_EDITABLE'))
    release()
    assert.equal((await service.settled(id, analyst)).state, 'done')
    assert.equal(shop.acted.length, 1)
  })
}
