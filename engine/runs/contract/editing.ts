import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { outputs, refused, states, untilStep, versions } from './bench.ts'
import type { SetUp } from './bench.ts'
import { administrator, analyst } from './workshop.ts'

export const describeEditing = (setUp: SetUp): void => {
  it('re-runs what depends on an edited step and nothing else, and keeps the old versions', async () => {
    const { service, shop, run } = setUp()
    const { id } = await run()
    await service.edit({ runId: id, step: 'double', expectedVersion: 1, output: 100, actor: analyst })
    const done = await service.settled(id, analyst)
    assert.deepEqual(outputs(done), { read: 3, double: 100, square: 9, sum: 109 })
    assert.deepEqual(states(done), { read: 'done', double: 'edited', square: 'done', sum: 'done' })
    assert.deepEqual(versions(done), { read: 1, double: 2, square: 1, sum: 2 })
    assert.deepEqual(
      done.history.map(step => [step.step, step.version, step.state, step.output]),
      [
        ['double', 1, 'superseded', 6],
        ['sum', 1, 'superseded', 15],
      ],
    )
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)', 'sum(2)'])
  })

  it('refuses the second of two concurrent edits with both versions', async () => {
    const { service, run } = setUp()
    const { id } = await run()
    const edit = (output: number, actor = analyst) =>
      service.edit({ runId: id, step: 'double', expectedVersion: 1, output, actor })
    const [first, second] = await Promise.allSettled([edit(100), edit(200, administrator)])
    assert.equal(first.status, 'fulfilled')
    assert.equal(second.status, 'rejected')
    assert.ok(second.status === 'rejected' && isPlatformError(second.reason, 'STEP_EDIT_CONFLICT'))
    assert.deepEqual(second.reason.data, {
      runId: id,
      step: 'double',
      expectedVersion: 1,
      actualVersion: 2,
      yours: 200,
      theirs: 100,
    })
    assert.equal(outputs(await service.settled(id, analyst))['sum'], 109)
  })

  it('refuses an edit that is of the wrong type, that a check fails, or that the person may not make', async () => {
    const { service, run } = setUp()
    const { id } = await run()
    const edit = (output: unknown, actor = analyst) =>
      service.edit({ runId: id, step: 'double', expectedVersion: 1, output, actor })
    await assert.rejects(edit('many'), refused('STEP_EDIT_REFUSED'))
    await assert.rejects(edit(-1), refused('STEP_EDIT_REFUSED'))
    await service.share(id, analyst)
    await assert.rejects(edit(1, { ...analyst, role: 'viewer' }), refused('NOT_PERMITTED'))
    assert.equal((await service.get(id, analyst)).steps[1]?.version, 1)
  })

  it('undoes edits one after the other without running anything again', async () => {
    const { service, shop, run } = setUp()
    const original = await run()
    const { id } = original
    await service.edit({ runId: id, step: 'read', expectedVersion: 1, output: 5, actor: analyst })
    await service.settled(id, analyst)
    await service.edit({ runId: id, step: 'sum', expectedVersion: 2, output: 1, actor: analyst })
    await service.settled(id, analyst)
    const before = shop.log.length
    const once = await service.undo(id, analyst)
    assert.deepEqual(outputs(once), { read: 5, double: 10, square: 25, sum: 35 })
    assert.equal(once.canUndo, true)
    const twice = await service.undo(id, analyst)
    assert.deepEqual(outputs(twice), outputs(original))
    assert.deepEqual(versions(twice), versions(original))
    assert.equal(twice.state, 'done')
    assert.equal(twice.canUndo, false)
    assert.equal(shop.log.length, before)
    await assert.rejects(service.undo(id, analyst), refused('NOTHING_TO_UNDO'))
  })

  it('aborts only the dependants in flight when a step is edited while the run goes on', async () => {
    const { service, shop } = setUp()
    const releases = [shop.hold('double'), shop.hold('square')]
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await untilStep(service, id, 'read', 'done')
    releases[1]?.()
    await untilStep(service, id, 'square', 'done')
    await service.edit({ runId: id, step: 'square', expectedVersion: 1, output: 1000, actor: analyst })
    assert.equal(shop.contexts.get('double')?.signal.aborted, false)
    const before = shop.contexts.get('double')?.signal
    await service.edit({ runId: id, step: 'read', expectedVersion: 1, output: 4, actor: analyst })
    assert.equal(before?.aborted, true)
    releases[0]?.()
    const done = await service.settled(id, analyst)
    assert.deepEqual(outputs(done), { read: 4, double: 8, square: 16, sum: 24 })
  })

  it('forks into a run of its own, which leaves the first as it was', async () => {
    const { service, shop, run } = setUp()
    const first = await run()
    const fork = await service.fork(first.id, analyst)
    assert.deepEqual(fork.forkedFrom, { runId: first.id, seq: first.seq })
    assert.deepEqual([first.asOf, fork.asOf], [undefined, first.createdAt]) // "last month" stays what it was
    assert.deepEqual(outputs(fork), outputs(first))
    assert.equal(shop.log.length, 4)
    await service.edit({ runId: fork.id, step: 'read', expectedVersion: 1, output: 1, actor: analyst })
    assert.equal(outputs(await service.settled(fork.id, analyst))['sum'], 3)
    assert.deepEqual(outputs(await service.get(first.id, analyst)), outputs(first))
  })

  it('starts unfinished work over in a fork', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('square')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await untilStep(service, id, 'double', 'done')
    const fork = await service.fork(id, analyst)
    release()
    const [first, second] = [await service.settled(id, analyst), await service.settled(fork.id, analyst)]
    assert.deepEqual(outputs(second), outputs(first))
    assert.deepEqual(shop.log.filter(entry => entry.startsWith('square')).length, 2)
  })
}
