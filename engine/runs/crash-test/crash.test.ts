import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Run } from '@millwright/spec'
import { migrate, openStore } from '../../store/index.ts'
import { runMigrations } from '../tables.ts'
import { readOrders } from './scenario.ts'

/** How many times the scenario writes to the journal when nothing goes wrong. */
const writes = 8
const everyWrite = Array.from({ length: writes }, (_, index) => index + 1)
/** While a write is under way its outcome is open: tried where an order stands before or after it. */
const positions = { before: everyWrite, during: [2, 3, 6], after: everyWrite }

const playIn = (
  folder: string,
  ...args: readonly string[]
): Promise<{ signal: string | null; out: string }> =>
  new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'process.ts')
    execFile(process.execPath, [script, folder, ...args], (error, out, problems) => {
      if (error && error.signal !== 'SIGKILL') reject(new Error(`${error.message}\n${problems}`))
      else resolve({ signal: error?.signal ?? null, out })
    })
  })

/** What must not depend on whether there was a crash: everything but ids, times and how often a step was begun. */
const essence = (run: Run) => ({
  state: run.state,
  stopped: run.stopped,
  canUndo: run.canUndo,
  steps: run.steps.map(({ step, state, output }) => ({ step, state, output })),
})

describe('a run whose process is killed', { concurrency: 2 }, () => {
  let root: string
  let expected: ReturnType<typeof essence>
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'millwright-crash-'))
    const store = await openStore({ dataDir: join(root, 'empty') })
    await migrate(store, [{ owner: 'runs', migrations: runMigrations }])
    await store.close()
    await cp(join(root, 'empty'), join(root, 'calm'), { recursive: true })
    const calm = JSON.parse((await playIn(join(root, 'calm'))).out)
    assert.equal(calm.writes, writes)
    assert.equal(calm.run.state, 'done')
    expected = essence(calm.run)
  })
  after(() => rm(root, { recursive: true, force: true }))

  for (const [moment, written] of Object.entries(positions))
    for (const position of written)
      it(`${moment} write ${position} ends as if it had not been`, async () => {
        const folder = join(root, `${moment}-${position}`)
        await cp(join(root, 'empty'), folder, { recursive: true })
        const killed = await playIn(folder, moment, String(position))
        assert.equal(killed.signal, 'SIGKILL')
        const { run } = JSON.parse((await playIn(folder)).out)
        assert.deepEqual(essence(run), expected)
        const orders = readOrders(join(folder, 'orders.txt'))
        assert.equal(new Set(orders.map(line => line.split(' ')[0])).size, orders.length)
        assert.deepEqual(
          orders.map(line => line.split(' ')[1]),
          ['6', '10'],
        )
        await rm(folder, { recursive: true })
      })
})
