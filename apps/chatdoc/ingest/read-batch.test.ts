import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { cancelReading } from './control-reading.ts'
import { readBatch } from './read-batch.ts'
import { openIngestBench } from './testing/ingest-bench.ts'

const bench = await openIngestBench()
after(() => bench.close())

const names = Array.from({ length: 20 }, (_, at) => `file${at}`)
const idOf = (name: string): string => `${name}-1`

const statesOf = (): Promise<readonly (string | undefined)[]> =>
  Promise.all(names.map(name => bench.stateOf(idOf(name))))

const contextOf = (signal = new AbortController().signal) => {
  const told: { readonly fraction: number | undefined; readonly message: string }[] = []
  const progress = (fraction: number | undefined, message: string): void =>
    void told.push({ fraction, message })
  return { jobId: 'job', signal, progress, told }
}

test('a batch is read to its end; what fails and what is cancelled in it is its own matter', async () => {
  await bench.begin(
    {
      read: id => {
        if (id === idOf('file3')) return Promise.reject(new Error('a fault of ours'))
        return Promise.resolve([`The ${id} valve.`])
      },
    },
    names,
  )
  await cancelReading(bench.services, idOf('file5'))
  const context = contextOf()
  const { ended, faults } = await readBatch(bench.services, 'b', context)
  assert.equal(ended, names.length - 1)
  assert.match(faults.join(), /^file3: .*a fault of ours/)
  const expected = names.map(name => ({ file3: 'failed', file5: 'cancelled' })[name] ?? 'ready')
  assert.deepEqual(await statesOf(), expected)
  assert.match(context.told.at(-1)?.message ?? '', /^20\/20 file/)
  const fractions = context.told.map(({ fraction }) => fraction ?? 0)
  assert.deepEqual(
    fractions,
    fractions.toSorted((a, b) => a - b),
  )
})

test('a few files are begun ahead, and when the job is stopped they wait for the next attempt', async () => {
  const abort = new AbortController()
  const begun: string[] = []
  let most = 0
  let ended = 0
  await bench.begin(
    {
      read: id => {
        begun.push(id)
        most = Math.max(most, begun.length - ended)
        return Promise.resolve([`The ${id} valve.`])
      },
      afterStep: async () => {
        ended = (await statesOf()).filter(state => state === 'ready').length
        if (ended === 6) abort.abort(new Error('shutting down'))
      },
    },
    names,
  )
  await assert.rejects(readBatch(bench.services, 'b', contextOf(abort.signal)), /shutting down/)
  assert.ok(most > 1 && most <= 9, `${most} were in hand at once`)
  const cutOff = (await statesOf()).filter(state => state === 'reading').length
  assert.ok(cutOff > 0)

  begun.length = 0
  ended = 0
  const alone: string[][] = []
  const again = await readBatch(
    {
      ...bench.services,
      giveWay: {
        ...bench.services.giveWay,
        step: async work => {
          if (alone.length < cutOff) alone.push([...begun])
          return work()
        },
      },
    },
    'b',
    contextOf(),
  )
  assert.equal(again.ended, 14)
  assert.deepEqual(new Set(await statesOf()), new Set(['ready']))
  assert.deepEqual(alone[0]?.length, 1, 'the first that was cut off is read alone')
  assert.deepEqual(new Set(begun.slice(0, cutOff)).size, cutOff)
})

test('a file that ends the process whenever it is read is given up, and the others are read', async () => {
  await bench.begin({ read: id => Promise.resolve([`The ${id} valve.`]) }, names)
  await bench.database
    .updateTable('chatdoc_revision')
    .set({ state: 'reading', attempts: 4 })
    .where('id', '=', idOf('file2'))
    .execute()
  await bench.database
    .updateTable('chatdoc_revision')
    .set({ state: 'reading', attempts: 1 })
    .where('id', 'in', ['file1', 'file3'].map(idOf))
    .execute()
  await readBatch(bench.services, 'b', contextOf())
  const expected = names.map(name => (name === 'file2' ? 'failed' : 'ready'))
  assert.deepEqual(await statesOf(), expected)
})

test('a batch that more files come to is read on until it is closed', async () => {
  await bench.begin({ read: id => Promise.resolve([`The ${id} valve.`]) }, names)
  const setClosed = (at: Date | null) =>
    bench.database.updateTable('chatdoc_batch').set({ closed_at: at }).where('id', '=', 'b').execute()
  await setClosed(null)
  const read = readBatch(bench.services, 'b', contextOf())
  while ((await statesOf()).some(state => state !== 'ready')) await sleep(5)
  await bench.addRevision('file0', 2)
  while ((await bench.stateOf('file0-2')) !== 'ready') await sleep(5)
  await setClosed(new Date())
  assert.deepEqual(await read, { ended: 21, faults: [] })
})
