import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant } from '../testing/ask-plant.ts'
import { testReadings } from '../testing/test-readings.ts'

const october = '2026-10-01..2026-11-01'
const week = '2026-11-16..2026-11-23'

/** Things against one of them that is named, and the query that it must become. */
testReadings([
  [
    `output by line.line_name time hour_start ${october} having output < {output where line.line_name = Line 3 time hour_start ${october}}`,
    'which lines had less output than Line 3 in October',
    '10月产量比Line 3少的产线有哪些',
    '10月哪些产线产量不如Line 3',
  ],
  [
    `scrap_rate by line.line_name time hour_start ${week} having scrap_rate > {scrap_rate where line.line_name = Line 3 time hour_start ${week}}`,
    'lines with a higher scrap rate than Line 3 last week',
    'which lines were worse than Line 3 on scrap rate last week',
    '上周废品率高于Line 3的产线',
    '上周废品率比Line 3差的产线',
  ],
  [
    `rows(stop) by line.line_name where stop.shift = night time started_at ${october} having rows(stop) > {rows(stop) where stop.shift = night, line.line_name = Line 3 time started_at ${october}}`,
    'which lines had more night stops than Line 3 in October',
  ],
])

test('"less scrap than line 3" of a machine that is no line is not passed over', () => {
  const { unusedWords, isSure } = askPlant('which machines had less output than Line 3 in October')
  assert.ok(unusedWords.length > 0 && !isSure)
})
