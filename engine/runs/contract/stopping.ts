import assert from 'node:assert/strict'
import { it } from 'node:test'
import { outputs, refused, until } from './bench.ts'
import type { SetUp } from './bench.ts'
import { analyst } from './workshop.ts'

export const describeStopping = (setUp: SetUp): void => {
  it('cancels work in progress and can be retried from there', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('sum')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.contexts.has('sum'))
    const cancelled = await service.cancel(id, analyst)
    assert.equal(cancelled.state, 'cancelled')
    assert.equal(shop.contexts.get('sum')?.signal.aborted, true)
    release()
    assert.equal((await service.cancel(id, analyst)).seq, cancelled.seq)
    await service.retry(id, analyst)
    const done = await service.settled(id, analyst)
    assert.equal(outputs(done)['sum'], 15)
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)', 'sum(2)'])
  })

  it('refuses to edit under an acting step that is being carried out', async () => {
    const { service, shop } = setUp({ acts: true })
    const release = shop.hold('report')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.contexts.has('report'))
    const edit = { runId: id, step: 'read', expectedVersion: 1, output: 1, actor: analyst }
    await assert.rejects(service.edit(edit), refused('STEP_NOT_EDITABLE'))
    release()
    assert.equal((await service.settled(id, analyst)).state, 'done')
    assert.equal(shop.acted.length, 1)
  })
}
