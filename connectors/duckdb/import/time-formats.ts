import { quoteText } from '../sql-text.ts'
import { mostly } from './mostly.ts'
import type { ValueFormat } from './value-format.ts'

const clock = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?: ?[AaPp]\\.?[Mm]\\.?)?'
const zone = '(?: ?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))'
const midnight = '(?:[T ]+0?0:00(?::00(?:\\.0+)?)?)?'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?'
const clockFormats = ['%H:%M:%S', '%H:%M', '%H:%M:%S.%f', '%I:%M:%S %p', '%I:%M %p']

/** A way to write a day: its pattern, and DuckDB's names of its parts. */
interface DayStyle {
  readonly id: string
  readonly pattern: string
  readonly formats: readonly string[]
  /** SQL that makes `formats` fit: separators to `-` and the like. */
  readonly prepare?: (value: string) => string
}

const separated = (value: string): string => `replace(replace(${value}, '/', '-'), '.', '-')`
const daysFirst = (id: string, a: string, b: string): readonly DayStyle[] => [
  { id, pattern: '\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}', formats: [`${a}-${b}-%Y`], prepare: separated },
  {
    id: `${id}-short`,
    pattern: '\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2}',
    formats: [`${a}-${b}-%y`],
    prepare: separated,
  },
]
const noPoint = (value: string): string =>
  `regexp_replace(regexp_replace(${value}, '[.,]', '', 'g'), '[- ]+', ' ', 'g')`

const dayStyles: readonly DayStyle[] = [
  { id: 'year-first', pattern: '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}', formats: ['%Y-%m-%d'], prepare: separated },
  ...daysFirst('day-first', '%d', '%m'),
  ...daysFirst('month-first', '%m', '%d'),
  { id: 'chinese', pattern: '\\d{4}年\\d{1,2}月\\d{1,2}[日号]', formats: ['%Y-%m-%d'], prepare: v => `regexp_replace(${v}, '(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]', '\\1-\\2-\\3')` },
  { id: 'day-month-name', pattern: `\\d{1,2}[- ]${month}[-, ]+\\d{4}`, formats: ['%d %b %Y', '%d %B %Y'], prepare: noPoint },
  { id: 'day-month-name-short', pattern: `\\d{1,2}[- ]${month}[-, ]+\\d{2}`, formats: ['%d %b %y', '%d %B %y'], prepare: noPoint },
  { id: 'month-name-day', pattern: `${month} \\d{1,2},? +\\d{4}`, formats: ['%b %d %Y', '%B %d %Y'], prepare: noPoint },
] // prettier-ignore

/** Day and clock part of a text are parsed apart, so that a fraction's point is not taken for a separator. */
const toTimestamp = (style: DayStyle, v: string): string => {
  const day = `regexp_extract(${v}, ${quoteText(`^(${style.pattern})`)}, 1)`
  const rest = `trim(replace(replace(replace(regexp_replace(${v}, ${quoteText(`^${style.pattern}|${zone}$`)}, '', 'g'), 'T', ''), '时', ':'), '分', ''))`
  const parsedDay = `try_strptime(${style.prepare?.(day) ?? day}, [${style.formats.map(quoteText).join(', ')}])`
  const clockText = `regexp_replace(upper(replace(${rest}, ',', '.')), ' ?([AP])\\.?M\\.?$', ' \\1M')`
  const parsedClock = `try_strptime('2000-01-01 ' || ${clockText}, [${clockFormats.map(f => quoteText(`%Y-%m-%d ${f}`)).join(', ')}])`
  return `(${parsedDay} + CASE WHEN ${rest} = '' THEN INTERVAL 0 SECOND ELSE ${parsedClock} - TIMESTAMP '2000-01-01' END)`
}

const dayFormats = (style: DayStyle): readonly ValueFormat[] => {
  const dateOnly = quoteText(`${style.pattern}${midnight}`)
  const withClock = quoteText(`${style.pattern}(?:[T ,]*(?:${clock}|\\d{1,2}[:时]\\d{1,2}分?)${zone}?)?`)
  const parsedDay = (v: string) => {
    const day = `regexp_extract(${v}, ${quoteText(`^(${style.pattern})`)}, 1)`
    return `try_strptime(${style.prepare?.(day) ?? day}, [${style.formats.map(quoteText).join(', ')}])`
  }
  return [
    {
      id: `${style.id} date`,
      type: 'date',
      toSql: v => `(CASE WHEN regexp_full_match(${v}, ${dateOnly}) THEN CAST(${parsedDay(v)} AS DATE) END)`,
    },
    {
      id: `${style.id} timestamp`,
      type: 'timestamp',
      toSql: v => `(CASE WHEN regexp_full_match(${v}, ${withClock}) THEN ${toTimestamp(style, v)} END)`,
    },
  ]
}

const simple = (id: string, type: 'date' | 'timestamp' | 'time', pattern: string, sql: (v: string) => string, note?: string): ValueFormat => ({
  id,
  type,
  toSql: v => `(CASE WHEN regexp_full_match(${v}, ${quoteText(pattern)}) THEN ${sql(v)} END)`,
  ...(note === undefined ? {} : { note }),
}) // prettier-ignore

