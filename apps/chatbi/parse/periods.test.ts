import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from './testing/ask-plant.ts'

const may = 'time hour_start 2026-05-01..2026-06-01 vs 2026-04-01..2026-05-01'

/** Periods set against each other and days and hours that recur, as they are asked for, and what each must become. */
const questions: readonly (readonly [query: string, ...questions: readonly string[]])[] = [
  [
    `scrap ${may}`,
    'by what percentage did scrap change from April to May',
    'scrap in May, what % up or down from April',
    '5月废品量比4月涨了百分之多少',
    '4月到5月废品量增加了百分之几',
  ],
  [
    'output difference(output) growth(output) by production.hour_start/month time hour_start 2026-04-01..2026-08-01 order hour_start_month asc',
    '4月到7月每个月产量比上个月增减多少',
  ],
  [
    'output moving 7(output) by production.hour_start/day time hour_start 2026-11-16..2026-11-23 order hour_start_day asc',
    'for every day of last week, the 7-day moving average of output',
    'for each day of last week the average daily output over that day and the six days before it',
  ],
  [
    'scrap by production.hour_start/day time hour_start 2026-11-21..2026-11-23 order hour_start_day asc',
    '前天和昨天的废品量各多少',
    '昨天和前天废品量分别是多少',
  ],
  [
    'output by line.line_name time hour_start 2026-11-16..2026-11-23 vs 2026-11-09..2026-11-16',
    'output by line, last week against the week before, both numbers',
    'output by line last week minus the week before',
  ],
  [
    'output where day-of-week(production.hour_start) = 1 time hour_start 2026-05-01..2026-06-01',
    'output on Mondays in May',
    '5月每周一的产量',
  ],
  [
    'output where hour-of-day(production.hour_start) >= 6, hour-of-day(production.hour_start) < 10 time hour_start 2026-05-01..2026-06-01',
    'output in May between 6 and 10 in the morning',
    '5月早上6点到10点的产量',
  ],
  ['output time hour_start 2026-05-01..2026-05-16', 'output in the first half of May', '5月上半月产量'],
  [
    'scrap time hour_start 2026-11-22..2026-11-23 vs 2026-11-15..2026-11-16',
    'scrap yesterday compared to the Sunday before',
    '昨天废品量比上周同一天',
  ],
]

for (const [expected, ...asked] of questions)
  for (const question of asked)
    test(`"${question}" is ${expected}`, () => {
      const { decision, candidates } = askPlant(question)
      assert.equal(decision, 'answer')
      assert.equal(candidates[0] && brief(candidates[0].query), expected)
    })

test('where a part of a period is told only roughly, the answer says how it was taken', () => {
  const { candidates } = askPlant('output in early May')
  assert.match(candidates[0]?.assumptions.map(({ en }) => en).join() ?? '', /2026-05-01.*2026-05-11/)
})
