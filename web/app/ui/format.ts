import { useMemo } from 'react'
import { useLanguage, useMessages } from '../i18n/i18n.tsx'

const dayMs = 86_400_000

export interface Format {
  /** A number with grouping; `decimals` fixes the digits after the point. */
  readonly number: (value: number, decimals?: number) => string
  /** A stored UTC instant in the browser's zone. */
  readonly dateTime: (iso: string) => string
  /** "5 minutes ago", or the date when it is longer than a week ago. */
  readonly ago: (iso: string) => string
  readonly duration: (milliseconds: number) => string
}

const agoUnits = [
  ['minute', 60_000, 3_600_000],
  ['hour', 3_600_000, dayMs],
  ['day', dayMs, 7 * dayMs],
] as const

/** Numbers and times as people of the chosen language write them. */
export const useFormat = (): Format => {
  const { language } = useLanguage()
  const t = useMessages()
  return useMemo(() => createFormat(language === 'zh' ? 'zh-CN' : 'en-GB', t.common.justNow), [language, t])
}

const createFormat = (locale: string, justNow: string): Format => {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const number: Format['number'] = (value, decimals) =>
    new Intl.NumberFormat(locale, {
      maximumFractionDigits: decimals ?? 6,
      minimumFractionDigits: decimals ?? 0,
    }).format(value)
  return {
    number,
    dateTime: iso => dateTime.format(new Date(iso)),
    ago: iso => {
      const passedMs = Date.now() - new Date(iso).getTime()
      if (passedMs < 60_000) return justNow
      const unit = agoUnits.find(([, , limit]) => passedMs < limit)
      return unit ? relative.format(-Math.floor(passedMs / unit[1]), unit[0]) : dateTime.format(new Date(iso))
    },
    duration: ms =>
      ms < 1000
        ? `${number(Math.round(ms))} ms`
        : ms < 60_000
          ? `${number(ms / 1000, 1)} s`
          : `${number(Math.floor(ms / 60_000))} min ${number(Math.round((ms % 60_000) / 1000))} s`,
  }
}
