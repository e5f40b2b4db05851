import { hoursOfDay } from '../hours-of-day.ts'
import type { Meaning } from '../meaning.ts'
import type { Rule } from '../rule.ts'

const clock = (name: string): string =>
  `(?<${name}>\\d{1,2})(?::(?<${name}Minutes>\\d\\d))? ?(?<${name}Half>am|pm|a\\.m\\.?|p\\.m\\.?|h|hrs?|o'?clock)?`
const dayPart = '(?: (?:in the|at|by) (?<part>morning|afternoon|evening|night))?'

/** The hour of a clock, 0 to 24; undefined for one with minutes, which whole hours cannot tell. */
const hourOf = (g: Groups, name: string, half: string | undefined): number | undefined => {
  const hour = Number(g[name])
  if (hour > 24 || Number(g[`${name}Minutes`] ?? 0) > 0) return undefined
  if (/^p|afternoon|evening/i.test(half ?? '') && hour < 12) return hour + 12
  if (/night/i.test(half ?? '') && hour >= 6 && hour < 12) return hour + 12
  return /^a|morning/i.test(half ?? '') && hour === 12 ? 0 : hour
}

type Groups = Readonly<Record<string, string | undefined>>

/** What says that numbers are hours: a colon, "am", "o'clock", "in the morning". */
const isSaid = (g: Groups, ...names: readonly string[]): boolean =>
  g['part'] !== undefined ||
  names.some(name => g[`${name}Minutes`] !== undefined || g[`${name}Half`] !== undefined)

const toHours = (from: number | undefined, to: number | undefined): Meaning | undefined =>
  from === undefined || to === undefined || from === to ? undefined : { hours: { from, to } }

const parts: Readonly<Record<string, NonNullable<Meaning['hours']>>> = {
  morning: { from: 6, to: 12 },
  afternoon: { from: 12, to: 18 },
  evening: { from: 18, to: 22 },
}

/** Hours of a day: "between 6 and 10 in the morning", "after 10 pm", "in the afternoon". */
export const hourRules: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?:between |from )?${clock('a')}(?: ?[-–] ?| (?:and|to|until|till) )${clock('b')}${dayPart}(?: sharp)?`,
      'i',
    ),
    mean: g => {
      if (!isSaid(g, 'a', 'b')) return undefined
      const last = g['bHalf'] ?? g['part']
      const to = hourOf(g, 'b', last)
      // "from 11 to 1 pm": the morning goes before
      const own = g['aHalf'] ?? g['part'] ?? (Number(g['a']) < Number(g['b']) ? last : undefined)
      return toHours(hourOf(g, 'a', own), to)
    },
  },
  {
    pattern: new RegExp(`(?:after|since|from|past) ${clock('a')}${dayPart}(?: on(?:wards)?)?`, 'i'),
    mean: g => (isSaid(g, 'a') ? toHours(hourOf(g, 'a', g['aHalf'] ?? g['part']), 24) : undefined),
  },
  {
    pattern: new RegExp(`(?:before|until|till|by|up to) ${clock('a')}${dayPart}`, 'i'),
    mean: g => (isSaid(g, 'a') ? toHours(0, hourOf(g, 'a', g['aHalf'] ?? g['part'])) : undefined),
  },
  {
    pattern:
      /(?:in|during) the (?<part>morning|afternoon|evening)s?|(?<=\b(?:yesterday|today|tomorrow|\w+day)\s+)(?<after>morning|afternoon|evening)/i,
    mean: g => {
      const hours = parts[(g['part'] ?? g['after'] ?? '').toLowerCase()]
      return hours && { hours, isVague: true }
    },
  },
  {
    pattern: /this (?<part>morning|afternoon|evening)/i,
    mean: (g, present) => {
      const hours = parts[(g['part'] ?? '').toLowerCase()]
      return hours && { span: hoursOfDay(present.now, hours), isVague: true }
    },
  },
]
