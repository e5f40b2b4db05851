import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant } from './testing/ask-plant.ts'
import { testReadings } from './testing/test-readings.ts'

const october = 'time hour_start 2026-10-01..2026-11-01'

/** One thing by its place in an order: the first ones are left out, found under the same filters and period. */
testReadings([
  [
    `output by line.line_name where not line.line_name among {by line.line_name ${october} order output desc limit 1} ${october} order output desc limit 1`,
    'which line had the second highest output in October',
    '10月产量第二高的产线',
  ],
  [
    'rows(stop) by stop_reason.reason_name where not stop_reason.reason_name among {by stop_reason.reason_name order rows(stop) desc limit 2} order number_of_stop desc limit 1',
    'the third most common stop reason',
    '第三多的停机原因',
  ],
])

test('a place that is not told is an unused word, never the first ones', () => {
  const { candidates } = askPlant('the second longest stop of line 3')
  for (const { query, unusedWords } of candidates.slice(0, 1))
    assert.ok(unusedWords.length > 0 || query.limit === undefined, JSON.stringify(query.limit))
})
