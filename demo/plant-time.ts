import type { PlantCalendar } from '@millwright/spec'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** The demo plant's clock: three shifts of eight hours, weeks from Monday. */
export const demoCalendar: PlantCalendar = {
  timeZone: 'Asia/Shanghai',
  weekStart: 1,
  shifts: [
    { name: 'Day', label: { en: 'Day shift', zh: '白班' }, start: '06:00', end: '14:00' },
    { name: 'Evening', label: { en: 'Evening shift', zh: '中班' }, start: '14:00', end: '22:00' },
    { name: 'Night', label: { en: 'Night shift', zh: '夜班' }, start: '22:00', end: '06:00' },
  ],
}

/** Shift of a wall time (milliseconds as if UTC). */
export const shiftAt = (time: number): 'Day' | 'Evening' | 'Night' => {
  const hour = Math.floor((time % dayMs) / hourMs)
  if (hour < 6 || hour >= 22) return 'Night'
  return hour < 14 ? 'Day' : 'Evening'
}

/** Midnight that ends yesterday, in the plant's wall time. */
export const endOfHistory = (now: Date): number => {
  const local = new Intl.DateTimeFormat('en-CA', { timeZone: demoCalendar.timeZone }).format(now)
  return Date.parse(`${local}T00:00:00Z`)
}
