import { z } from 'zod'
import { localizedSchema } from '../text/localized.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:mm')

/** A shift by its local start and end; `end` at or before `start` means the next day. `name` is the value in data. */
export const shiftSchema = z.object({
  name: z.string(),
  label: localizedSchema,
  start: clockTime,
  end: clockTime,
})
export type Shift = z.infer<typeof shiftSchema>

/** The plant's clock: its zone, its shifts, the day a week starts on (ISO: 1 Monday … 7 Sunday). */
export const plantCalendarSchema = z.object({
  timeZone: z.string(),
  weekStart: z.number().int().min(1).max(7),
  shifts: z.array(shiftSchema),
})
export type PlantCalendar = z.infer<typeof plantCalendarSchema>

/** Gives the present; injected so that tests and replays have their own. */
export interface Clock {
  now(): Date
}
