import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SemanticModel } from '../model/semantic-model.ts'
import { plantModel } from '../parse/testing/plant-model.ts'
import { createSampleValueIndex } from '../parse/testing/sample-value-index.ts'
import { meaningKey, wordsKey } from './choices.ts'
import { linkQuestion } from './link-question.ts'
import type { Link } from './link.ts'
import type { ReadingPart } from './reading-parts.ts'
import { jaroWinkler, sharesRoot } from './string-similarity.ts'

const index = createSampleValueIndex(plantModel)
const link = (question: string, choices?: Readonly<Record<string, string>>): readonly Link[] =>
  linkQuestion({ question, model: plantModel, index, times: [], choices }).links

const best = (links: readonly Link[], text: string): string | undefined => {
  const found = links
    .filter(one => one.text === text && one.target.kind !== 'cue')
    .toSorted((a, b) => b.score - a.score)[0]
  return found && `${meaningKey(found.target)} ${found.reason}`
}

const cases: readonly (readonly [question: string, words: string, meaning: string])[] = [
  ['scrap rate by line', 'scrap rate', 'metric:scrap_rate name'],
  ['reject rate by line', 'reject rate', 'metric:scrap_rate synonym'],
  ['hours lost to unplanned stops', 'hours lost to unplanned stops', 'metric:unplanned_stop_hours synonym'],
  ['stops on line 3', 'line 3', 'field:line.line_name value (exact)'],
  ['三号线的废品率', '三号线', 'field:line.line_name value (synonym)'],
  ['三号线的废品率', '废品率', 'metric:scrap_rate name'],
  ['unplanned stops', 'unplanned', 'field:stop.planned opposite'],
  ['mantenance cost', 'mantenance cost', 'metric:maintenance_cost spelling'],
  ['昨天停了几次', '停了', 'dataset:stop thesaurus'],
  ['各产线的飞品率', '飞品率', 'metric:scrap_rate pinyin'],
  ['feipinlv by line', 'feipinlv', 'metric:scrap_rate pinyin'],
  ['上周 fei pin lv', 'fei pin lv', 'metric:scrap_rate pinyin'],
]
for (const [question, words, meaning] of cases)
  test(`in "${question}", "${words}" means ${meaning}`, () =>
    assert.equal(best(link(question), words), meaning))

test('a question in one language finds columns named in the other', () => {
  const english: SemanticModel = {
    ...plantModel,
    relationships: [],
    metrics: [],
    datasets: plantModel.datasets.map(dataset => ({
      ...dataset,
      label: { en: dataset.label.en },
      fields: dataset.fields.map(({ valueSynonyms: _, ...field }) => ({
        ...field,
        label: { en: field.label.en },
      })),
    })),
  }
  const linked = linkQuestion({
    question: '各设备的偏差',
    model: english,
    index: createSampleValueIndex(english),
    times: [],
  })
  assert.match(best(linked.links, '偏差') ?? '', /^field:inspection.deviation_um translation/)
  assert.match(best(linked.links, '设备') ?? '', /^dataset:equipment translation/)
})

test('a column whose name is short for a word is found by the word, and by a word with two letters swapped', () => {
  const short: SemanticModel = {
    ...plantModel,
    relationships: [],
    metrics: [],
    datasets: plantModel.datasets.map(dataset => ({
      ...dataset,
      fields: dataset.fields.map(field =>
        dataset.name === 'equipment' && field.name === 'equipment_name'
          ? { ...field, name: 'pwr_addr_1', column: 'pwr_addr_1', label: { en: 'pwr addr 1' }, synonyms: [] }
          : field,
      ),
    })),
  }
  const links = linkQuestion({
    question: 'the power address of each machine',
    model: short,
    index: createSampleValueIndex(short),
    times: [],
  }).links
  assert.match(best(links, 'power address') ?? '', /^field:equipment\.pwr_addr_1 /)
  assert.match(best(link('lien of each machine'), 'lien') ?? '', /line.* spelling$/)
})

test('排 within a word of its own orders nothing', () => {
  const orders = (question: string): boolean =>
    link(question).some(
      ({ target }) => target.kind === 'cue' && target.cues.some(({ cue }) => cue === 'order'),
    )
  assert.ok(orders('各产线的停机按时长排'))
  for (const question of ['上月碳排放总量', '排屑机的能耗', '上周安排的维修单'])
    assert.ok(!orders(question), question)
})

test('every score is within 0..1 and every link covers words', () => {
  for (const { from, to, score } of link(
    'average deviation of bore diameter on CNC-07 by 班次, above 2 hours',
  )) {
    assert.ok(score > 0 && score <= 1)
    assert.ok(to > from)
  }
})

test('a number keeps the unit said with it', () => {
  const target = link('longer than 2 hours').find(one => one.text === '2 hours')?.target
  assert.deepEqual(target, { kind: 'number', value: 2, percent: false, ordinal: false, unit: 'hours' })
})

test('a chosen meaning leaves no other', () => {
  const chosen = link('duration by shift', { [wordsKey('shift')]: 'field:stop.shift' })
  const meanings = chosen
    .filter(one => one.text === 'shift' && one.target.kind === 'field')
    .map(one => meaningKey(one.target))
  assert.deepEqual(meanings, ['field:stop.shift'])
})

test('likeness of words is by root and by spelling', () => {
  assert.ok(sharesRoot('fail', 'failur'))
  assert.ok(!sharesRoot('line', 'lint'))
  assert.ok(jaroWinkler('maintenence', 'maintenance') > 0.92)
  assert.equal(jaroWinkler('abc', 'xyz'), 0)
})

test('what is left out of reading gives no links', () => {
  const reasons = (question: string, without: readonly ReadingPart[]): readonly string[] =>
    linkQuestion({ question, model: plantModel, index, times: [], without }).links.map(one => one.reason)
  assert.ok(reasons('stops on line 3', []).includes('value (exact)'))
  assert.ok(!reasons('stops on line 3', ['values']).some(one => one.startsWith('value')))
  assert.ok(reasons('mantenance cost', []).includes('spelling'))
  assert.ok(!reasons('mantenance cost', ['likeness']).includes('spelling'))
  assert.ok(reasons('昨天停了几次', []).includes('thesaurus'))
  assert.ok(!reasons('昨天停了几次', ['thesaurus']).includes('thesaurus'))
})
