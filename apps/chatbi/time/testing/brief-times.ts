import type { PlantCalendar } from '@millwright/spec'
import { findTimeExpressions } from '../find-time-expressions.ts'
import type { TimeExpression } from '../time-expression.ts'

export const calendar: PlantCalendar = {
  timeZone: 'Asia/Shanghai',
  weekStart: 1,
  shifts: [
    { name: 'early', label: { en: 'Early' }, start: '06:00', end: '14:00' },
    { name: 'late', label: { en: 'Late' }, start: '14:00', end: '22:00' },
    { name: 'N', label: { en: 'Night' }, start: '22:00', end: '06:00' },
  ],
}

/** Monday 23 November 2026, 11:00 in Shanghai. */
export const now = new Date('2026-11-23T03:00:00Z')

const day = (time: string | undefined): string => (time ?? '').slice(0, 16).replace('T00:00', '')

const briefOf = (e: TimeExpression): string =>
  [
    e.range && `${day(e.range.from)}..${day(e.range.to)}`,
    e.compareTo && `vs ${day(e.compareTo.from)}..${day(e.compareTo.to)}`,
    e.grain && `by ${e.grain}`,
    e.part && `by ${e.part}`,
    e.shift && `shift ${e.shift}`,
    e.hours && `hours ${e.hours.from}-${e.hours.to}`,
    e.weekdays && `weekdays ${e.weekdays.join(',')}`,
    e.isVague && 'about',
  ]
    .filter(Boolean)
    .join(' ')

/** What the times of a text mean, in short: `2026-10-01..2026-11-01 | by week`. */
export const briefTimes = (text: string): string =>
  findTimeExpressions(text, { now, calendar }).map(briefOf).join(' | ')
