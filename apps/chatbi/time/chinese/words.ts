import type { TimeGrain } from '../../query/query.ts'
import { yearOf } from '../local-time.ts'
import type { Present } from '../moment.ts'

const digits = '零一二三四五六七八九'
export const number = '\\d{1,3}|[一二两三四五六七八九十]{1,3}|半'
/** 前一个周一 is a Monday; 前两周一共 are two weeks. */
const notWeekday = '(?![二三四五六日天]|一(?![共起直]))'
export const unit = `个?小时|钟头|天|日|(?:个?星期|个?礼拜|个?周)${notWeekday}|个?月|个?季度|季|年`
export const which = '上上个?|前个?|上一?个?|本|这个?|当|下个?'
export const dayNumber = '\\d{1,2}|[一二三四五六七八九十]{1,3}'
export const monthNumber = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]'
export const weekday = '[一二三四五六日天]'
export const through = '(?:到|至|—|–|-|~|～)'
const year = '(?:(?:19|20)\\d\\d)'
/** A year or none: 2026年, 今年, 26年. */
export const yearPart = `(?:(?<year>${year})年?|(?<short>\\d\\d)年|(?<relative>[今本去前])年)?的?`

/** 十二 → 12; 两 → 2. Values to 99, which is all that periods need. */
export const toNumber = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace('两', '二')
  if (!plain.includes('十')) return digits.indexOf(plain)
  const [tens = '', ones = ''] = plain.split('十')
  return (tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0)
}

export const toGrain = (text: string): TimeGrain => {
  if (/小时|钟头/.test(text)) return 'hour'
  if (/天|日/.test(text)) return 'day'
  if (/星期|礼拜|周/.test(text)) return 'week'
  if (/季/.test(text)) return 'quarter'
  return text.includes('年') ? 'year' : 'month'
}

/** Monday is 1. */
export const toWeekday = (text: string): number => '一二三四五六'.indexOf(text) + 1 || 7

/** 上上周 → -2. */
export const offsetOf = (text: string): number => {
  if (text.startsWith('上上')) return -2
  if (/^[上前]/.test(text)) return -1
  return text.startsWith('下') ? 1 : 0
}

export const yearOffsets: Readonly<Record<string, number>> = { 今: 0, 本: 0, 去: -1, 前: -2 }

/** The year that `yearPart` found, as four digits. */
export const yearFrom = (
  present: Present,
  g: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  if (g['year']) return g['year']
  if (g['short']) return `20${g['short']}`
  const relative = g['relative'] && yearOffsets[g['relative']]
  return relative === undefined || relative === '' ? undefined : String(yearOf(present.now) + relative)
}
