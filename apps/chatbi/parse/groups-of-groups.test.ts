import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validateQuery } from '../query/validate-query.ts'
import { renderReading } from './render/render-reading.ts'
import { askPlant, brief } from './testing/ask-plant.ts'
import { plantModel } from './testing/plant-model.ts'

const october = 'time hour_start 2026-10-01..2026-11-01'
const stopsInOctober = 'time started_at 2026-10-01..2026-11-01'
const daily = 'per production.hour_start/day'

/** What is asked of the totals of days, weeks or machines, and the query that it must become. */
const questions: readonly (readonly [query: string, ...questions: readonly string[]])[] = [
  [
    `count of output ${daily} < 900 ${october}`,
    'on how many days in October was output below 900',
    'How many days in October had less than 900 output?',
    '10月有几天产量不到900',
    '10月产量低于900的有多少天',
  ],
  [
    `count of output ${daily} < 900 by line.line_name ${october}`,
    'number of days with output below 900 per line in October',
    '各产线10月有几天产量低于900',
  ],
  [
    `count of rows(stop) per stop.started_at/week > 50 ${stopsInOctober}`,
    'in how many weeks in October did we have more than 50 stops',
  ],
  [`avg of scrap_rate ${daily} ${october}`, 'average daily scrap rate in October', '10月日均废品率'],
  [
    `avg of rows(stop) per equipment.equipment_name ${stopsInOctober}`,
    'average number of stops per machine in October',
    '10月平均每台设备停机几次',
  ],
  [
    `output by production.hour_start/day ${october} order output desc limit 1`,
    'highest daily output in October',
    '10月最高日产量是多少',
    '10月单日最高产量',
  ],
  [
    `output by line.line_name, production.hour_start/week ${october} order output asc limit 1 per line_name`,
    'lowest weekly output of each line in October',
  ],
  [
    `(output / count-distinct(day of production.hour_start)) by line.line_name ${october} order output_per_day desc limit 1`,
    'which line had the highest average daily output in October',
    '10月日均产量最高的产线是哪条，日均多少件',
  ],
  [`output by production.hour_start/day ${october} order hour_start_day asc`, '10月日产量'],
  [
    `(scrap / count-distinct(day of production.hour_start)) by line.line_name ${october}`,
    'average scrap per day for every line in October',
  ],
  [
    `(rows(stop) / count-distinct(week of stop.started_at)) ${stopsInOctober}`,
    'average number of stops per week in October',
  ],
  [
    `output by production.hour_start/day ${october} having output < average order hour_start_day asc`,
    '10月哪几天的产量低于当月日均产量',
  ],
  [
    `count of scrap ${daily} < average ${october}`,
    "on how many days in October was scrap below that month's daily average",
    'count the days in October when scrap was below the daily average',
    '10月有多少天废品低于当月日均',
  ],
  [`count of output ${daily} < average ${october}`, '10月产量低于日均的天数'],
  [
    `count of output ${daily} > 1.2 x average by line.line_name ${october}`,
    'for each line, on how many days in October was output more than 20 % above its daily average',
    '各产线10月有几天产量高出日均20%',
  ],
  [
    `count of rows(stop) per stop.started_at/week > average ${stopsInOctober}`,
    'in how many weeks in October did we have more stops than in the average week',
  ],
  [
    `count of scrap per production.hour_start/hour > average time hour_start 2026-10-05..2026-10-06`,
    'in how many hours on 5 October was scrap above the hourly average',
  ],
]
for (const [query, ...asked] of questions)
  for (const question of asked)
    test(`"${question}" is read as ${query}`, () => {
      const { candidates } = askPlant(question)
      const best = candidates[0]?.query ?? assert.fail()
      assert.equal(brief(best), query)
      assert.deepEqual(validateQuery(best, plantModel), [])
    })

test('a comparison is not taken apart into words without weight', () => {
  for (const question of ['10月4号线产量低于日均', '10月产量高于日均的']) {
    const { candidates } = askPlant(question)
    assert.ok(candidates.every(({ query, unusedWords }) => query.having.length > 0 || unusedWords.length > 0))
  }
})

test('a count of days is told with what holds of them', () => {
  const query = askPlant('on how many days in October was the scrap rate above 2 %').candidates[0]?.query
  assert.ok(query)
  assert.match(renderReading(query, plantModel, 'en'), /^Number of days with scrap rate above 2%/)
  assert.match(renderReading(query, plantModel, 'zh'), /^废品率超过2%的天数/)
})
