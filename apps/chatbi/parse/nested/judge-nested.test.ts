import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataset, field, relation, semanticModel } from '../../compile/testing/model-builder.ts'
import { openDirectSource } from '../../direct/direct-source.ts'
import type { DirectAnswer } from '../../direct/direct-source.ts'
import { openMemoryDatabase } from '../../testing/sqlite-database.ts'
import { plantCalendar } from '../testing/plant-model.ts'

const model = semanticModel('sqlite', {
  datasets: [
    dataset('plant', 'plants', [
      field('name*! text', { samples: ['alpha', 'beta'] }),
      field('area float measure', { synonyms: ['size', 'large'] }),
    ]),
    dataset('pump', 'pumps', ['pump_name*! text', 'power float measure', 'plant_name text key']),
    dataset('pipe', 'pipes', ['from_plant*! text key', 'to_plant* text key']),
  ],
  relationships: [
    relation('pump.plant_name > plant.name', { verbs: ['serve', 'run in'] }),
    relation('pipe.to_plant > plant.name', { verbs: ['adjoin'] }),
    relation('pipe.from_plant > plant.name'),
  ],
})

const ask = async (question: string): Promise<DirectAnswer> => {
  const source = await openDirectSource({
    name: 'plants',
    connection: openMemoryDatabase(
      'CREATE TABLE plant (name TEXT PRIMARY KEY, area REAL)',
      'CREATE TABLE pump (pump_name TEXT PRIMARY KEY, power REAL, plant_name TEXT)',
      'CREATE TABLE pipe (from_plant TEXT, to_plant TEXT, PRIMARY KEY (from_plant, to_plant))',
      "INSERT INTO plant VALUES ('alpha', 10), ('beta', 20), ('gamma', 30)",
      "INSERT INTO pump VALUES ('p1', 5, 'alpha'), ('p2', 7, 'beta'), ('p3', 9, 'gamma')",
      "INSERT INTO pipe VALUES ('alpha', 'beta'), ('beta', 'gamma')",
    ),
    clock: { now: () => new Date('2026-11-23T03:00:00Z') },
    calendar: plantCalendar,
    style: 'asked',
    model,
  })
  return source.ask(question)
}

test('a nested reading is sure where a flat one gives the same rows', async () => {
  const { isSure, decision } = await ask('which pumps run in alpha')
  assert.deepEqual({ decision, isSure }, { decision: 'answer', isSure: true })
})

test('a nested reading that stands alone is answered and not sure', async () => {
  const { isSure, decision, sql } = await ask('which pumps run in the plants that adjoin the largest plant')
  assert.deepEqual({ decision, isSure }, { decision: 'answer', isSure: false })
  assert.match(sql ?? '', /IN \(/)
})
