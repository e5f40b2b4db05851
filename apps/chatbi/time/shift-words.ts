import type { PlantCalendar, Shift } from '@millwright/spec'
import type { Rule } from './rule.ts'

export type ShiftPart = 'night' | 'day' | 'evening'

/** The plant's shift for a part of the day: by its hours, so that any plant's names do. */
export const findShift = (calendar: PlantCalendar, part: ShiftPart): Shift | undefined => {
  const overnight = calendar.shifts.filter(shift => shift.end <= shift.start)
  const within = calendar.shifts.filter(shift => shift.end > shift.start)
  const byStart = within.toSorted((a, b) => a.start.localeCompare(b.start))
  if (part === 'night') return overnight[0]
  return part === 'day' ? byStart[0] : byStart[1]
}

/** Rules for shift words. `phrase` puts a word pattern into the phrase that stands for the shift. */
export const shiftRules = (
  words: Readonly<Record<ShiftPart, string>>,
  phrase: (word: string) => string,
): readonly Rule[] =>
  (['night', 'day', 'evening'] as const).map(part => ({
    pattern: new RegExp(phrase(words[part]), 'i'),
    mean: (_groups, present) => {
      const shift = findShift(present.calendar, part)
      return shift && { shift: shift.name }
    },
  }))
