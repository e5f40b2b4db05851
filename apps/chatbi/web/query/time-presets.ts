import type { TimeRange } from '../../query/query.ts'

const dayMs = 86_400_000

/** Local plant time as a UTC instant of the same reading, so that dates can be counted without zones. */
export const toLocalNow = (nowIso: string, timeZone: string): Date => {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(nowIso),
  )
  return new Date(`${text.replace(' ', 'T')}Z`)
}

const toText = (date: Date): string => date.toISOString().slice(0, 19)

const day = (year: number, month: number, dayOfMonth: number): Date =>
  new Date(Date.UTC(year, month, dayOfMonth))

export const presetNames = [
  'today',
  'yesterday',
  'thisWeek',
  'lastWeek',
  'last7Days',
  'last30Days',
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear',
] as const
export type PresetName = (typeof presetNames)[number]

/** Start and end (exclusive) of a preset around `now`, which is local plant time. */
export const presetRange = (name: PresetName, now: Date, weekStart: number): Omit<TimeRange, 'text'> => {
  const year = now.getUTCFullYear()
  const month = now.getUTCMonth()
  const today = day(year, month, now.getUTCDate())
  const plus = (days: number): Date => new Date(today.getTime() + days * dayMs)
  const weekDay = (((now.getUTCDay() + 7 - (weekStart % 7)) % 7) + 7) % 7
  const quarter = Math.floor(month / 3) * 3
  const bounds: Readonly<Record<PresetName, readonly [Date, Date]>> = {
    today: [today, plus(1)],
    yesterday: [plus(-1), today],
    thisWeek: [plus(-weekDay), plus(7 - weekDay)],
    lastWeek: [plus(-weekDay - 7), plus(-weekDay)],
    last7Days: [plus(-7), today],
    last30Days: [plus(-30), today],
    thisMonth: [day(year, month, 1), day(year, month + 1, 1)],
    lastMonth: [day(year, month - 1, 1), day(year, month, 1)],
    thisQuarter: [day(year, quarter, 1), day(year, quarter + 3, 1)],
    lastQuarter: [day(year, quarter - 3, 1), day(year, quarter, 1)],
    thisYear: [day(year, 0, 1), day(year + 1, 0, 1)],
    lastYear: [day(year - 1, 0, 1), day(year, 0, 1)],
  }
  const [from, to] = bounds[name]
  return { from: toText(from), to: toText(to) }
}

/** A range of whole days as a person reads it; `to` is exclusive, so the day before is shown. */
export const rangeText = (range: {
  readonly from?: string | undefined
  readonly to?: string | undefined
}): string => {
  const from = range.from?.slice(0, 10) ?? '…'
  if (range.to === undefined) return `${from} – …`
  const lastDay = new Date(new Date(`${range.to}Z`).getTime() - 1).toISOString().slice(0, 10)
  return from === lastDay ? from : `${from} – ${lastDay}`
}

/** The period of equal length just before. Whole calendar months, quarters and years go back by as many months. */
export const previousPeriod = (range: TimeRange): Omit<TimeRange, 'text'> | undefined => {
  if (!range.from || !range.to) return undefined
  const from = new Date(`${range.from}Z`)
  const to = new Date(`${range.to}Z`)
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
  if (from.getUTCDate() === 1 && to.getUTCDate() === 1 && months > 0)
    return { from: toText(day(from.getUTCFullYear(), from.getUTCMonth() - months, 1)), to: range.from }
  return { from: toText(new Date(2 * from.getTime() - to.getTime())), to: range.from }
}

/** The same dates one year earlier. */
export const yearBefore = (range: TimeRange): Omit<TimeRange, 'text'> => {
  const back = (text: string | undefined): string | undefined =>
    text && `${Number(text.slice(0, 4)) - 1}${text.slice(4).replace('-02-29', '-02-28')}`
  return { from: back(range.from), to: back(range.to) }
}
