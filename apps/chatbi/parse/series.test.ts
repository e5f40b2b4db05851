import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validateQuery } from '../query/validate-query.ts'
import { askPlant, brief } from './testing/ask-plant.ts'
import { plantModel } from './testing/plant-model.ts'

const year = 'time hour_start 2026-01-01..2027-01-01'
const november = 'time hour_start 2026-11-01..2026-12-01'
const october = 'time hour_start 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01'
const monthly = 'by production.hour_start/month'

/** What runs along periods, as it is asked for, and each query that it must become. */
const questions: readonly (readonly [query: string, ...questions: readonly string[]])[] = [
  [
    `scrap difference(scrap) ${monthly} order hour_start_month asc`,
    'scrap by month with change to the month before',
    'scrap by month and its change from the previous month',
    '按月统计废品量及环比变化',
  ],
  [
    `growth(output) ${monthly} ${year} order hour_start_month asc`,
    'month-over-month growth rate of output this year',
    'MoM % change in output this year',
    'monthly growth of output this year in percent',
    '今年每月产量环比增长率',
    '今年产量的月环比增长率',
  ],
  [
    `difference(output) ${monthly} order hour_start_month asc`,
    'monthly change in output',
    'change of output from month to month',
    'output by month compared to the previous month',
    '每月产量比上月增长多少',
  ],
  [
    `difference(scrap_rate) ${monthly} order hour_start_month asc`,
    // a rate changes by points
    'monthly growth rate of the scrap rate',
    '废品率逐月环比变化率',
  ],
  [
    `growth on year(output) ${monthly} ${year} order hour_start_month asc`,
    'year-over-year growth rate of output by month this year',
    '今年各月产量同比增长率',
  ],
  [
    'difference(output) by production.hour_start/year order hour_start_year asc',
    'output year over year',
    'annual change in output',
  ],
  [
    `difference(output) ${monthly} order change_of_output desc limit 1`,
    'which month grew most in output',
    'In which month did output increase the most?',
    '哪个月产量增长最多',
  ],
  [
    `difference(output) ${monthly} order change_of_output asc limit 1`,
    'which month had the biggest drop in output?',
    '哪个月产量下降最多？',
  ],
  [
    `growth(output) ${monthly} having growth(output) > 0.1 order hour_start_month asc`,
    'months in which output grew by more than 10%',
    '产量环比增长超过10%的月份',
  ],
  [
    `difference(output) ${monthly} having difference(output) < 0 order hour_start_month asc`,
    'in which months did output fall?',
    '哪些月份产量下降了',
  ],
  [
    `running(output) by production.hour_start/day ${november} order hour_start_day asc`,
    'cumulative output by day this month',
    'running total of output per day this month',
    '本月每日累计产量',
  ],
  [
    `running(output) ${monthly} time hour_start 2026-01-01..2026-11-24 order hour_start_month asc`,
    'year to date output by month',
    'YTD output by month',
    '年初至今各月累计产量',
  ],
  [
    'running(rows(stop)) by stop.started_at/week order started_at_week asc',
    'running total of stops by week',
    'cumulative number of stops per week',
    '每周累计停机次数',
  ],
  [
    'moving 7(scrap_rate) by production.hour_start/day order hour_start_day asc',
    '7-day moving average of scrap rate',
    'daily scrap rate as a 7 day rolling average',
    'scrap rate, moving average over 7 days',
    '废品率的7日移动平均',
    '7天移动平均废品率',
  ],
  [
    'moving 3(stop_hours) by line.line_name, stop.started_at/month order started_at_month asc',
    '3-month rolling average of stop hours by line',
    '各产线停机时长的3个月移动平均',
  ],
  [`output ${october}`, 'how much did output grow last month', '上个月产量增长了多少'],
  [
    `output by line.line_name ${october} order output__change desc limit 1`,
    'which line grew most in output last month',
    '上个月哪条产线产量增长最多',
  ],
  [`growth(output) ${monthly} order hour_start_month asc`, 'growth rate of output', '产量增长率'],
  [
    'share(stop_hours within line_name) by stop_reason.reason_name, line.line_name',
    'share of each reason in stop hours within its line',
    'share of stop hours by reason within each line',
    '每条产线内各停机原因的停机时长占比',
    '各停机原因占所在产线停机时长的比例',
  ],
  ['share(rows(stop)) by stop_reason.reason_name', 'share of stops by reason', '各原因停机次数占比'],
  // without periods to run along nothing changes
  [`output ${november}`, 'cumulative output this month', '本月累计产量', 'output this month'],
  [
    'scrap_rate time hour_start 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01',
    'scrap rate last month vs the month before',
    'scrap rate in October month over month',
    '10月废品率环比',
  ],
  [
    'output by production.hour_start/day time hour_start 2026-11-23..2026-11-30 vs 2026-11-16..2026-11-23 order hour_start_day asc',
    'output by day this week vs last week',
  ],
]
for (const [query, ...asked] of questions)
  for (const question of asked)
    test(`"${question}" is read as ${query}`, () => {
      const { candidates } = askPlant(question, { style: 'asked' })
      const best = candidates[0]?.query ?? assert.fail()
      assert.equal(brief(best), query)
      assert.deepEqual(validateQuery(best, plantModel), [])
    })

test('an explained answer shows the values beside their changes, and how many periods a mean takes', () => {
  const explained = (question: string): string =>
    brief(askPlant(question).candidates[0]?.query ?? assert.fail())
  assert.match(explained('monthly change in output'), /^output difference\(output\) growth\(output\) by/)
  assert.match(explained('每周停机时长的移动平均'), /^stop_hours moving 4\(stop_hours\) by/)
  const [reading] = askPlant('moving average of output by week').candidates
  assert.deepEqual(
    reading?.assumptions.map(({ en }) => en),
    ['The moving average is taken over 4 weeks'],
  )
})

test('growth and running totals of what has no time are unused words', () => {
  assert.deepEqual(askPlant('growth of areas').unusedWords, ['growth', 'areas'])
  assert.deepEqual(askPlant('cumulative lines by day').unusedWords.toSorted(), ['by day', 'cumulative'])
})
