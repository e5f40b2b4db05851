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
  [
    'scrap by production.hour_start/month time hour_start 2026-06-01..2026-09-01 order hour_start_month asc',
    'scrap in June, July and August',
    'how much did we scrap in each of June, July and August',
    '六月七月八月各报废了多少',
    '6月、7月、8月的废品量分别是多少',
  ],
  [
    'scrap by line.line_name time hour_start 2026-06-01..2026-09-01 order scrap desc limit 1',
    'which line had the most scrap in June, July and August',
    '6、7、8月废品量最多的产线是哪条',
  ],
  [
    'output by production.hour_start/day where ((production.hour_start >= 2026-11-03T00:00:00 and production.hour_start < 2026-11-04T00:00:00) or (production.hour_start >= 2026-11-10T00:00:00 and production.hour_start < 2026-11-11T00:00:00) or (production.hour_start >= 2026-11-17T00:00:00 and production.hour_start < 2026-11-18T00:00:00)) time hour_start 2026-11-03..2026-11-18 order hour_start_day asc',
    'output on November 3, 10 and 17',
    '11月3号、10号和17号的产量',
  ],
  [
    'scrap time hour_start 2026-05-16..2026-06-01 vs 2026-05-01..2026-05-16',
    'scrap in the second half of May vs the first half',
    '5月下半月比上半月多报废了多少',
    '5月下半月(16号起)的废品量比上半月多了多少',
  ],
  [
    'output by production.hour_start/day-of-week time hour_start 2026-05-01..2026-06-01 order hour_start_day_of_week asc',
    'output by weekday in May',
    '5月按星期几统计产量',
  ],
  [
    'output by production.hour_start/hour-of-day time hour_start 2026-05-01..2026-06-01 order output desc limit 1',
    'which hour of the day has the highest output in May',
    '5月哪个钟点产量最高',
  ],
  [
    'scrap by line.line_name time hour_start 2026-05-01..2026-06-01 vs 2026-04-01..2026-05-01 having change of scrap < 0',
    '5月废品量比4月少的产线有哪些',
  ],
  [
    'output by equipment.equipment_name where equipment.equipment_type = CNC lathe time hour_start 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01 having change of output < 0',
    '10月哪些车床产量比9月少',
    'which lathes had less output in October than in September',
  ],
  [
    'output difference(output) growth(output) by production.hour_start/week where day-of-week(production.hour_start) = 2 order hour_start_week asc',
    'output each Tuesday against the Tuesday before',
    '每个周二的产量比前一个周二',
  ],
  [
    '(output / count-distinct(day of production.hour_start)) by line.line_name where day-of-week(production.hour_start) = 2 time hour_start 2026-05-01..2026-06-01',
    'average Tuesday output in May by line',
    'average output by line on Tuesdays in May',
    '5月各产线周二的平均产量',
  ],
  [
    'output by line.line_name time hour_start 2026-05-16..2026-06-01 vs 2026-05-01..2026-05-16 having change of output > 0',
    'which lines had higher output in the second half than the first of May',
  ],
  [
    'running(output) by production.hour_start/month time hour_start 2026-07-01.. order hour_start_month asc',
    'running total of output by month, starting in July',
  ],
  [
    'scrap_rate time hour_start 2026-05-01..2026-06-01 vs 2026-04-01..2026-05-01',
    'by how much did the scrap rate move from April to May',
  ],
  ['scrap time hour_start 2026-05-12..2026-05-13', 'scrap on the twelfth of May'],
  ['scrap time hour_start 2026-05-13..2026-05-20 vs 2026-05-05..2026-05-12', '5月12号前后各一周的废品量'],
  [
    'scrap_rate by production.hour_start/week time hour_start 2026-10-27..2026-11-24 order hour_start_week asc',
    'scrap rate for each of the last four weeks',
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
