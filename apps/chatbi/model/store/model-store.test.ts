import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { isPlatformError } from '@millwright/spec'
import { openPlantDatabase } from '../../testing/plant-database.ts'
import { draftModel } from '../draft/draft-model.ts'
import { toOssieYaml } from '../ossie/to-ossie.ts'
import type { SemanticModel } from '../semantic-model.ts'
import { createModelStore } from './model-store.ts'
import type { ModelStore } from './model-store.ts'
import { modelMigrations } from './model-tables.ts'
import type { ModelTables } from './model-tables.ts'

const pglite = new PGlite()
const database = new Kysely<ModelTables>({ dialect: new PGliteDialect({ pglite }) })
for (const migration of modelMigrations) for (const statement of migration.up) await pglite.exec(statement)
const clock = { now: () => new Date('2026-11-23T08:00:00Z') }
const connection = openPlantDatabase()
const catalog = await connection.readCatalog()
const model = await draftModel({ source: { id: 's1', name: 'Plant' }, connection, catalog })
const folders: string[] = []
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true })
  await database.destroy()
})

let folder = ''
let store: ModelStore
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'millwright-models-'))
  folders.push(folder)
  await pglite.exec('DELETE FROM chatbi_model; DELETE FROM chatbi_model_history')
  store = createModelStore({ database, workspaceFolder: folder, clock })
})

const file = (): string => path.join(folder, 'models', 's1.ossie.yaml')
const saveFirst = () => store.save({ sourceId: 's1', expectedVersion: 0, content: { model }, by: 'Ann' })
const renamed = (name: string): SemanticModel => ({ ...model, name })
const edit = async (from: string, to: string): Promise<void> => {
  const text = await readFile(file(), 'utf8')
  assert.ok(text.includes(from), from)
  await writeFile(file(), text.replace(from, to))
}

test('a saved model is found again, in the store and as a file', async () => {
  assert.equal(await store.find('s1'), undefined)
  const saved = await saveFirst()
  assert.deepEqual([saved.version, saved.savedBy, saved.savedAt], [1, 'Ann', '2026-11-23T08:00:00.000Z'])
  assert.deepEqual(
    (await createModelStore({ database, workspaceFolder: folder, clock }).get('s1')).model,
    model,
  )
  assert.equal(await readFile(file(), 'utf8'), toOssieYaml(model))
  assert.equal(await store.get('s1'), await store.get('s1'), 'the same object while nothing changed')
})

test('an edit made against an older version is refused with both versions', async () => {
  await saveFirst()
  await store.save({ sourceId: 's1', expectedVersion: 1, content: { model: renamed('Second') }, by: 'Ann' })
  const late = store.save({
    sourceId: 's1',
    expectedVersion: 1,
    content: { model: renamed('Late') },
    by: 'Bob',
  })
  await assert.rejects(
    late,
    error => isPlatformError(error, 'MODEL_CONFLICT') && error.data.actualVersion === 2,
  )
  assert.equal((await store.get('s1')).model.name, 'Second')
})

test('of two saves at the same time one wins', async () => {
  await saveFirst()
  const other = createModelStore({ database, workspaceFolder: folder, clock })
  const both = await Promise.allSettled(
    [store, other].map(one =>
      one.save({ sourceId: 's1', expectedVersion: 1, content: { model: renamed('x') }, by: 'x' }),
    ),
  )
  assert.deepEqual(new Set(both.map(one => one.status)), new Set(['fulfilled', 'rejected']))
})

test('an invalid document is refused with every problem and its line', async () => {
  await saveFirst()
  const yaml = toOssieYaml(model)
    .replace('datatype: Integer', 'datatype: Intger')
    .replace('to: line\n', 'to: lin\n')
  const saving = store.save({ sourceId: 's1', expectedVersion: 1, content: { yaml }, by: 'Ann' })
  await assert.rejects(
    saving,
    error =>
      isPlatformError(error, 'MODEL_INVALID') &&
      error.data.problems.length >= 2 &&
      error.data.problems.every(problem => /^line \d+: /.test(problem)),
  )
  assert.equal((await store.get('s1')).version, 1)
})

