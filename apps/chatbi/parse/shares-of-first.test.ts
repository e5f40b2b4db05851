import { testReadings } from './testing/test-readings.ts'

const october = 'time started_at 2026-10-01..2026-11-01'
const first = (measure: string, count: number): string =>
  `equipment.equipment_name among {by equipment.equipment_name ${october} order ${measure} desc limit ${count}}`
const part = (measure: string, count: number): string => `${measure}[${first(measure, count)}]`
const share = (measure: string, count: number): string =>
  `${part(measure, count)} (${part(measure, count)} / ${measure}) ${october}`

/** What the first few have of all, as one number or each by itself. */
const questions: readonly (readonly [query: string, ...questions: readonly string[]])[] = [
  [
    share('stop_hours', 3),
    'what share of the stop hours in October came from the top 3 machines',
    'share of the top 3 machines in the stop hours of October',
    "the top 3 machines' share of stop hours in October",
    '10月停机时长前3的设备合计占总停机时长的比例',
    '10月停机时长最长的3台设备占总停机时长的百分之多少',
  ],
  [
    `stop_hours share(stop_hours) by equipment.equipment_name ${october} order stop_hours desc limit 3`,
    'top 3 machines by stop hours in October with their share',
    '10月停机时长最长的3台设备及其占比',
  ],
  [
    `stop_hours where ${first('stop_hours', 5)} ${october}`,
    'combined stop hours of the 5 machines with the most stop hours in October',
    '10月停机时长最长的5台设备一共停了多少小时',
  ],
]
testReadings(questions)
