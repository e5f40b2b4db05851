import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataset, field, relation, semanticModel } from '../../compile/testing/model-builder.ts'
import { compileQuery } from '../../compile/compile-query.ts'
import { linkQuestion } from '../../link/link-question.ts'
import type { SemanticModel } from '../../model/semantic-model.ts'
import type { OutputStyle } from '../draft.ts'
import { viewOf } from '../model-view.ts'
import { createSampleValueIndex } from '../testing/sample-value-index.ts'
import { plantCalendar } from '../testing/plant-model.ts'
import { readNested } from './read-nested.ts'

/** Plants that pipes run between, and which pump stands in which plant. */
const model: SemanticModel = semanticModel('sqlite', {
  datasets: [
    dataset('plant', 'plants', [
      field('name*! text', { samples: ['alpha', 'beta', 'gamma'] }),
      field('area float measure', { synonyms: ['size', 'large'] }),
      field('head_count integer measure', { synonyms: ['people', 'people work'] }),
      field('seat text', { samples: ['oslo'] }),
    ]),
    dataset(
      'pump',
      'pumps',
      [
        field('pump_name*! text', { samples: ['p1', 'nile'] }),
        field('power float measure', { synonyms: ['strong'] }),
        field('plant_name* text key'),
      ],
      {
        segments: [
          {
            words: ['big'],
            condition: {
              kind: 'compare',
              left: { kind: 'field', field: { dataset: 'pump', field: 'power' } },
              operator: '>',
              right: { kind: 'value', value: 100 },
            },
          },
        ],
      },
    ),
    dataset('pipe', 'pipes', [field('from_plant*! text key'), field('to_plant* text key')]),
  ],
  relationships: [
    relation('pump.plant_name > plant.name', { verbs: ['serve', 'run in'] }),
    relation('pipe.to_plant > plant.name', { verbs: ['adjoin'] }),
    relation('pipe.from_plant > plant.name'),
  ],
})

const read = (question: string, style: OutputStyle = 'explained'): string => {
  const lattice = linkQuestion({ question, model, index: createSampleValueIndex(model), times: [] })
  const [query] = readNested(lattice, viewOf(model), style)
  if (!query) return '(none)'
  const compiled = compileQuery(query, model, { calendar: plantCalendar })
  return compiled.ok ? compiled.sql.replace(/\s+/g, ' ').replace(/ ORDER BY [^)]*$/, '') : 'not compiled'
}

test('a phrase nests as deep as it is said', () => {
  assert.equal(
    read('which pumps run in the plants that adjoin the largest plant'),
    'SELECT pump.pump_name FROM pump WHERE pump.plant_name IN ( SELECT plant.name FROM plant WHERE plant.name IN ( SELECT pipe.to_plant FROM pipe WHERE pipe.from_plant IN ( SELECT plant.name FROM plant WHERE plant.area = ( SELECT MAX(area) AS max FROM plant ) ) ) )',
  )
})

test('what ranks is ranked within what restricts it', () => {
  assert.match(
    read('what is the strongest pump in alpha'),
    /power = \( SELECT MAX\(pump.power\) AS max FROM pump WHERE pump.plant_name IN/,
  )
})

test('"the most" counts what belongs to each', () => {
  assert.match(
    read('which plant has the most big pumps'),
    /name IN \( SELECT plant_name FROM pump WHERE power > 100.* GROUP BY plant_name ORDER BY COUNT\(\*\) DESC/,
  )
  assert.match(read('what plant adjoins the most plants'), /SELECT to_plant FROM pipe GROUP BY to_plant/)
})

test('a clause may have its subject before the verb', () => {
  assert.match(
    read('what plants does alpha adjoin'),
    /from_plant IN \( SELECT name FROM plant WHERE name = 'alpha'/,
  )
  assert.match(
    read('how many people work in the plants that the pump nile runs in'),
    /^SELECT plant.head_count FROM plant WHERE plant.name IN \( SELECT plant_name FROM pump WHERE pump_name = 'nile'/,
  )
})

test('a negation leaves out every row of what it denies', () => {
  assert.match(read('which pumps do not run in alpha'), /pump_name NOT IN/)
})

test('references stand for what they refer to only where columns alone are asked for', () => {
  assert.match(read('which plants adjoin alpha', 'asked'), /^SELECT pipe.to_plant FROM pipe/)
  assert.match(read('which plants adjoin alpha'), /^SELECT plant.name FROM plant/)
})

test('nothing is read where a word stands for nothing, nor without verbs in the model', () => {
  assert.equal(read('which plants adjoin the moon base'), '(none)')
  const plain = { ...model, relationships: model.relationships.map(({ verbs: _, ...one }) => one) }
  const lattice = linkQuestion({
    question: 'which plants adjoin alpha',
    model: plain,
    index: createSampleValueIndex(plain),
    times: [],
  })
  assert.deepEqual(readNested(lattice, viewOf(plain), 'asked'), [])
})
