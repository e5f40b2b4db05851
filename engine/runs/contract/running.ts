import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import { outputs, refused, summaryOf, untilStep } from './bench.ts'
import type { SetUp } from './bench.ts'
import { analyst, otherAnalyst } from './workshop.ts'

export const describeRunning = (setUp: SetUp): void => {
  it('runs every step after those it depends on', async () => {
    const { shop, run } = setUp()
    const done = await run()
    assert.equal(done.state, 'done')
    assert.deepEqual(outputs(done), { read: 3, double: 6, square: 9, sum: 15 })
    assert.deepEqual(done.steps.at(-1)?.inputs, { double: 1, square: 1 })
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)'])
    assert.equal(done.title, 'Base 3')
  })

  it('runs independent steps at the same time', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('double')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await untilStep(service, id, 'square', 'done')
    release()
    assert.equal(outputs(await service.settled(id, analyst))['sum'], 15)
  })

  it('returns the first run for a repeated request key, and another person their own', async () => {
    const { service, shop } = setUp()
    const request = { skill: shop.skill.name, input: { base: 1 }, requestKey: randomUUID() }
    const [first, again] = await Promise.all([
      service.start({ ...request, actor: analyst }),
      service.start({ ...request, actor: analyst }),
    ])
    const other = await service.start({ ...request, actor: otherAnalyst })
    assert.equal(again.id, first.id)
    assert.notEqual(other.id, first.id)
    await Promise.all([service.settled(first.id, analyst), service.settled(other.id, otherAnalyst)])
    assert.deepEqual(shop.log.filter(entry => entry.startsWith('read')).length, 2)
  })

  it('refuses an input that its skill does not take, and a skill that nobody offers', async () => {
    const { service, shop } = setUp()
    await assert.rejects(
      service.start({ skill: shop.skill.name, input: { base: 'x' }, actor: analyst }),
      refused('INPUT_INVALID'),
    )
    await assert.rejects(
      service.start({ skill: 'nobody.offers', input: {}, actor: analyst }),
      refused('SKILL_NOT_FOUND'),
    )
  })

  it('ends early when a step says stop, and says why', async () => {
    const { run } = setUp()
    const done = await run({ mode: 'stop' })
    assert.equal(done.state, 'done')
    assert.deepEqual(done.stopped, { step: 'read', reason: 'nothing to do' })
    assert.deepEqual(outputs(done), { read: 0 })
  })

  it('waits for a person and goes on with the answer', async () => {
    const { service, run } = setUp()
    const waiting = await run({ mode: 'ask' })
    assert.equal(waiting.state, 'waiting')
    assert.equal(waiting.steps[0]?.waitingFor?.id, 'which-base')
    const request = { runId: waiting.id, step: 'read', expectedVersion: 1, actor: analyst }
    await assert.rejects(service.answer({ ...request, value: '30' }), refused('INPUT_INVALID'))
    await service.answer({ ...request, value: '10' })
    await assert.rejects(service.answer({ ...request, value: '20' }), refused('STEP_EDIT_CONFLICT'))
    const done = await service.settled(waiting.id, analyst)
    assert.equal(outputs(done)['sum'], 120)
    assert.equal(done.history[0]?.waitingFor?.id, 'which-base')
  })

  it('records a foreseen failure with its message, and hides an unforeseen one', async () => {
    const { service, shop, run } = setUp()
    shop.failNext('sum', new Error('password=hunter2'))
    const failed = await run()
    assert.equal(failed.state, 'failed')
    const error = failed.steps.find(step => step.step === 'sum')?.error
    assert.equal(error?.code, 'INTERNAL_ERROR')
    assert.doesNotMatch(JSON.stringify(failed), /hunter2/)
    await service.retry(failed.id, analyst)
    const done = await service.settled(failed.id, analyst)
    assert.equal(done.state, 'done')
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)', 'sum(2)'])
  })

  it('lists runs newest first, in pages', async () => {
    const { service, run } = setUp()
    const made = [await run(), await run(), await run()]
    const first = await service.list({ app: 'contract', limit: 2 }, analyst)
    assert.deepEqual(
      first.map(({ id }) => id),
      [made[2]?.id, made[1]?.id],
    )
    const next = await service.list({ app: 'contract', limit: 1, before: made[1]?.id ?? '' }, analyst)
    assert.deepEqual(next, [summaryOf(made[0])])
  })
}
