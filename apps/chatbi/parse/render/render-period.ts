import type { Language } from '@millwright/spec'
import type { TimeRange } from '../../query/query.ts'

/** A period as its days: "1–31 Oct 2026", 2026年10月1日–31日. An open end is said; clock times where it isn't of whole days. */
export const renderPeriod = (range: TimeRange, language: Language): string => {
  const from = range.from === undefined ? undefined : new Date(`${range.from}Z`)
  const to = range.to === undefined ? undefined : new Date(`${range.to}Z`)
  const isWhole = [from, to].every(end => end === undefined || end.getTime() === startOfDay(end))
  const time = (date: Date): string => formatDay(date, language) + (isWhole ? '' : ` ${clockOf(date)}`)
  const last = to && isWhole ? new Date(to.getTime() - 1) : to
  if (from && last) return isWhole ? renderDays(from, last, language) : `${time(from)} – ${time(last)}`
  if (from) return language === 'zh' ? `${time(from)}起` : `from ${time(from)}`
  if (last) return language === 'zh' ? `截至${time(last)}` : `until ${time(last)}`
  return range.text
}

/** The days from `from` to `last`; what both have in common is said once. */
const renderDays = (from: Date, last: Date, language: Language): string => {
  if (startOfDay(from) === startOfDay(last)) return formatDay(from, language)
  const isYear = from.getUTCFullYear() === last.getUTCFullYear()
  const isMonth = isYear && from.getUTCMonth() === last.getUTCMonth()
  const [start, end] = [formatDay(from, language), formatDay(last, language)]
  if (language === 'zh') {
    const common = isMonth ? /^.*月/ : isYear ? /^.*年/ : /^/
    return `${start}–${end.replace(common, '')}`
  }
  if (isMonth) return `${from.getUTCDate()}–${end}`
  return `${isYear ? start.replace(/ \d+$/, '') : start} – ${end}`
}

/** A moment of local time: its day, and the clock where it is not the day's beginning. */
export const renderMomentOf = (time: string, language: Language): string => {
  const date = new Date(`${time.length > 10 ? time : `${time}T00:00:00`}Z`)
  return formatDay(date, language) + (date.getTime() === startOfDay(date) ? '' : ` ${clockOf(date)}`)
}

const startOfDay = (date: Date): number =>
  Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
const clockOf = (date: Date): string => date.toISOString().slice(11, 16)
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const formatDay = (date: Date, language: Language): string => {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  return language === 'zh' ? `${year}年${month + 1}月${day}日` : `${day} ${months[month] ?? ''} ${year}`
}

const calendarNames =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b/g

/** The words that named a period as they stand in a list of clauses: "in october's" is October, "on sunday," is Sunday. */
export const renderSaidPeriod = (text: string): string =>
  text
    .trim()
    .replace(/[\s,.;:?!，。；：？！、]+$/u, '')
    .replace(/['’]s?$/u, '')
    .replace(/^(?:in|on|of|for|during)\s+(?=\S)/i, '')
    .replace(/(?<=.)[的里内]$/u, '')
    .replace(calendarNames, name => name.charAt(0).toUpperCase() + name.slice(1))