const compactDay = '(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
const monthDate = (v: string): string =>
  `CAST(try_strptime(regexp_replace(${v}, '(\\d{4})[-/.年](\\d{1,2})月?', '\\1-\\2-1'), '%Y-%m-%d') AS DATE)`
const monthNameDate = (v: string): string =>
  `CAST(try_strptime('1 ' || ${noPoint(v)}, ['%d %b %y', '%d %B %y', '%d %b %Y', '%d %B %Y']) AS DATE)`
const serial = (v: string): string => `TRY_CAST(${v} AS DOUBLE)`

/** Days since 1899-12-30 from 1970 to 2079. */
const serialDays = '(?:2[6-9]|[345]\\d|6[0-5])\\d{3}'
const serialPattern = `${serialDays}(?:\\.\\d+)?`

const special = {
  compactTimestamp: simple('compact timestamp', 'timestamp', `${compactDay}[T ]?(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d`, v => `try_strptime(regexp_replace(${v}, '[T ]', ''), '%Y%m%d%H%M%S')`),
  compactDate: simple('compact date', 'date', compactDay, v => `CAST(try_strptime(${v}, '%Y%m%d') AS DATE)`),
  month: simple('month', 'date', '\\d{4}(?:[-/.]\\d{1,2}|年\\d{1,2}月)', monthDate, 'months are stored as their first day'),
  monthName: simple('month name', 'date', `${month}[-, ]+(?:\\d{4}|\\d{2})`, monthNameDate, 'months are stored as their first day'),
  time: simple('time', 'time', '\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?', v => `TRY_CAST(${v} AS TIME)`),
  serialDate: simple('Excel serial date', 'date', `${serialDays}`, v => `(DATE '1899-12-30' + TRY_CAST(${v} AS INTEGER))`, 'Excel serial numbers were read as dates'),
  serialTimestamp: simple('Excel serial time', 'timestamp', serialPattern, v => `(TIMESTAMP '1899-12-30' + to_microseconds(CAST(round(${serial(v)} * 86400) * 1000000 AS BIGINT)))`, 'Excel serial numbers were read as times'),
} // prettier-ignore

const saysDay = /date|datum|fecha|\bday\b|日期|_at$|_on$|timestamp/i
/** A point in time; "run time" and 停机时间 are as likely durations. */
const saysClock =
  /^(date.?)?time$|^时间$|(begin|start|end|stop|finish|from|until).{0,12}time|(开始|结束|起始|终止|发生|记录|采集).*时间/i
/** How long something took, not when it was: then 0:35 is no time of day. */
const saysDuration =
  /duration|elapsed|\blap\b|lap.?time|(run|running|cycle|down|set.?up|process\w*|repair|travel|total|best|split).?times?\b|times? (needed|taken|spent|required|used)|length|(用|耗|历|工|停机)时|时长|圈速|成绩|周期/i
const most = (cells: readonly string[], pattern: string): boolean => {
  const whole = new RegExp(`^(?:${pattern})$`)
  return mostly(cells, cell => whole.test(cell))
}

/** Ways to read `cells` as days and times, most likely first; `header` lets bare numbers be dates. */
export const proposeTimes = (cells: readonly string[], header: string): readonly ValueFormat[] => {
  if (cells.length === 0) return []
  const anyClock = `(?:[T ,]*(?:${clock}|\\d{1,2}[:时]\\d{1,2}分?)${zone}?)?`
  const found = dayStyles.filter(style => most(cells, `${style.pattern}${anyClock}`)).flatMap(dayFormats)
  if (most(cells, `${compactDay}[T ]?(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d`))
    found.push(special.compactTimestamp)
  if (!saysDuration.test(header) && most(cells, '\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?'))
    found.push(special.time)
  if (most(cells, '\\d{4}年\\d{1,2}月') || most(cells, '(?:19|20)\\d{2}[-/](?:0?[1-9]|1[0-2])'))
    found.push(special.month)
  if (most(cells, `${month}[-, ]+(?:\\d{4}|\\d{2})`)) found.push(special.monthName)
  if (saysDay.test(header) && most(cells, compactDay)) found.push(special.compactDate)
  if ((saysDay.test(header) || saysClock.test(header)) && most(cells, serialPattern))
    found.push(special.serialDate, special.serialTimestamp)
  return found
}

/** ISO days and times, for a column whose sample held no value. */
export const plainTimes: readonly ValueFormat[] = dayStyles.slice(0, 1).flatMap(dayFormats)

/** Whether all of `cells` carry one and the same zone, which then says nothing that a note cannot. */
export const zoneNote = (cells: readonly string[]): string | undefined => {
  const zones = new Set(
    cells.map(cell => new RegExp(`\\d${zone}$`).exec(cell) && new RegExp(`${zone}$`).exec(cell)?.[0].trim()),
  )
  zones.delete(undefined)
  const named = [...zones].filter(z => z !== null)
  if (named.length === 0 || !cells.some(cell => /:\d{2}/.test(cell))) return undefined
  return named.length === 1
    ? `times are kept as written; their zone ${named[0]} is left out`
    : `times are kept as written although their zones differ (${named.slice(0, 4).join(', ')})`
}
