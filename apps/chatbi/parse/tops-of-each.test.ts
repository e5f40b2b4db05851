import { plantWithDefects } from './testing/plant-with-defects.ts'
import { testReadings } from './testing/test-readings.ts'

const october = 'time started_at 2026-10-01..2026-11-01'

/** The best of each group, where the noun says only what is ranked, or the groups are periods. */
testReadings(
  [
    [
      'rows(stop) by line.line_name, stop_reason.reason_name order number_of_stop desc limit 1 per line_name',
      'the biggest stop reason on each line',
      'most common stop reason by line',
      'the most frequent stop reason per line',
      '每条产线最多的停机原因',
    ],
    [
      'defect_quantity by line.line_name, defect.defect_type order defect_quantity desc limit 1 per line_name',
      "each line's most frequent defect",
      '每条产线最多的缺陷类型',
    ],
    [
      'defect_quantity by defect.defect_type, line.line_name order defect_quantity desc limit 1 per defect_type',
      '每类缺陷最多的产线',
    ],
    [
      'defect_quantity by line.line_name, defect.defect_type order defect_quantity desc limit 3 per line_name',
      '各产线前三的缺陷类型',
      'top three defect types for each line',
    ],
    [
      `stop_hours by equipment.equipment_name, stop.started_at/month time started_at 2026-08-01.. order stop_hours desc limit 1 per started_at_month`,
      'which machine had the most stop hours in each month since August',
    ],
    [
      `rows(stop) by equipment.equipment_name, stop.started_at/week ${october} order number_of_stop desc limit 2 per started_at_week`,
      'the two machines with the most stops in every week of October',
      '10月每周停机最多的两台设备',
    ],
    [
      `scrap_rate by line.line_name, equipment.equipment_name time hour_start 2026-10-01..2026-11-01 order scrap_rate desc limit 1 per line_name`,
      'worst machine by line in October by scrap rate',
    ],
    [
      `max(stop.duration_min) by line.line_name ${october}`,
      '10月每条产线最长的一次停机',
      'the longest stop on each line in October',
    ],
  ],
  plantWithDefects,
)
