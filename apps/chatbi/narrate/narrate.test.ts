import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Cell } from '@millwright/spec'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import { checkNarration } from './check-narration.ts'
import { narrate } from './narrate.ts'

const line: ResultTableColumn = {
  id: 'line',
  label: { en: 'Line', zh: '产线' },
  type: 'text',
  role: 'dimension',
}
const month: ResultTableColumn = {
  id: 'month',
  label: { en: 'Month' },
  type: 'timestamp',
  role: 'time',
  grain: 'month',
}
const hours: ResultTableColumn = {
  id: 'hours',
  label: { en: 'stop hours', zh: '停机时长' },
  type: 'float',
  role: 'measure',
  unit: 'h',
  decimals: 1,
}
const tableOf = (
  columns: readonly ResultTableColumn[],
  rows: readonly (readonly Cell[])[],
  sourceRowCount?: number,
): ResultTable => ({
  columns: [...columns],
  rows: rows.map(row => [...row]),
  rowCount: rows.length,
  truncated: false,
  elapsedMs: 1,
  rowHash: '',
  ...(sourceRowCount === undefined ? {} : { sourceRowCount }),
})
const options = {
  language: 'en' as const,
  reading: {
    en: 'stop hours per line, October 2026, duration above 120 min',
    zh: '2026年10月各产线停机时长',
  },
  assumptions: [],
}
const say = (table: ResultTable, language: 'en' | 'zh' = 'en') =>
  narrate(table, { ...options, language }).sentences.map(sentence => sentence.text)

test('a ranking names its highest and lowest, what was understood, and the rows behind it', () => {
  assert.deepEqual(
    say(
      tableOf(
        [line, hours],
        [
          ['Line 3', 120.46],
          ['Line 1', 80],
        ],
        1234,
      ),
    ),
    [
      'Line 3 has the highest stop hours: 120.5 h; Line 1 has the lowest: 80 h.',
      'Understood as: stop hours per line, October 2026, duration above 120 min.',
      '2 result rows, from 1,234 rows of the source.',
    ],
  )
})

test('Chinese answers are Chinese', () => {
  assert.equal(
    say(
      tableOf(
        [line, hours],
        [
          ['三号线', 120.46],
          ['一号线', 80],
        ],
      ),
      'zh',
    )[0],
    '三号线的停机时长最高，为 120.5 h；一号线最低，为 80 h。',
  )
})

test('a trend names its peak and its ends', () => {
  const table = tableOf(
    [month, hours],
    [
      ['2026-08-01T00:00:00', 5],
      ['2026-09-01T00:00:00', 9],
      ['2026-10-01T00:00:00', 7],
    ],
  )
  assert.equal(
    say(table)[0],
    'stop hours peaked at 9 h in Sep 2026 and was lowest at 5 h in Aug 2026; it went from 5 h to 7 h.',
  )
})

test('no rows are said, not decorated', () =>
  assert.equal(say(tableOf([line, hours], []))[0], 'No rows match the question.'))

test('every number of every answer is marked to the rows, whatever the rows are', () => {
  const cell = fc.oneof(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.constant(null), fc.integer())
  const rows = fc.array(fc.tuple(fc.oneof(fc.string(), fc.constant('Line 3')), cell), { maxLength: 12 })
  fc.assert(
    fc.property(rows, fc.constantFrom('en' as const, 'zh' as const), (data, language) => {
      const table = tableOf([line, hours], data, 99)
      assert.equal(checkNarration(narrate(table, { ...options, language }), table).verdict, 'pass')
    }),
    { seed: 11, numRuns: 300 },
  )
})

test('a number that no row holds fails the check', () => {
  const table = tableOf([line, hours], [['Line 3', 120.46]])
  const forged = { language: 'en' as const, sentences: [{ text: 'It was 999 h.', marks: [] }] }
  assert.equal(checkNarration(forged, table).verdict, 'fail')
  const moved = {
    language: 'en' as const,
    sentences: [{ text: 'It was 999 h.', marks: [{ from: 7, to: 12, row: 0, column: 1 }] }],
  }
  assert.equal(checkNarration(moved, table).verdict, 'fail')
})
