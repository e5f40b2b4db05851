import type { TimePart } from '../../query/query.ts'
import { binary, call, cast, number, string } from '../../sql/build.ts'
import { sqliteSyntax } from '../../sql/syntax.ts'
import type { SqlExpression } from '../../sql/tree.ts'
import type { Dialect } from './dialect.ts'
import { dividedOrNull, floating, weekOffset } from './common.ts'

const format = (pattern: string, time: SqlExpression): SqlExpression =>
  call('strftime', string(pattern), time)
const integer = (value: SqlExpression): SqlExpression => cast(value, 'integer')

/** SQLite has no regular expressions, but a cast reads the number that a text begins with: here at its first digit. */
const numberIn = (text: SqlExpression): SqlExpression => {
  // every digit is found, if only beyond the end
  const places = Array.from({ length: 10 }, (_, i) => string(String(i))).map(digit =>
    call('instr', binary(text, '||', digit), digit),
  )
  const first = call('MIN', ...places)
  const before = call('substr', text, binary(first, '-', number(1)), number(1))
  const sign = call('iif', binary(before, '=', string('-')), number(-1), number(1))
  return binary(sign, '*', cast(call('nullif', call('substr', text, first), string('')), 'real'))
}

/** SQLite's own weekday numbers: 0 is Sunday. `weekday N` moves forwards to that day unless it is there already. */
const startOfWeek = (time: SqlExpression, weekStart: number): SqlExpression =>
  call('date', time, string('-6 days'), string(`weekday ${(weekOffset(weekStart) + 1) % 7}`))

const quarter = (time: SqlExpression): SqlExpression =>
  binary(binary(integer(format('%m', time)), '+', number(2)), '/', number(3))

const startOfQuarter = (time: SqlExpression): SqlExpression =>
  call(
    'date',
    time,
    string('start of month'),
    binary(
      binary(
        string('-'),
        '||',
        cast(binary(binary(integer(format('%m', time)), '-', number(1)), '%', number(3)), 'text'),
      ),
      '||',
      string(' months'),
    ),
  )

const parts: { readonly [P in TimePart | 'year']: (time: SqlExpression) => SqlExpression } = {
  year: time => integer(format('%Y', time)),
  'quarter-of-year': quarter,
  'month-of-year': time => integer(format('%m', time)),
  'day-of-month': time => integer(format('%d', time)),
  'day-of-week': time => integer(format('%u', time)),
  'hour-of-day': time => integer(format('%H', time)),
}

export const sqlite: Dialect = {
  syntax: sqliteSyntax,
  truncate: (time, grain, weekStart) => {
    switch (grain) {
      case 'hour':
        return format('%Y-%m-%d %H:00:00', time)
      case 'day':
        return call('date', time)
      case 'week':
        return startOfWeek(time, weekStart)
      case 'month':
        return format('%Y-%m-01', time)
      case 'quarter':
        return startOfQuarter(time)
      case 'year':
        return format('%Y-01-01', time)
    }
  },
  timePart: (time, part) => parts[part](time),
  dayNumber: time => integer(call('julianday', call('date', time))),
  hoursBetween: (from, to) =>
    binary(binary(call('unixepoch', to), '-', call('unixepoch', from)), '/', {
      kind: 'number',
      text: '3600.0',
    }),
  // A month after 31 October is 30 November: without `floor` SQLite goes on into December.
  addTime: (time, amount, unit) => {
    const step = string(`${amount < 0 ? '-' : '+'}${Math.abs(amount)} ${unit}s`)
    return unit === 'month' ? call('datetime', time, step, string('floor')) : call('datetime', time, step)
  },
  timeOfDay: time => call('time', time),
  clock: hhmm => string(`${hhmm}:00`),
  fromText: time => time,
  // A date sorts before every time of that day, as 'T' and as ' ' written; only a time of day needs one spelling.
  comparable: (time, value) => (value.endsWith('T00:00:00') ? time : call('datetime', time)),
  timestamp: value => string(value.endsWith('T00:00:00') ? value.slice(0, 10) : value.replace('T', ' ')),
  divide: (left, right) => dividedOrNull(floating(left), right),
  median: value => call('MEDIAN', value),
  // Sum of squares about the mean by the textbook identity; rounding may leave it just below zero.
  stddev: value => {
    const squares = call('SUM', binary(value, '*', floating(value)))
    const sum = call('SUM', value)
    const count = call('COUNT', value)
    const spread = binary(squares, '-', dividedOrNull(binary(floating(sum), '*', sum), count))
    const variance = dividedOrNull(spread, binary(count, '-', number(1)))
    return call('SQRT', call('MAX', variance, number(0)))
  },
  matches: (operand, pattern, escape) => ({
    kind: 'match',
    operator: 'like',
    operand,
    pattern: string(pattern),
    ...(escape === undefined ? {} : { escape }),
  }),
  asText: value => cast(value, 'text'),
  // an empty text would be read as 0
  asNumber: text => cast(call('nullif', call('trim', text), string('')), 'real'),
  numberIn: text => numberIn(call('replace', cast(text, 'text'), string(','), string(''))),
  textLength: value => call('length', value),
  floor: value => call('floor', value),
  hasFilter: true,
  hasLimitInSubquery: true,
  hasStableTies: true,
}
