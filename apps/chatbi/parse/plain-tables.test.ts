import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataset, semanticModel } from '../compile/testing/model-builder.ts'
import { parseQuestion } from './parse-question.ts'
import { brief, plantNow } from './testing/ask-plant.ts'
import { plantCalendar } from './testing/plant-model.ts'
import { createSampleValueIndex } from './testing/sample-value-index.ts'

const model = semanticModel('sqlite', {
  relationships: [],
  datasets: [
    dataset('fitter', 'fitters', ['id* integer key', 'first_name text', 'last_name text', 'town text']),
    dataset('pump', 'pumps', [
      'id* integer key',
      'name! text',
      'build_year integer dimension',
      'price_euro float measure',
      'pwr_kw float measure',
    ]),
  ],
})
const index = createSampleValueIndex(model)

/** Questions over tables that nobody prepared, with the query that each must become (`brief`). */
const questions: readonly (readonly [question: string, query: string])[] = [
  ['the full names and towns of all fitters', 'list fitter.first_name, fitter.last_name, fitter.town'],
  ['show the complete name of each fitter', 'list fitter.first_name, fitter.last_name'],
  ['pumps with a price between $40 and $90', 'list pump.name where pump.price_euro in 40..90'],
  ['which pumps cost more than €1,500', 'list pump.name where pump.price_euro > 1500'],
  ['average price in euros of the pumps', 'avg(pump.price_euro)'],
  ['highest power of a pump', 'max(pump.pwr_kw)'],
  [
    'which pumps were built before 1995 or after 2010',
    'list pump.name where (pump.build_year <= 1994 or pump.build_year > 2010)',
  ],
  ['sort the pumps by their price', 'list pump.name order pump.price_euro asc'],
  ['list the pumps by price, cheapest first', 'list pump.name order pump.price_euro asc'],
  ['arrange all pumps by price in descending order', 'list pump.name order pump.price_euro desc'],
]
for (const [question, query] of questions)
  test(`"${question}" becomes ${query}`, () => {
    const { candidates } = parseQuestion({
      question,
      sources: [{ model, index }],
      now: plantNow,
      calendar: plantCalendar,
      style: 'asked',
      without: ['ranking'],
    })
    assert.equal(candidates[0] && brief(candidates[0].query), query)
  })
