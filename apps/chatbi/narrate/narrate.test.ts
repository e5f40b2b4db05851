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
  label: { en: 'Stop hours', zh: '停机时长' },
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

test('a question for yes or no is answered by the word', () => {
  const answer: ResultTableColumn = {
    id: 'answer',
    label: { en: 'Answer', zh: '答案' },
    type: 'boolean',
    role: 'measure',
  }
  assert.equal(say(tableOf([answer], [[true]]))[0], 'Answer is yes.')
  assert.equal(say(tableOf([answer], [[false]]), 'zh')[0], '答案为 否。')
})

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

test('a group that is a bare number or yes or no is named with its column', () => {
  const failure: ResultTableColumn = {
    id: 'failure',
    label: { en: 'Machine failure', zh: '设备故障' },
    type: 'integer',
    role: 'dimension',
  }
  const table = tableOf(
    [failure, hours],
    [
      [1, 50],
      [0, 39],
    ],
  )
  assert.equal(
    say(table)[0],
    'Machine failure 1 has the highest stop hours: 50 h; machine failure 0 has the lowest: 39 h.',
  )
  assert.equal(say(table, 'zh')[0], '设备故障 1 的停机时长最高，为 50 h；设备故障 0 最低，为 39 h。')
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
    'Stop hours peaked at 9 h in Sep 2026 and was lowest at 5 h in Aug 2026; it went from 5 h to 7 h.',
  )
})

test('changes from month to month are told by the months of the greatest', () => {
  const change = { ...hours, id: 'change', comparison: 'change' } as const
  const growth = { ...hours, id: 'growth', percent: true, comparison: 'growth' } as const
  const table = tableOf(
    [month, hours, change, growth],
    [
      ['2026-08-01T00:00:00', 5, null, null],
      ['2026-09-01T00:00:00', 9, 4, 0.8],
      ['2026-10-01T00:00:00', 7, -2, -0.2222],
    ],
  )
  assert.match(
    say(table)[0] ?? '',
    /to 7 h\. It rose most in Sep 2026 \(a change of 4 h, 80%\) and fell most in Oct 2026 \(a change of -2 h, -22\.2%\)\.$/,
  )
  assert.match(say(table, 'zh')[0] ?? '', /在 2026年9月上升最多（变化 4 h，80%），在 2026年10月下降最多/)
  assert.equal(checkNarration(narrate(table, options), table).verdict, 'pass')
})

test('no rows are said, not decorated', () =>
  assert.equal(say(tableOf([line, hours], []))[0], 'No rows match the question.'))

const scrap: ResultTableColumn = {
  id: 'scrap',
  label: { en: 'Scrap rate', zh: '废品率' },
  type: 'float',
  role: 'measure',
  percent: true,
}
const compared: readonly ResultTableColumn[] = [
  scrap,
  { ...scrap, id: 'scrap__before', comparison: 'before' },
  { ...scrap, id: 'scrap__change', comparison: 'change' },
]

test('a percentage changes by percentage points, and a fall is not called a rise', () => {
  const table = tableOf(
    [line, ...compared],
    [
      ['Line 3', 0.05, 0.04, 0.01],
      ['Line 1', 0.02, 0.0214, -0.0014],
    ],
  )
  assert.equal(
    say(table)[0],
    'Scrap rate rose most for Line 3 (from 4% to 5%, a change of 1 percentage point) and fell most for Line 1 (from 2.14% to 2%, a change of -0.14 percentage points).',
  )
  assert.equal(
    say(table, 'zh')[0],
    '废品率上升最多的是 Line 3（4% → 5%，变化 1 个百分点），下降最多的是 Line 1（2.14% → 2%，变化 -0.14 个百分点）。',
  )
  const noneBefore = tableOf(
    [line, ...compared],
    [
      ['Line 3', 0.05, null, null],
      ['Line 1', 0.02, null, null],
    ],
  )
  assert.match(say(noneBefore)[0] ?? '', /highest scrap rate: 5%.*nothing in the period compared\.$/)
})

