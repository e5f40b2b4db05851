import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ParseResult } from '../parse-result.ts'
import { askPlant, brief, plantNow } from '../testing/ask-plant.ts'
import { plantCalendar, plantModel } from '../testing/plant-model.ts'
import { createSampleValueIndex } from '../testing/sample-value-index.ts'
import { learnOwnLayer } from './learn-own-layer.ts'
import type { Confirmed } from './learn-own-layer.ts'

const source = { model: plantModel, index: createSampleValueIndex(plantModel) }

/** The reading of a question that a person would confirm: the first that names these words. */
const confirm = (question: string, part: string): Confirmed => {
  const found = askPlant(question).candidates.find(({ query }) => brief(query).includes(part))
  return {
    question,
    query: found?.query ?? assert.fail(`no reading of ${question} has ${part}`),
    askedAt: plantNow,
  }
}

const askWith = async (confirmed: readonly Confirmed[], question: string): Promise<ParseResult> => {
  const layer = await learnOwnLayer(confirmed, source, plantCalendar)
  return askPlant(question, { layers: new Map([[plantModel.sourceId, layer]]) })
}

const first = ({ candidates: [best] }: ParseResult): string => (best ? brief(best.query) : '')

test('what a plant means by a word is learned from what it confirmed, and asked back no more', async () => {
  const asked = 'quantity by shift in October'
  assert.equal(askPlant(asked).decision, 'ask') // good or scrap
  const confirmed = [
    confirm('quantity by line last month', 'sum(production.scrap_qty)'),
    confirm('quantity on line 3', 'list production.scrap_qty'),
  ]
  const result = await askWith(confirmed, asked)
  assert.equal(result.decision, 'answer')
  assert.match(first(result), /^sum\(production\.scrap_qty\) by production\.shift/)
})

test('in Chinese too', async () => {
  const result = await askWith([confirm('上月各班次的数量', 'rows(stop)')], '本月各班次的数量')
  assert.match(first(result), /^rows\(stop\) by stop\.shift/)
})

test('other words are read as before, and plain words outweigh what was confirmed', async () => {
  const confirmed = [
    confirm('quantity by line last month', 'sum(production.scrap_qty)'),
    confirm('quantity by shift in October', 'sum(production.scrap_qty)'),
    confirm('quantity on line 3', 'list production.scrap_qty'),
  ]
  for (const question of ['good quantity by line last month', 'stops by type', 'scrap rate by line'])
    assert.equal(first(await askWith(confirmed, question)), first(askPlant(question)), question)
})

test('a confirmed query that no reading is teaches nothing', async () => {
  const { query } = confirm('scrap rate by line', 'scrap_rate')
  const layer = await learnOwnLayer([{ question: 'hello', query, askedAt: plantNow }], source, plantCalendar)
  assert.equal(layer.weights.size, 0)
})
