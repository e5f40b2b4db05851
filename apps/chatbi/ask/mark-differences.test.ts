import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '@millwright/spec'
import { markDifferences } from './mark-differences.ts'

const marked = (sentences: readonly string[], language: Language): readonly (readonly string[])[] =>
  markDifferences(sentences, language).map((stretches, i) =>
    stretches.map(({ from, to }) => (sentences[i] ?? '').slice(from, to)),
  )

test('only the words that not all sentences share are marked, neighbours as one stretch', () =>
  assert.deepEqual(
    marked(
      [
        'Number of defects per defect type',
        'Number of equipment per equipment type',
        'Number of maintenance orders per maintenance type',
      ],
      'en',
    ),
    [
      ['defects', 'defect'],
      ['equipment', 'equipment'],
      ['maintenance orders', 'maintenance'],
    ],
  ))

test('Chinese is compared by its words', () =>
  assert.deepEqual(marked(['各产线的总缺陷数量，上月', '各产线的总计划数量，上月'], 'zh'), [
    ['缺陷'],
    ['计划'],
  ]))

test('a sentence that says less than the others has nothing marked, and like sentences have no marks', () => {
  assert.deepEqual(marked(['Output per shift', 'Output and scrap per shift'], 'en'), [[], ['and scrap']])
  assert.deepEqual(marked(['Output', 'output'], 'en'), [[], []])
})
