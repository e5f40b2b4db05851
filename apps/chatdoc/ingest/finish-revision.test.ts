import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { toJsonb } from '../library/to-jsonb.ts'
import { claimRevision } from './claim-revisions.ts'
import { cancelReading } from './control-reading.ts'
import { beginReading } from './read-revision.ts'
import { openIngestBench } from './testing/ingest-bench.ts'

const manyBlocks = 900
const textsOf = (word: string): readonly string[] =>
  Array.from(
    { length: manyBlocks },
    (_, at) => `Valve ${at} of the ${word} line closes within ${at} seconds.`,
  )

const bench = await openIngestBench()
after(() => bench.close())

const readWhole = async (id: string): Promise<string | undefined> => {
  const revision = await claimRevision(bench.database, id)
  assert.ok(revision)
  const { signal } = new AbortController()
  return beginReading(bench.services, revision, { jobId: 'job', signal }).finish(() => undefined)
}

test('a long revision is stored in short steps that nobody sees, and comes into force at once with its last one', async () => {
  const steps: { readonly places: number; readonly old: number; readonly fresh: number }[] = []
  await bench.begin(
    {
      read: id => Promise.resolve(textsOf(id === 'manual-1' ? 'boiler' : 'turbine')),
      afterStep: async () => {
        const found = await bench.find('valve 7 line')
        const { places } = await bench.database
          .selectFrom('chatdoc_passage_place')
          .select(({ fn }) => fn.countAll<number>().as('places'))
          .executeTakeFirstOrThrow()
        const count = (word: string): number => found.filter(text => text.includes(word)).length
        steps.push({ places: Number(places), old: count('boiler'), fresh: count('turbine') })
      },
    },
    ['manual'],
  )
  assert.equal(await readWhole('manual-1'), undefined)
  steps.length = 0
  assert.equal(await readWhole(await bench.addRevision('manual', 2)), undefined)
  assert.ok(steps.length > 10, `${steps.length} steps`)
  const jumps = steps.slice(1).map((step, at) => step.places - (steps[at]?.places ?? 0))
  assert.ok(Math.max(...jumps) <= 60, `a step stored ${Math.max(...jumps)} passages`)
  const inForce = steps.findIndex(step => step.fresh > 0)
  assert.ok(inForce > 10)
  for (const [at, step] of steps.entries())
    assert.deepEqual([step.old > 0, step.fresh > 0], [at < inForce, at >= inForce], `step ${at}`)
})

test('a block that is corrected while the revision is stored is corrected in it', async () => {
  let isCorrected = false
  await bench.begin(
    {
      read: () => Promise.resolve(textsOf('boiler')),
      afterStep: async () => {
        const [first] = await bench.database
          .selectFrom('chatdoc_block')
          .select(['id', 'block'])
          .where('ordinal', '=', 0)
          .execute()
        if (!first || isCorrected) return
        isCorrected = true
        await bench.database
          .insertInto('chatdoc_correction')
          .values({
            document_id: 'manual',
            block_id: first.id,
            version: 1,
            original: toJsonb(first.block),
            block: toJsonb({ ...first.block, text: 'The snarkwell valve closes at once.' }),
            by_name: 'Ann',
            at: new Date(),
          })
          .execute()
      },
    },
    ['manual'],
  )
  assert.equal(await readWhole('manual-1'), undefined)
  assert.ok(isCorrected)
  assert.deepEqual((await bench.find('snarkwell')).slice(0, 1), ['The snarkwell valve closes at once.'])
})

const tables = ['chatdoc_block', 'chatdoc_passage', 'chatdoc_passage_place', 'chatdoc_window'] as const

/** How many rows each table has. */
const countRows = async (): Promise<readonly number[]> => {
  const counts: number[] = []
  for (const table of tables)
    counts.push((await bench.database.selectFrom(table).selectAll().execute()).length)
  return counts
}

test('parts that a crash left are taken over by the next reading', async () => {
  let steps = 0
  let isDead = false
  const dies = new Promise<never>(() => undefined)
  let told: () => void = () => undefined
  const death = new Promise<void>(resolve => void (told = resolve))
  await bench.begin(
    {
      read: () => Promise.resolve(textsOf('boiler')),
      afterStep: () => {
        steps++
        if (isDead || steps < 12) return Promise.resolve()
        isDead = true
        told()
        return dies // nothing comes after this step, as in a process that was ended
      },
    },
    ['manual'],
  )
  void readWhole('manual-1')
  await death
  const left = await countRows()
  assert.ok((left[1] ?? 0) > 0, `${left.join(', ')} rows were left`)
  assert.equal(await readWhole('manual-1'), undefined)
  assert.equal(await bench.stateOf('manual-1'), 'ready')
  assert.deepEqual(await countRows(), [manyBlocks, manyBlocks, manyBlocks, 0])
})

test('of a revision that is cancelled, or that the product fails on, nothing stays', async () => {
  let onStep = (): Promise<void> => Promise.resolve()
  let steps = 0
  await bench.begin(
    {
      read: () => Promise.resolve(textsOf('boiler')),
      afterStep: () => (++steps === 8 ? onStep() : Promise.resolve()),
    },
    ['manual'],
  )
  onStep = () => Promise.reject(new Error('the disk is on fire'))
  assert.match((await readWhole('manual-1')) ?? '', /the disk is on fire/)
  assert.equal(await bench.stateOf('manual-1'), 'failed')
  assert.deepEqual(await countRows(), [0, 0, 0, 0])

  steps = 0
  onStep = () => cancelReading(bench.services, 'manual-2')
  assert.equal(await readWhole(await bench.addRevision('manual', 2)), undefined)
  assert.equal(await bench.stateOf('manual-2'), 'cancelled')
  assert.deepEqual(await countRows(), [0, 0, 0, 0])
})

test('a revision that is read again is found with what it held until the new reading stands, also where that fails', async () => {
  const readings: (() => Promise<readonly string[]>)[] = [
    () => Promise.resolve(textsOf('boiler')),
    () => Promise.resolve(textsOf('turbine')),
    () => Promise.reject(new Error('the disk is on fire')),
  ]
  const found: string[] = []
  const words = async (): Promise<string> => {
    const texts = await bench.find('valve 7 line')
    return ['boiler', 'turbine'].filter(word => texts.some(text => text.includes(word))).join(' ')
  }
  await bench.begin(
    {
      read: () => readings.shift()?.() ?? Promise.resolve([]),
      afterStep: async () => void found.push(await words()),
    },
    ['manual'],
  )
  const readAgain = async (): Promise<string | undefined> => {
    await bench.database.updateTable('chatdoc_revision').set({ state: 'queued', attempts: 0 }).execute()
    found.splice(0, found.length, await words())
    return readWhole('manual-1')
  }
  assert.equal(await readWhole('manual-1'), undefined)
  assert.equal(await readAgain(), undefined)
  assert.deepEqual(
    found.filter((word, at) => word !== found[at - 1]),
    ['boiler', 'turbine'],
  )
  const rows = await countRows()
  assert.match((await readAgain()) ?? '', /the disk is on fire/)
  assert.equal(await bench.stateOf('manual-1'), 'failed')
  assert.equal(await words(), 'turbine')
  assert.deepEqual(await countRows(), rows)
})
