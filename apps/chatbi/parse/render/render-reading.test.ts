import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyQuery } from '../../query/query.ts'
import type { Condition, Query } from '../../query/query.ts'
import { renderPeriod, renderSaidPeriod } from './render-period.ts'
import { renderReading } from './render-reading.ts'
import { askPlant } from '../testing/ask-plant.ts'
import { plantModel } from '../testing/plant-model.ts'

const render = (question: string, language: 'en' | 'zh'): string =>
  renderReading(askPlant(question).candidates[0]?.query ?? assert.fail(), plantModel, language)

const sentences: readonly (readonly [question: string, language: 'en' | 'zh', sentence: string])[] = [
  [
    'Which line lost the most hours to unplanned stops last month, by reason?',
    'en',
    'Unplanned stop hours per reason and line, last month (1–31 Oct 2026), only where planned is no and line is the one with the highest unplanned stop hours, highest first',
  ],
  ['上周各产线的废品率', 'zh', '各产线的废品率，上周（2026年11月16日–22日）'],
  [
    'how many stops longer than 2 hours on line 3',
    'en',
    'Number of stops, only where duration is above 120 min and line is "Line 3"',
  ],
  ['废品率超过3%的产线', 'zh', '各产线的废品率，且废品率超过3%'],
  [
    'ratio of unplanned stops to planned stops by line',
    'en',
    'Number of stops (where planned is no) divided by number of stops (where planned is yes) per line',
  ],
  [
    '各产线的非计划停机次数与计划停机次数之比',
    'zh',
    '各产线的停机数量（计划内为否）除以停机数量（计划内为是）',
  ],
  [
    'scrap rate last month vs the month before',
    'en',
    'Scrap rate, last month (1–31 Oct 2026), compared with 1–30 Sep 2026',
  ],
  [
    'output by month this year with change to the month before',
    'en',
    'Output, change of output from the month before and growth of output from the month before per month, this year (1 Jan – 31 Dec 2026), earliest first',
  ],
  [
    '今年每月产量同比',
    'zh',
    '各月的产量、产量同比变化、产量同比增长率，今年（2026年1月1日–12月31日），按时间先后',
  ],
  [
    'months in which output grew by more than 10%',
    'en',
    'Output, change of output from the month before and growth of output from the month before per month, only with growth of output from the month before above 10%, earliest first',
  ],
  [
    '7-day moving average of stop hours',
    'en',
    'Stop hours and moving average of stop hours over 7 days per day, earliest first',
  ],
  ['本月每日累计产量', 'zh', '各日的累计产量，本月（2026年11月1日–30日），按时间先后'],
  [
    'top 5 machines by maintenance cost',
    'en',
    'Maintenance cost per equipment name, highest first, only the first 5',
  ],
]
for (const [question, language, sentence] of sentences)
  test(`"${question}" is said as "${sentence}"`, () => assert.equal(render(question, language), sentence))

test('a question for yes or no and rows in a row are said, in both languages', () => {
  const planned: Condition = {
    kind: 'compare',
    left: { kind: 'field', field: { dataset: 'stop', field: 'planned' } },
    operator: '=',
    right: { kind: 'value', value: true },
  }
  const isAny: Query = {
    ...emptyQuery,
    measures: [
      {
        id: 'answer',
        expression: {
          kind: 'arithmetic',
          operator: '>',
          left: { kind: 'rows', dataset: 'stop' },
          right: { kind: 'number', value: 0 },
        },
      },
    ],
    filters: [planned],
  }
  assert.equal(
    renderReading(isAny, plantModel, 'en'),
    'Whether there are any stops, only where planned is yes',
  )
  const run: Query = {
    ...emptyQuery,
    measures: [
      {
        id: 'run',
        expression: {
          kind: 'aggregate',
          aggregate: 'max',
          value: {
            kind: 'run-length',
            field: { dataset: 'stop', field: 'planned' },
            conditions: [planned],
          },
        },
      },
    ],
  }
  assert.equal(renderReading(run, plantModel, 'en'), 'Highest rows in a row where planned is yes')
  assert.match(renderReading(run, plantModel, 'zh'), /连续满足.*的行数/)
})

test('every kind of filter is said, in both languages', () => {
  const shift = { dataset: 'stop', field: 'shift' }
  const query: Query = {
    ...emptyQuery,
    measures: [{ id: 'n', expression: { kind: 'rows', dataset: 'stop' } }],
    filters: [
      { kind: 'in', field: shift, values: ['day', 'night'], negated: true },
      { kind: 'text', match: 'contains', field: shift, text: 'abc' },
      { kind: 'is-null', field: { dataset: 'stop', field: 'ended_at' } },
      {
        kind: 'between',
        left: { kind: 'field', field: { dataset: 'stop', field: 'duration_min' } },
        low: 3,
        high: 5,
      },
      { kind: 'related', dataset: 'inspection', filters: [], negated: true },
    ],
    limit: { count: 7 },
  }
  const en = renderReading(query, plantModel, 'en')
  const zh = renderReading(query, plantModel, 'zh')
  for (const said of [
    '"day" or "night"',
    'is not',
    '"abc"',
    'is empty',
    '3 and 5 min',
    'no inspections',
    'first 7',
  ])
    assert.ok(en.includes(said), `${said} in ${en}`)
  for (const said of ['day', 'night', '不为', 'abc', '为空', '3到5', '没有检验记录', '前7'])
    assert.ok(zh.includes(said), `${said} in ${zh}`)
})

