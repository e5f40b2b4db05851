import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import type { RunService } from '@millwright/spec'
import { collect, outputs, until } from './bench.ts'
import type { SetUp } from './bench.ts'
import { analyst } from './workshop.ts'

export const describeWatching = (setUp: SetUp): void => {
  it('streams history and live events to every watcher without gap or duplicate', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('read')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    const stop = new AbortController()
    const early = collect(service.events(id, analyst, 0, stop.signal))
    release()
    const done = await service.settled(id, analyst)
    const late = collect(service.events(id, analyst, 3, stop.signal))
    await service.edit({ runId: id, step: 'read', expectedVersion: 1, output: 1, actor: analyst })
    const { seq } = await service.settled(id, analyst)
    assert.ok(seq > done.seq)
    await until(() => early.at(-1)?.seq === seq && late.at(-1)?.seq === seq)
    stop.abort()
    assert.deepEqual(
      early.map(event => event.seq),
      Array.from({ length: seq }, (_, index) => index + 1),
    )
    assert.deepEqual(
      late.map(event => event.seq),
      Array.from({ length: seq - 3 }, (_, index) => index + 4),
    )
  })

  it('streams what another process on the same database appends', async () => {
    const { service, beside, run } = setUp()
    const { id, seq } = await run()
    const watcher = beside({ pollMs: 20 })
    const stop = new AbortController()
    const seen = collect(watcher.events(id, analyst, seq, stop.signal))
    await service.edit({ runId: id, step: 'sum', expectedVersion: 1, output: 1, actor: analyst })
    await until(() => seen.some(event => event.data.type === 'run-finished'))
    stop.abort()
    assert.equal(seen[0]?.seq, seq + 1)
    assert.equal(outputs(await watcher.get(id, analyst))['sum'], 1)
  })

  it('lets one of two processes win when both edit the same version', async () => {
    const { service, beside, run } = setUp()
    const { id } = await run()
    const other = beside({ pollMs: 20 })
    const edit = (through: RunService, output: number) =>
      through.edit({ runId: id, step: 'sum', expectedVersion: 1, output, actor: analyst })
    const ends = await Promise.allSettled([edit(service, 1), edit(other, 2)])
    assert.deepEqual(ends.map(end => end.status).toSorted(), ['fulfilled', 'rejected'])
    const lost = ends.find(end => end.status === 'rejected')
    assert.ok(isPlatformError(lost?.reason, 'STEP_EDIT_CONFLICT'))
  })

  it('stops work that another process on the same database has cancelled', async () => {
    const { shop, beside } = setUp()
    const worker = beside({ pollMs: 20 })
    shop.hold('read')
    const { id } = await worker.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.contexts.has('read'))
    const other = beside({ pollMs: 20 })
    assert.equal(await other.resumeAll(), 0, 'a run that is being worked on is not taken over')
    await other.cancel(id, analyst)
    await until(() => shop.contexts.get('read')?.signal.aborted === true)
    assert.equal((await worker.settled(id, analyst)).state, 'cancelled')
  })

  it('rejects waiting when the watcher gives up', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('read')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await assert.rejects(service.settled(id, analyst, AbortSignal.timeout(20)), { name: 'TimeoutError' })
    release()
    await service.settled(id, analyst)
  })
}
