import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { isPlatformError, PlatformError } from '@millwright/spec'
import type { Actor, DataConnection, Job, JobDefinition, Source, SourceService } from '@millwright/spec'
import { createModelStore, modelMigrations } from '../model/index.ts'
import type { ModelTables } from '../model/store/model-tables.ts'
import { openPlantDatabase } from '../testing/plant-database.ts'
import { createValueIndexCache, createValueIndexJob, createValueStore } from '../values/index.ts'
import { createWorkspace, reconciledBy } from './create-workspace.ts'

const clock = { now: () => new Date('2026-11-23T08:00:00Z') }
const actor: Actor = { personId: 'p1', name: 'Ann', role: 'administrator', via: 'session' }
const pglite = new PGlite()
const database = new Kysely<ModelTables>({ dialect: new PGliteDialect({ pglite }) })
for (const migration of modelMigrations) for (const statement of migration.up) await pglite.exec(statement)
const folder = await mkdtemp(path.join(os.tmpdir(), 'workspace-'))
after(async () => {
  await database.destroy()
  await rm(folder, { recursive: true })
})

const sourceOf = (id: string, state: Source['state'] = 'ready'): Source => ({
  id,
  name: id.toUpperCase(),
  kind: 'sqlite',
  location: id,
  state,
  notes: [],
  createdAt: clock.now().toISOString(),
})

/** Runs the one job at once when it is sent, and knows how each ended. */
const createJobs = (definition: JobDefinition) => {
  const ends: Promise<Job>[] = []
  const run = async (id: string, input: unknown): Promise<Job> => {
    const job = { id, name: definition.name, title: definition.title, input, output: null, attempt: 1 }
    const signal = new AbortController().signal
    const createdAt = clock.now().toISOString()
    try {
      await definition.run({ jobId: id, input, signal, progress: () => {} })
      return { ...job, createdAt, state: 'done' }
    } catch (error) {
      return { ...job, createdAt, state: 'failed', error: String(error) }
    }
  }
  return {
    send: async (_name: string, input: unknown): Promise<string> => {
      const id = String(ends.length)
      ends.push(run(id, input))
      return id
    },
    ended: async (id: string): Promise<Job> => ends[Number(id)] ?? assert.fail(`no job ${id}`),
    sent: () => ends.length,
  }
}

/** Sources whose connections are `connections`; the others cannot be reached. */
const open = (all: readonly Source[], connections: ReadonlyMap<string, DataConnection>) => {
  const get = (id: string): Promise<DataConnection> => {
    const found = connections.get(id)
    const gone = new PlatformError('SOURCE_UNREACHABLE', { location: id, reason: 'the test took it away' })
    return found ? Promise.resolve(found) : Promise.reject(gone)
  }
  const sources: Pick<SourceService, 'list' | 'connection' | 'catalog'> = {
    list: async () => all,
    connection: get,
    catalog: async id => (await get(id)).readCatalog(),
  }
  const models = createModelStore({ database, workspaceFolder: folder, clock })
  const values = createValueStore(folder)
  const indexes = createValueIndexCache(values)
  const job = createValueIndexJob({
    store: values,
    clock,
    loadModel: async id => (await models.find(id))?.model,
    connect: get,
    onBuilt: data => indexes.renew(data),
  })
  const jobs = createJobs(job)
  const workspace = createWorkspace({
    sources: sources as SourceService, // the workspace uses these three alone
    models,
    values,
    indexes,
    jobs,
    clock,
    workspaceFolder: folder,
  })
  return { workspace, models, values, jobs }
}

test('a source that cannot be read is left out of a survey by name, and refused where it is asked for', async () => {
  const connections = new Map([['good', openPlantDatabase()]])
  const { workspace } = open([sourceOf('good'), sourceOf('bad'), sourceOf('new', 'loading')], connections)
  const { sources, leftOut } = await workspace.survey(actor)
  assert.deepEqual(
    sources.map(source => source.sourceId),
    ['good'],
  )
  assert.deepEqual(
    leftOut.map(({ sourceName }) => sourceName),
    ['BAD'],
  )
  assert.match(leftOut[0]?.reason ?? '', /the test took it away/)
  for (const [id, code] of [
    ['bad', 'SOURCE_UNREACHABLE'],
    ['new', 'NOT_READY'],
    ['none', 'SOURCE_NOT_FOUND'],
  ] as const)
    await assert.rejects(workspace.knowledge(actor, [id]), error => isPlatformError(error, code), id)
})

test('values that a crash kept from being read are read when the source is prepared', async () => {
  const { workspace, values } = open([sourceOf('cut')], new Map([['cut', openPlantDatabase()]]))
  assert.equal(await workspace.isPrepared('cut'), false)
  await workspace.ensureModel('cut')
  await values.remove('cut')
  assert.equal(await workspace.isPrepared('cut'), false)
  await workspace.prepare('cut')
  await workspace.knowledge(actor, ['cut'])
  assert.equal(await workspace.isPrepared('cut'), true)
})

test('a first question waits for the job that reads the values, and is not answered without them', async () => {
  const plant = openPlantDatabase()
  const connections = new Map([['fresh', plant]])
  const { workspace, jobs } = open([sourceOf('fresh')], connections)
  await workspace.ensureModel('fresh')
  assert.equal(jobs.sent(), 0)
  const unreadable = { ...plant, query: () => Promise.reject(new Error('it is locked')) }
  connections.set('fresh', unreadable)
  await assert.rejects(workspace.knowledge(actor, ['fresh']), error => {
    assert.ok(isPlatformError(error, 'NOT_READY'))
    return /it is locked/.test(error.message) && error.retryable
  })
  connections.set('fresh', plant)
  const [known] = await workspace.knowledge(actor, ['fresh'])
  assert.ok((known?.index.longestPhrase ?? 0) > 0)
  assert.equal(jobs.sent(), 2)
  await workspace.knowledge(actor, ['fresh'])
  assert.equal(jobs.sent(), 2)
})

test('everyone who asks at first waits for one drafting', async () => {
  let catalogs = 0
  const plant = openPlantDatabase()
  const counting = { ...plant, readCatalog: () => (catalogs++, plant.readCatalog()) }
  const { workspace } = open([sourceOf('once')], new Map([['once', counting]]))
  const saved = await Promise.all(Array.from({ length: 5 }, () => workspace.ensureModel('once')))
  assert.deepEqual([catalogs, new Set(saved.map(one => one.version)).size], [1, 1])
})

test('a change of the source is followed even when a person saves at the same moment, and both stay', async () => {
  const plant = openPlantDatabase()
  const connections = new Map([['moving', plant]])
  const { workspace, models } = open([sourceOf('moving')], connections)
  const first = await workspace.ensureModel('moving')
  const grown: DataConnection = {
    ...plant,
    readCatalog: async () => {
      const catalog = await plant.readCatalog()
      if ((await models.get('moving')).version === first.version)
        await models.save({
          sourceId: 'moving',
          expectedVersion: first.version,
          content: { model: { ...first.model, description: 'by a person' } },
          by: 'Ann',
        })
      return { ...catalog, tables: catalog.tables.filter(table => table.name !== 'line_pairs') }
    },
  }
  connections.set('moving', grown)
  await workspace.reconcile('moving')
  const { model, version, savedBy } = await models.get('moving')
  assert.deepEqual([model.description, version, savedBy], ['by a person', first.version + 2, reconciledBy])
  assert.equal(model.datasets.find(dataset => dataset.table.name === 'line_pairs')?.hidden, true)
  await workspace.reconcile('moving')
  assert.equal((await models.get('moving')).version, version, 'what is gone is followed once')
})