test('two bounds of one time are said as one period, a single one as before or after, in both languages', () => {
  const started = { kind: 'field', field: { dataset: 'stop', field: 'started_at' } } as const
  const bound = (operator: '<' | '>=', value: string): Condition => ({
    kind: 'compare',
    left: started,
    operator,
    right: { kind: 'value', value },
  })
  const october = [bound('>=', '2026-10-01T00:00:00'), bound('<', '2026-11-01T00:00:00')]
  const none: Query = {
    ...emptyQuery,
    root: 'equipment',
    filters: [{ kind: 'related', dataset: 'stop', filters: october, negated: true }],
  }
  assert.match(renderReading(none, plantModel, 'en'), /no stops \(where started at within 1–31 Oct 2026\)/i)
  assert.match(renderReading(none, plantModel, 'zh'), /（开始时间在2026年10月1日–31日内）/)
  const early: Query = { ...emptyQuery, root: 'stop', filters: [bound('<', '2026-10-01T06:30:00')] }
  assert.match(renderReading(early, plantModel, 'en'), /started at is before 1 Oct 2026 06:30$/i)
  assert.match(renderReading(early, plantModel, 'zh'), /早于2026年10月1日 06:30$/)
})

test('the ends of times are early and late, and a group is held against the overall value', () => {
  const opened = { dataset: 'stop', field: 'started_at' }
  const last: Query = {
    ...emptyQuery,
    measures: [
      {
        id: 'last',
        expression: { kind: 'aggregate', aggregate: 'max', value: { kind: 'field', field: opened } },
      },
    ],
  }
  assert.equal(renderReading(last, plantModel, 'en'), 'Latest started at')
  assert.equal(renderReading(last, plantModel, 'zh'), '最晚开始时间')
  const stops = { kind: 'rows', dataset: 'stop' } as const
  const many: Query = {
    ...emptyQuery,
    measures: [{ id: 'n', expression: stops }],
    having: [
      {
        measure: stops,
        operator: '>',
        right: { kind: 'query', query: { ...emptyQuery, measures: [{ id: 'all', expression: stops }] } },
      },
    ],
  }
  assert.match(renderReading(many, plantModel, 'en'), /above the overall number of stops$/)
  assert.match(renderReading(many, plantModel, 'zh'), /停机数量超过总体停机数量$/)
})

test('a group kept for a difference is said as the comparison that it is', () => {
  const stops = (filters: readonly Condition[]) => ({ kind: 'rows', dataset: 'stop', filters }) as const
  const shift = (value: string): Condition => ({
    kind: 'in',
    field: { dataset: 'stop', field: 'shift' },
    values: [value],
  })
  const query: Query = {
    ...emptyQuery,
    root: 'stop',
    having: [
      {
        measure: {
          kind: 'arithmetic',
          operator: '-',
          left: stops([shift('night')]),
          right: stops([shift('day')]),
        },
        operator: '>',
        right: { kind: 'value', value: 0 },
      },
    ],
  }
  assert.match(
    renderReading(query, plantModel, 'en'),
    /only with number of stops \(where shift is "night"\) above number of stops \(where shift is "day"\)$/i,
  )
})

test('the words of a period stand in the sentence without what tied them to the question', () => {
  assert.equal(renderSaidPeriod("of october's"), 'October')
  assert.equal(renderSaidPeriod('in September.'), 'September')
  assert.equal(renderSaidPeriod('since monday'), 'since Monday')
  assert.equal(renderSaidPeriod('上个月的'), '上个月')
  assert.equal(renderSaidPeriod('on the 3rd of may'), 'the 3rd of may')
})

test('a period is said by its days, an open one by its end', () => {
  const range = (from: string | undefined, to: string | undefined) => ({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    text: '',
  })
  assert.equal(renderPeriod(range('2026-10-01T00:00:00', '2026-10-02T00:00:00'), 'en'), '1 Oct 2026')
  assert.equal(
    renderPeriod(range('2025-12-29T00:00:00', '2026-01-05T00:00:00'), 'en'),
    '29 Dec 2025 – 4 Jan 2026',
  )
  assert.equal(
    renderPeriod(range('2026-10-01T22:00:00', '2026-10-02T06:00:00'), 'en'),
    '1 Oct 2026 22:00 – 2 Oct 2026 06:00',
  )
  assert.equal(renderPeriod(range('2026-10-01T00:00:00', undefined), 'zh'), '2026年10月1日起')
})