test('a model that names what does not exist is refused as text is', async () => {
  const broken = {
    ...model,
    metrics: [
      {
        name: 'm',
        label: { en: 'm' },
        synonyms: [],
        hidden: false,
        expression: { kind: 'rows' as const, dataset: 'nowhere' },
      },
    ],
  }
  await assert.rejects(
    store.save({ sourceId: 's1', expectedVersion: 0, content: { model: broken }, by: 'Ann' }),
    error => isPlatformError(error, 'MODEL_INVALID'),
  )
  assert.equal(await store.find('s1'), undefined)
})

test('columns that the source lacks are refused where the catalogue is given', async () => {
  const content = { yaml: toOssieYaml(model).replace('expression: EmployeeID', 'expression: EmploeeID') }
  await assert.rejects(
    store.save({ sourceId: 's1', expectedVersion: 0, content, by: 'Ann', catalog }),
    error => isPlatformError(error, 'MODEL_INVALID'),
  )
})

test('comments written in the document stay when the page saves', async () => {
  await saveFirst()
  const yaml = toOssieYaml(model).replace(
    '      - name: employees',
    '      # people of the plant\n      - name: employees',
  )
  await store.save({ sourceId: 's1', expectedVersion: 1, content: { yaml }, by: 'Ann' })
  const saved = await store.save({
    sourceId: 's1',
    expectedVersion: 2,
    content: { model: renamed('Other') },
    by: 'Ann',
  })
  assert.ok(saved.yaml.includes('# people of the plant'))
  assert.deepEqual([saved.model.name, saved.version], ['Other', 3])
})

test('a file edited by hand is the next version', async () => {
  await saveFirst()
  await edit('name: Plant', 'name: Plant by hand')
  const found = await store.get('s1')
  assert.deepEqual(
    [found.version, found.model.version, found.savedBy, found.model.name],
    [2, 2, 'file', 'Plant by hand'],
  )
  assert.equal((await store.get('s1')).version, 2, 'once')
})

test('a file edited into errors is shown with them, and the last sound model stays', async () => {
  await saveFirst()
  await edit('datatype: Integer', 'datatype: Intger')
  const found = await store.get('s1')
  assert.deepEqual([found.version, found.model.name], [1, 'Plant'])
  assert.ok(found.yaml.includes('Intger'))
  assert.equal(found.diagnostics[0]?.code, 'OSSIE_DATATYPE_UNKNOWN')
})

test('an old copy of the file is renewed, not taken for an edit', async () => {
  await saveFirst()
  const old = await readFile(file(), 'utf8')
  await store.save({ sourceId: 's1', expectedVersion: 1, content: { model: renamed('New') }, by: 'Ann' })
  await writeFile(file(), old)
  assert.deepEqual([(await store.get('s1')).version, (await store.get('s1')).model.name], [2, 'New'])
  assert.ok((await readFile(file(), 'utf8')).includes('name: New'))
})

test('a file that is gone is written again', async () => {
  await saveFirst()
  await rm(file())
  await createModelStore({ database, workspaceFolder: folder, clock }).get('s1')
  assert.ok((await readFile(file(), 'utf8')).includes('name: Plant'))
})

test('removing leaves nothing, and a strange id stays inside the folder', async () => {
  await saveFirst()
  await store.remove('s1')
  assert.equal(await store.find('s1'), undefined)
  await store.save({ sourceId: '../../x', expectedVersion: 0, content: { model }, by: 'Ann' })
  assert.deepEqual(await readdir(path.join(folder, 'models')), ['.._.._x.ossie.yaml'])
  await assert.rejects(store.get('nothing'), error => isPlatformError(error, 'RESOURCE_NOT_FOUND'))
})
