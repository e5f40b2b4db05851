import type { TimePart } from '../../query/query.ts'
import { binary, call, cast, number, string } from '../../sql/build.ts'
import { mysqlSyntax } from '../../sql/syntax.ts'
import type { SqlExpression } from '../../sql/tree.ts'
import type { Dialect } from './dialect.ts'
import { dividedOrNull, weekOffset } from './common.ts'

const format = (time: SqlExpression, pattern: string): SqlExpression =>
  call('DATE_FORMAT', time, string(pattern))
const days = (amount: SqlExpression): SqlExpression => ({ kind: 'interval', amount, unit: 'day' })

/** WEEKDAY counts from Monday = 0. */
const startOfWeek = (time: SqlExpression, weekStart: number): SqlExpression => {
  const offset = weekOffset(weekStart)
  const since =
    offset === 0
      ? call('WEEKDAY', time)
      : binary(binary(call('WEEKDAY', time), '+', number(7 - offset)), '%', number(7))
  return binary(call('DATE', time), '-', days(since))
}

const startOfQuarter = (time: SqlExpression): SqlExpression =>
  binary(call('MAKEDATE', call('YEAR', time), number(1)), '+', {
    kind: 'interval',
    amount: binary(call('QUARTER', time), '-', number(1)),
    unit: 'quarter',
  })

const parts: { readonly [P in TimePart | 'year']: (time: SqlExpression) => SqlExpression } = {
  year: time => call('YEAR', time),
  'quarter-of-year': time => call('QUARTER', time),
  'month-of-year': time => call('MONTH', time),
  'day-of-month': time => call('DAYOFMONTH', time),
  'day-of-week': time => binary(call('WEEKDAY', time), '+', number(1)),
  'hour-of-day': time => call('HOUR', time),
}

const numberBy = (text: SqlExpression, pattern: string): SqlExpression =>
  binary(call('REGEXP_SUBSTR', text, string(pattern)), '+', { kind: 'number', text: '0e0' })

export const mysql: Dialect = {
  syntax: mysqlSyntax,
  truncate: (time, grain, weekStart) => {
    switch (grain) {
      case 'hour':
        return cast(format(time, '%Y-%m-%d %H:00:00'), 'datetime')
      case 'day':
        return call('DATE', time)
      case 'week':
        return startOfWeek(time, weekStart)
      case 'month':
        return cast(format(time, '%Y-%m-01'), 'date')
      case 'quarter':
        return startOfQuarter(time)
      case 'year':
        return cast(format(time, '%Y-01-01'), 'date')
    }
  },
  timePart: (time, part) => parts[part](time),
  dayNumber: time => call('TO_DAYS', time),
  // TO_SECONDS knows no time zone; a decimal division would keep four places.
  hoursBetween: (from, to) =>
    binary(binary(call('TO_SECONDS', to), '-', call('TO_SECONDS', from)), '/', {
      kind: 'number',
      text: '3600e0',
    }),
  addTime: (time, amount, unit) =>
    amount < 0
      ? binary(time, '-', { kind: 'interval', amount: number(-amount), unit })
      : binary(time, '+', { kind: 'interval', amount: number(amount), unit }),
  timeOfDay: time => call('TIME', time),
  clock: hhmm => ({ kind: 'typed', type: 'time', value: `${hhmm}:00` }),
  fromText: time => cast(time, 'datetime'),
  comparable: time => time,
  timestamp: value => ({ kind: 'typed', type: 'timestamp', value: value.replace('T', ' ') }),
  divide: (left, right) => dividedOrNull(binary({ kind: 'number', text: '1e0' }, '*', left), right),
  stddev: value => call('STDDEV_SAMP', value),
  matches: (operand, pattern, escape) => ({
    kind: 'match',
    operator: 'like',
    operand: call('LOWER', operand),
    pattern: string(pattern.toLowerCase()),
    ...(escape === undefined ? {} : { escape }),
  }),
  asText: value => cast(value, 'text'),
  asNumber: text => binary(text, '+', { kind: 'number', text: '0e0' }),
  numberIn: text => numberBy(call('REPLACE', text, string(','), string('')), '-?[0-9]+([.][0-9]+)?'),
  patterns: {
    secondNumberIn: text =>
      numberBy(
        call(
          'REGEXP_REPLACE',
          call('REPLACE', text, string(','), string('')),
          string('^[^0-9]*[0-9]+([.][0-9]+)?[^0-9]*'),
          string(''),
        ),
        '[0-9]+([.][0-9]+)?',
      ),
    clockPart: (text, place) =>
      call(
        'SUBSTRING_INDEX',
        call('SUBSTRING_INDEX', call('CONCAT', text, string(':::')), string(':'), number(place)),
        string(':'),
        number(-1),
      ),
  },
  textLength: value => call('CHAR_LENGTH', value),
  floor: value => call('FLOOR', value),
  hasFilter: false,
  hasLimitInSubquery: false,
  hasStableTies: false,
}
