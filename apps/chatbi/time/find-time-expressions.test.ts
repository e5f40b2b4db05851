import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findTimeExpressions } from './find-time-expressions.ts'
import { calendar, now } from './testing/brief-times.ts'

const find = (text: string, at = now) => findTimeExpressions(text, { now: at, calendar })
const brief = (text: string): string =>
  find(text)
    .map(e =>
      [
        e.range && `${e.range.from?.slice(0, 13) ?? ''}..${e.range.to?.slice(0, 13) ?? ''}`,
        e.compareTo && `vs ${e.compareTo.from?.slice(0, 10)}..${e.compareTo.to?.slice(0, 10)}`,
        e.grain && `${e.counts ? 'count' : 'by'} ${e.grain}`,
        e.shift && `shift ${e.shift}`,
        e.over && `over ${e.over.since}${e.over.grain ? ` of ${e.over.grain}` : ''}`,
        e.moving && `moving ${e.moving.periods ?? ''} ${e.moving.grain ?? ''}`.trim(),
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join(' | ')

const cases: readonly (readonly [string, string])[] = [
  ['unplanned stops last month', '2026-10-01T00..2026-11-01T00'],
  // possessives without their apostrophe
  ['yesterdays scrap', '2026-11-22T00..2026-11-23T00'],
  ['octobers energy by line', '2026-10-01T00..2026-11-01T00'],
  ['last weeks yield', '2026-11-16T00..2026-11-23T00'],
  ['yield over the last weeks', ''],
  ['上周夜班停机', '2026-11-16T00..2026-11-23T00 | shift N'],
  ['scrap since Monday', '2026-11-23T00..'],
  ['output Q2 vs Q1', '2026-04-01T00..2026-07-01T00 vs 2026-01-01..2026-04-01'],
  ['二季度和一季度的产量对比', '2026-04-01T00..2026-07-01T00 vs 2026-01-01..2026-04-01'],
  ['scrap per week in the last 3 months', 'by week | 2026-08-24T00..2026-11-24T00'],
  ['近7天每天产量', '2026-11-17T00..2026-11-24T00 | by day'],
  ['on how many days in October', 'count day | 2026-10-01T00..2026-11-01T00'],
  ['10月有几天', '2026-10-01T00..2026-11-01T00 | count day'],
  ['前几天', ''],
  ['10月3号线单日最高产量', '2026-10-01T00..2026-11-01T00 | by day'],
  ['10月3号产量', '2026-10-03T00..2026-10-04T00'],
  ['the most stops in a day', 'by day'],
  ['stops last night', '2026-11-22T22..2026-11-23T06 shift N'],
  ['昨晚三号线', '2026-11-22T22..2026-11-23T06 shift N'],
  ['October 5th', '2026-10-05T00..2026-10-06T00'],
  ['12月产量', '2025-12-01T00..2026-01-01T00'],
  ['2026年第三季度产量同比', '2026-07-01T00..2026-10-01T00 | vs 2025-07-01..2025-10-01 over year'],
  ['本月产量环比', '2026-11-01T00..2026-12-01T00 | vs 2026-10-01..2026-11-01 over period'],
  ['from 2026-05-01 to 2026-06-15', '2026-05-01T00..2026-06-16T00'],
  ['between March and May', '2026-03-01T00..2026-06-01T00'],
  ['从3月到5月', '2026-03-01T00..2026-06-01T00'],
  ['before 2026-05-01', '..2026-05-01T00'],
  ['in or after 2025', '2025-01-01T00..'],
  ['on or before 2026-05-01', '..2026-05-02T00'],
  ['after the year of 2024', '2025-01-01T00..'],
  ['opened in year 2024 or later', '2024-01-01T00..'],
  ['the year 2024 or before', '..2025-01-01T00'],
  [
    'scrap rate last week compared to the week before',
    '2026-11-16T00..2026-11-23T00 | vs 2026-11-09..2026-11-16 over period of week',
  ],
  ['7-day moving average of scrap', 'moving 7 day'],
  ['rolling average of output over 3 months', 'moving | moving 3 month'],
  ['废品率的7日移动平均', 'moving 7 day'],
  ['近3个月移动平均', 'moving 3 month'],
  ['output in the last 7 days on average', '2026-11-17T00..2026-11-24T00'],
  ['months in which output fell', 'by month'],
  ['产量下降超过5%的月份', 'by month'],
  ['week 46', '2026-11-09T00..2026-11-16T00'],
  ['scrap for the week of 9 November', '2026-11-09T00..2026-11-16T00'],
  ['the week starting Nov 9th', '2026-11-09T00..2026-11-16T00'],
  ['11月10日那周的废品', '2026-11-09T00..2026-11-16T00'],
  ['上周三个班次各运行了多少小时', '2026-11-16T00..2026-11-23T00'],
  ['change last week against previous week', '2026-11-16T00..2026-11-23T00 vs 2026-11-09..2026-11-16'],
  ['the week before last', '2026-11-09T00..2026-11-16T00'],
  ['9 to 15 November', '2026-11-09T00..2026-11-16T00'],
  ['Nov 1-22 vs Oct 1-22', '2026-11-01T00..2026-11-23T00 vs 2026-10-01..2026-10-23'],
  ['11月1到22号的产量跟10月1到22号比', '2026-11-01T00..2026-11-23T00 | vs 2026-10-01..2026-10-23'],
  ['6到10月', '2026-06-01T00..2026-11-01T00'],
  [
    'how did output change from September to October',
    '2026-10-01T00..2026-11-01T00 vs 2026-09-01..2026-10-01',
  ],
  ['从9月到10月增长了多少', '2026-10-01T00..2026-11-01T00 vs 2026-09-01..2026-10-01'],
  ['上周比前一周', '2026-11-16T00..2026-11-23T00 vs 2026-11-09..2026-11-16'],
  [
    'the 30 days up to and including yesterday with the 30 days before those',
    '2026-10-24T00..2026-11-23T00 | vs 2026-09-24..2026-10-24',
  ],
  ['two days ago', '2026-11-21T00..2026-11-22T00'],
  ['上周三', '2026-11-18T00..2026-11-19T00'],
  ['year to date', '2026-01-01T00..2026-11-24T00'],
  ['trend of energy in October', 'by day | 2026-10-01T00..2026-11-01T00'],
]
for (const [question, expected] of cases)
  test(`"${question}" means ${expected}`, () => assert.equal(brief(question), expected))

test('words that are also verbs or counts are no time', () => {
  assert.deepEqual(find('may I see how many heads are older than 56'), [])
  assert.deepEqual(find('part number A2018-11X weight 2020'), [])
})

test('a bare year needs a preposition', () => {
  assert.equal(brief('energy in 2025'), '2025-01-01T00..2026-01-01T00')
  assert.deepEqual(find('order 2025'), [])
})

test('the present is the plant day, not the UTC day', () => {
  const [today] = find('today', new Date('2026-11-22T17:00:00Z'))
  assert.equal(today?.range?.from, '2026-11-23T00:00:00')
})

test('the end of a month keeps inside the month when months are counted back', () => {
  const [range] = find('last 1 month', new Date('2026-03-30T03:00:00Z'))
  assert.equal(range?.range?.from, '2026-02-28T00:00:00')
})

test('offsets are those of the words', () => {
  const text = 'stops by line last month?'
  const [found] = find(text)
  assert.equal(text.slice(found?.from, found?.to), 'last month')
})
