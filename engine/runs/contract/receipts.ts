import assert from 'node:assert/strict'
import { it } from 'node:test'
import { refused } from './bench.ts'
import type { SetUp } from './bench.ts'
import { analyst, otherAnalyst } from './workshop.ts'

export const describeReceipts = (setUp: SetUp): void => {
  it('replays a receipt with its answers and edits, and finds the step that differs', async () => {
    const { service, shop, run } = setUp()
    const { id } = await run({ mode: 'ask' })
    await service.answer({ runId: id, step: 'read', expectedVersion: 1, value: '20', actor: analyst })
    await service.settled(id, analyst)
    await service.edit({ runId: id, step: 'double', expectedVersion: 1, output: 7, actor: analyst })
    await service.settled(id, analyst)
    const receipt = await service.receipt(id, analyst)
    const file = JSON.parse(JSON.stringify(receipt))
    assert.deepEqual(Object.keys(receipt.outputHashes), ['read', 'double', 'square', 'sum'])
    const same = await service.replay(file, otherAnalyst)
    assert.equal(same.same, true)
    assert.notEqual(same.runId, id)
    file.outputHashes.sum = 'another'
    const report = await service.replay(file, otherAnalyst)
    assert.deepEqual(
      report.steps.map(step => `${step.step} ${step.verdict}`),
      ['read same', 'double same', 'square same', 'sum differs'],
    )
    assert.equal(report.same, false)
    assert.equal(shop.acted.length, 0)
  })

  it('hashes of an output what its step calls stable', async () => {
    const { service, run } = setUp()
    const hashesOf = async (base: number) =>
      (await service.receipt((await run({ base })).id, analyst)).outputHashes
    assert.deepEqual(await hashesOf(3.0001), await hashesOf(3.0002))
    assert.notDeepEqual(await hashesOf(3), await hashesOf(4))
  })

  it('replays nothing that is not a receipt, and nothing that acts on the world', async () => {
    const { service, shop, run } = setUp({ acts: true })
    const receipt = await service.receipt((await run()).id, analyst)
    await assert.rejects(service.replay(receipt, analyst), refused('RECEIPT_INVALID'))
    await assert.rejects(service.replay({ ...receipt, events: [] }, analyst), refused('RECEIPT_INVALID'))
    assert.equal(shop.acted.length, 1)
  })
}
