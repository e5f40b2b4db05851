/** Two periods of one length that a question compares, and when it is asked. Milliseconds of plant wall time. */
export interface Window {
  readonly kind: 'day' | 'week' | 'month'
  readonly before: number
  readonly after: number
  readonly end: number
  /** How the later period is called on the day after it. */
  readonly words: { readonly en: string; readonly zh: string }
}

const dayMs = 86_400_000
const words = {
  day: { en: 'yesterday', zh: '昨天' },
  week: { en: 'last week', zh: '上周' },
  month: { en: 'last month', zh: '上月' },
} as const

/** How many of each kind fit one after another into a year and a half before the plant's own causes begin. */
export interface WindowCounts {
  readonly day: number
  readonly week: number
  readonly month: number
}

/** Windows that do not overlap: pairs of days with a day between, pairs of weeks from Monday, pairs of calendar months. */
export const layWindows = (first: Date, counts: WindowCounts): readonly Window[] => {
  const windows: Window[] = []
  let at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1)
  for (let i = 0; i < counts.month; i++) {
    const [after, end] = [addMonths(at, 1), addMonths(at, 2)]
    windows.push({ kind: 'month', before: at, after, end, words: words.month })
    at = end
  }
  at += ((8 - new Date(at).getUTCDay()) % 7) * dayMs
  for (let i = 0; i < counts.week; i++, at += 14 * dayMs)
    windows.push({ kind: 'week', before: at, after: at + 7 * dayMs, end: at + 14 * dayMs, words: words.week })
  for (let i = 0; i < counts.day; i++, at += 3 * dayMs)
    windows.push({ kind: 'day', before: at, after: at + dayMs, end: at + 2 * dayMs, words: words.day })
  return windows
}

const addMonths = (time: number, count: number): number => {
  const date = new Date(time)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1)
}
