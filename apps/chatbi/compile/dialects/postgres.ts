import { binary, call, cast, number, orderItem, string } from '../../sql/build.ts'
import { postgresSyntax } from '../../sql/syntax.ts'
import type { SqlExpression } from '../../sql/tree.ts'
import type { Dialect } from './dialect.ts'
import { dividedOrNull, isoPart, weekOffset } from './common.ts'

const days = (amount: number): SqlExpression => ({ kind: 'interval', amount: number(amount), unit: 'day' })
const real = (value: SqlExpression): SqlExpression => cast(value, 'double precision')

/** The first match of the pattern, or of the group in it. */
const numberBy = (text: SqlExpression, pattern: string): SqlExpression =>
  cast(
    call('substring', call('replace', cast(text, 'text'), string(','), string('')), string(pattern)),
    'double precision',
  )

export const postgres: Dialect = {
  syntax: postgresSyntax,
  truncate: (time, grain, weekStart) => {
    if (grain === 'hour') return call('date_trunc', string('hour'), time)
    const offset = grain === 'week' ? weekOffset(weekStart) : 0
    const moved = offset === 0 ? time : binary(time, '-', days(offset))
    const start = cast(call('date_trunc', string(grain), moved), 'date')
    return offset === 0 ? start : binary(start, '+', number(offset))
  },
  timePart: (time, part) => cast({ kind: 'extract', part: isoPart[part], operand: time }, 'integer'),
  dayNumber: time => binary(cast(time, 'date'), '-', { kind: 'typed', type: 'date', value: '1970-01-01' }),
  hoursBetween: (from, to) =>
    binary(
      real({ kind: 'extract', part: 'epoch', operand: binary(stamp(to), '-', stamp(from)) }),
      '/',
      number(3600),
    ),
  addTime: (time, amount, unit) => binary(time, '+', { kind: 'interval', amount: number(amount), unit }),
  timeOfDay: time => cast(time, 'time'),
  clock: hhmm => ({ kind: 'typed', type: 'time', value: `${hhmm}:00` }),
  fromText: time => cast(time, 'timestamp'),
  comparable: time => time,
  timestamp: value => ({ kind: 'typed', type: 'timestamp', value: value.replace('T', ' ') }),
  divide: (left, right) => dividedOrNull(real(left), right),
  median: value => ({
    kind: 'call',
    name: 'PERCENTILE_CONT',
    arguments: [{ kind: 'number', text: '0.5' }],
    withinGroup: [{ value: orderItem(value, 'asc').value, direction: 'asc' }],
  }),
  stddev: value => call('STDDEV_SAMP', value),
  matches: (operand, pattern, escape) => ({
    kind: 'match',
    operator: 'ilike',
    operand,
    pattern: string(pattern),
    ...(escape === undefined ? {} : { escape }),
  }),
  asText: value => cast(value, 'text'),
  asNumber: text => real(text),
  numberIn: text => numberBy(text, '-?[0-9]+(?:[.][0-9]+)?'),
  patterns: {
    secondNumberIn: text => numberBy(text, '[0-9]+(?:[.][0-9]+)?[^0-9]+([0-9]+(?:[.][0-9]+)?)'),
    clockPart: (text, place) => call('split_part', text, string(':'), number(place)),
  },
  textLength: value => call('length', value),
  floor: value => call('floor', value),
  hasFilter: true,
  hasLimitInSubquery: true,
  hasStableTies: false,
}

/** Dates subtract to whole days and timestamps to intervals; as timestamps both do the latter. */
const stamp = (time: SqlExpression): SqlExpression => cast(time, 'timestamp')
