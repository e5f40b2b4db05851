import { binary, call, cast, number, string } from '../../sql/build.ts'
import { duckdbSyntax } from '../../sql/syntax.ts'
import type { SqlExpression } from '../../sql/tree.ts'
import type { Dialect } from './dialect.ts'
import { dividedOrNull, isoPart, weekOffset } from './common.ts'

const days = (amount: number): SqlExpression => ({ kind: 'interval', amount: number(amount), unit: 'day' })

const numberBy = (text: SqlExpression, pattern: string, group: number): SqlExpression => ({
  kind: 'cast',
  operand: call(
    'regexp_extract',
    call('replace', cast(text, 'text'), string(','), string('')),
    string(pattern),
    ...(group === 0 ? [] : [number(group)]),
  ),
  type: { name: 'double' },
  lenient: true,
})

export const duckdb: Dialect = {
  syntax: duckdbSyntax,
  truncate: (time, grain, weekStart) => {
    if (grain === 'hour') return call('date_trunc', string('hour'), time)
    const offset = grain === 'week' ? weekOffset(weekStart) : 0
    const moved = offset === 0 ? time : binary(time, '-', days(offset))
    const start = cast(call('date_trunc', string(grain), moved), 'date')
    return offset === 0 ? start : cast(binary(start, '+', days(offset)), 'date')
  },
  timePart: (time, part) => ({ kind: 'extract', part: isoPart[part], operand: time }),
  dayNumber: time =>
    call('date_diff', string('day'), { kind: 'typed', type: 'date', value: '1970-01-01' }, time),
  hoursBetween: (from, to) =>
    binary(call('date_diff', string('second'), from, to), '/', { kind: 'number', text: '3600.0' }),
  addTime: (time, amount, unit) => binary(time, '+', { kind: 'interval', amount: number(amount), unit }),
  timeOfDay: time => cast(time, 'time'),
  clock: hhmm => ({ kind: 'typed', type: 'time', value: `${hhmm}:00` }),
  fromText: time => ({ kind: 'cast', operand: time, type: { name: 'timestamp' }, lenient: true }),
  comparable: time => time,
  timestamp: value => ({ kind: 'typed', type: 'timestamp', value: value.replace('T', ' ') }),
  divide: (left, right) => dividedOrNull(left, right),
  median: value => call('MEDIAN', value),
  stddev: value => call('STDDEV_SAMP', value),
  matches: (operand, pattern, escape) => ({
    kind: 'match',
    operator: 'ilike',
    operand,
    pattern: string(pattern),
    ...(escape === undefined ? {} : { escape }),
  }),
  asText: value => cast(value, 'text'),
  asNumber: text => ({ kind: 'cast', operand: text, type: { name: 'double' }, lenient: true }),
  numberIn: text => numberBy(text, '-?[0-9]+([.][0-9]+)?', 0),
  patterns: {
    secondNumberIn: text => numberBy(text, '[0-9]+(?:[.][0-9]+)?[^0-9]+([0-9]+(?:[.][0-9]+)?)', 1),
    clockPart: (text, place) => call('split_part', text, string(':'), number(place)),
  },
  textLength: value => call('length', value),
  floor: value => call('floor', value),
  hasFilter: true,
  hasLimitInSubquery: true,
  hasStableTies: false,
}
