import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Run } from '@millwright/spec'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import { localActor } from './local-actor.ts'
import { openPlatform } from './open-platform.ts'

const root = await mkdtemp(join(tmpdir(), 'platform-'))
after(() => rm(root, { recursive: true }))

const appsFolder = join(import.meta.dirname, '..', 'testing', 'apps')
const configFor = async (name: string, change: Partial<Config> = {}): Promise<Config> => ({
  ...(await loadConfig({ MILLWRIGHT_LOG: 'silent', MILLWRIGHT_NOW: '2026-11-23T08:00:00' }, root)),
  dataFolder: join(root, name),
  demo: false,
  ...change,
})

test('the demo plant is made at the first start with progress, and not again when someone removed it', async () => {
  const config = await configFor('demo', { demo: true })
  const fractions: number[] = []
  const first = await openPlatform(config, {
    appsFolder,
    onProgress: ({ message, fraction }) => {
      if (message.includes('demo') && fraction !== undefined) fractions.push(fraction)
    },
  })
  const actor = await localActor(first)
  const source = await first.sources.get('demo', actor)
  assert.equal(source.state, 'ready')
  assert.equal(source.catalog?.tables.length, 14)
  assert.ok(fractions.length > 3 && fractions.every((fraction, i) => fraction >= (fractions[i - 1] ?? 0)))
  const connection = await first.sources.connection('demo')
  const last = await connection.query({
    sql: "select max(started_at) < timestamp '2026-11-23' from stop",
    maxRows: 1,
    timeoutMs: 10_000,
  })
  assert.deepEqual(last.rows, [[true]])
  await first.sources.remove('demo', actor)
  await first.close()
  const second = await openPlatform(config, { appsFolder })
  assert.deepEqual(await second.sources.list(actor), [])
  await second.close()
})

test('the data folder and its key are for their owner alone', async () => {
  const config = await configFor('owned')
  const platform = await openPlatform(config, { appsFolder })
  await platform.close()
  assert.equal((await stat(config.dataFolder)).mode & 0o777, 0o700)
  assert.equal((await stat(join(config.dataFolder, 'key'))).mode & 0o777, 0o600)
})

test('a run that a stop cut off goes on at the next start, for the person who asked as they are then', async () => {
  const config = await configFor('resumed')
  const first = await openPlatform(config, { appsFolder })
  const actor = await localActor(first)
  const { id } = await first.runs.start({ skill: 'workshop.count', input: { start: 20, waitMs: 700 }, actor })
  await first.close()
  const second = await openPlatform(config, { appsFolder })
  const run: Run = await second.runs.settled(id, actor, AbortSignal.timeout(20_000))
  assert.deepEqual(
    run.steps.map(step => step.output),
    [21, 42],
  )
  assert.equal(run.createdBy.personId, actor.personId)
  await second.close()
})

test('whoever opens the platform on this machine acts as its first administrator', async () => {
  const platform = await openPlatform(await configFor('local'), { appsFolder })
  const actor = await localActor(platform)
  assert.deepEqual([actor.role, actor.via], ['administrator', 'cli'])
  const { access } = platform
  await access.people.update(actor.personId, { password: 'brake disc 42' })
  assert.equal((await localActor(platform)).personId, actor.personId)
  assert.equal((await access.people.list()).length, 1)
  await platform.close()
})