test('of rows of a person’s own SQL nothing is said that was understood of the question', () => {
  const table = tableOf([hours], [[5]])
  const sentences = (language: 'en' | 'zh') =>
    narrate(table, { ...options, language, assumptions: [{ en: 'Assumed' }], sqlBy: 'Ann 2' }).sentences
  assert.deepEqual(
    sentences('en').map(({ text }) => text),
    ['Stop hours is 5 h.', 'These are the rows of SQL written by Ann 2.', '1 result row.'],
  )
  assert.equal(sentences('zh')[1]?.text, '数据行来自 Ann 2 编写的 SQL。')
  assert.equal(checkNarration({ language: 'en', sentences: sentences('en') }, table).verdict, 'pass')
})

test('a number that is empty is told as nothing there, not as an empty number', () => {
  const table = tableOf([hours], [[null]], 0)
  const told = (language: 'en' | 'zh', hasPeriod: boolean) =>
    narrate(table, { ...options, language, hasPeriod }).sentences.map(({ text }) => text)
  assert.deepEqual(
    [told('en', true)[0], told('en', true)[2]],
    ['There is no data for stop hours in the period asked about.', '0 rows of the source match.'],
  )
  assert.equal(told('zh', true)[0], '所问的时间段内没有停机时长的数据。')
  assert.equal(told('en', false)[0], 'There is no data for stop hours that fits the question.')
  assert.equal(told('zh', false)[0], '没有符合条件的停机时长数据。')
  assert.equal(
    say(tableOf(compared, [[null, 0.04, null]]))[0],
    'There is no data for scrap rate that fits the question. In the period compared it was 4%.',
  )
})

test('in Chinese, Latin names stand apart from the characters around them, and their marks with them', () => {
  const table = tableOf(
    [line, { ...hours, label: { en: 'reasons' } }],
    [
      ['Line 3', 2],
      ['Line 1', 1],
    ],
  )
  const narration = narrate(table, { ...options, language: 'zh' })
  assert.equal(narration.sentences[0]?.text, 'Line 3 的 reasons 最高，为 2 h；Line 1 最低，为 1 h。')
  assert.equal(checkNarration(narration, table).verdict, 'pass')
})

test('every sentence begins with a capital letter, and codes stay as they are', () => {
  const ranked = (first: string) =>
    say(
      tableOf(
        [line, hours],
        [
          [first, 9],
          ['x', 1],
        ],
      ),
    )[0] ?? ''
  assert.match(ranked('spindle overheat'), /^Spindle overheat has the highest stop hours/)
  assert.match(ranked('cnc-07'), /^cnc-07 has/)
  const assumptions = [{ en: 'over time is shown by month' }, { en: 'Based on the question before: total' }]
  assert.equal(
    narrate(tableOf([hours], [[1]]), { ...options, assumptions }).sentences[1]?.text,
    'Understood as: stop hours per line, October 2026, duration above 120 min. Over time is shown by month. Based on the question before: total.',
  )
})

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

test('equal rows that a limit cuts off are told, and their number is marked', () => {
  const top = { ...tableOf([line, hours], [['Line 1', 4.5]]), equalBeyond: 2 }
  const told = (table: ResultTable, language: 'en' | 'zh') => say(table, language)[0] ?? ''
  assert.match(told(top, 'en'), /2 others are equal to it\.$/)
  assert.match(told(top, 'zh'), /另有 2 项与其并列。$/)
  assert.match(told({ ...top, equalBeyond: 20 }, 'en'), /20 or more others are equal to it\.$/)
  assert.equal(checkNarration(narrate(top, options), top).verdict, 'pass')
  assert.equal(checkNarration(narrate(top, options), { ...top, equalBeyond: 3 }).verdict, 'fail')
})
