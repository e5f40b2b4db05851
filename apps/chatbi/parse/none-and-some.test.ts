import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from './testing/ask-plant.ts'

/** Things by what never happened to them, and by how often something did. */
const readings: readonly (readonly [question: string, query: string])[] = [
  [
    'which machines had neither a spindle overheat nor a tool change in October',
    'list equipment.equipment_name where no stop[stop_reason.reason_name in Spindle overheat,Tool change, stop.started_at >= 2026-10-01T00:00:00, stop.started_at < 2026-11-01T00:00:00]',
  ],
  [
    '9月和10月都没有停机的设备有几台',
    'rows(equipment) where no stop[((stop.started_at >= 2026-10-01T00:00:00 and stop.started_at < 2026-11-01T00:00:00) or (stop.started_at >= 2026-09-01T00:00:00 and stop.started_at < 2026-10-01T00:00:00))]',
  ],
  [
    'which machines didnt have a single stop in October',
    'list equipment.equipment_name where no stop[stop.started_at >= 2026-10-01T00:00:00, stop.started_at < 2026-11-01T00:00:00]',
  ],
  [
    'how many machines got through yesterday without a stop',
    'rows(equipment) where no stop[stop.started_at >= 2026-11-22T00:00:00, stop.started_at < 2026-11-23T00:00:00]',
  ],
  [
    '10月一次都没停过机的设备有几台',
    'rows(equipment) where no stop[stop.started_at >= 2026-10-01T00:00:00, stop.started_at < 2026-11-01T00:00:00]',
  ],
  [
    'how many machines never had a tool change last month',
    'rows(equipment) where no stop[stop_reason.reason_name = Tool change, stop.started_at >= 2026-10-01T00:00:00, stop.started_at < 2026-11-01T00:00:00]',
  ],
  [
    'how many machines had at least one unplanned stop on the night shift last month',
    'rows(equipment) where equipment.equipment_id among {by equipment.equipment_id where stop.planned = false, stop.shift = night time started_at 2026-10-01..2026-11-01 having rows(stop) >= 1}',
  ],
]
for (const [question, query] of readings)
  test(question, () => assert.equal(brief(askPlant(question).candidates[0]?.query ?? assert.fail()), query))
