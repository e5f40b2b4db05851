import { dayMs, startOf } from './local-time.ts'
import { addPeriods } from './local-time.ts'
import type { Named } from './frame.ts'
import { periodAt } from './moment.ts'
import type { Present, Span } from './moment.ts'

/**
 * What a shortened period leaves out. `week`, `month`, `quarter` and `year` stand for the running one where nothing was said; `period`
 * ("the second half", 第一周) means nothing without one.
 */
export type Omitted = 'week' | 'month' | 'quarter' | 'year' | 'period'

/** The end of the sentence; a dot within a number or a date is none. */
const sentenceEnd = /[。？?！!;；]|\.\s/

const isSaidOf = (omitted: Omitted, { span }: Named, said: string): boolean => {
  if (span.from === undefined || span.to === undefined) return false
  const days = (span.to - span.from) / dayMs
  if (omitted === 'period') return days >= 2
  // "yesterday against Friday": a day says nothing of the week that another is of, unless it is told by its week
  if (omitted === 'week')
    return span.grain === 'week' || (span.grain === 'day' && /week|周|星期|礼拜/i.test(said))
  if (omitted === 'month') return days <= 31
  return span.grain === omitted
}

/**
 * The period that words at `at`..`end` leave to be understood: the last that was named before them in the sentence, or, where
 * they mean nothing by themselves, the first behind them ("the first half against the second half of October").
 */
const antecedentOf = (
  words: { readonly omitted: Omitted; readonly from: number; readonly to: number },
  text: string,
  named: readonly Named[],
): Named | undefined => {
  const fits = (one: Named): boolean => isSaidOf(words.omitted, one, text.slice(one.from, one.to))
  const before = named
    .filter(one => one.to <= words.from && !sentenceEnd.test(text.slice(one.to, words.from)) && fits(one))
    .toSorted((a, b) => b.to - a.to || a.from - b.from)[0]
  if (before || words.omitted !== 'period') return before
  return named.find(
    one => one.from >= words.to && !sentenceEnd.test(text.slice(words.to, one.from)) && fits(one),
  )
}

/** The present as of the end of what is understood: 16号 behind 10月 is of October, 周二 behind 上周一 of last week. */
const presentWithin = (present: Present, omitted: Omitted, { from = 0, to = 0 }: Span): Present => {
  const about = { from, to }
  if (omitted === 'period') return { ...present, about }
  const start = startOf(omitted, from, present.calendar.weekStart)
  return { ...present, now: addPeriods(omitted, start, 1) - 1, about }
}

/** "and the second half?", 6号呢: of the period that the question before was about, or of the month that it lies in. */
const spokenOfBefore = (omitted: Omitted, { before, calendar }: Present): Span | undefined => {
  if (before?.from === undefined || before.to === undefined) return undefined
  const month = periodAt('month', startOf('month', before.from, calendar.weekStart))
  const isWithinMonth = month.to !== undefined && before.to <= month.to
  if (omitted === 'month') return isWithinMonth ? month : undefined
  if (omitted === 'period')
    return before.grain && before.grain !== 'day' ? before : isWithinMonth ? month : undefined
  return isSaidOf(omitted, { from: 0, to: 0, span: before }, '') ? before : undefined
}

/**
 * The presents in which shortened words may be read, the likeliest first: within what was named beside them, or was asked about
 * before, then as of now.
 */
export const presentsOf = (
  words: { readonly omitted: Omitted; readonly from: number; readonly to: number },
  text: string,
  { named, present }: { readonly named: readonly Named[]; readonly present: Present },
): readonly Present[] => {
  const span = antecedentOf(words, text, named)?.span ?? spokenOfBefore(words.omitted, present)
  const plain = words.omitted === 'period' ? [] : [present]
  return span ? [presentWithin(present, words.omitted, span), ...plain] : plain
}

const filler =
  /from|since|starting|on|onwards?|the|that is|i\.?e\.?|namely|to|through|until|and|days?|only|i\.e|mon|tue|wed|thu|fri|sat|sun|day|[起从自即就是到至开始以后止]|之后|为止|当天|那天|(?:周|星期|礼拜)[一二三四五六日天]|[\s,，.、:：-]/gi

/**
 * 10月下半月（16号起）, "the first full week (5 to 11 October)": a period and, in brackets behind it, the days that it is; where
 * these lie within it they are what is meant, else the brackets say something else.
 */
export const withBrackets = (named: readonly Named[], text: string): readonly Named[] =>
  named.flatMap((one): readonly Named[] => {
    const brackets = /^\s*[（(](?<said>[^（()）]{1,24})[）)]/.exec(text.slice(one.to))
    const said = brackets?.groups?.['said']
    if (!brackets || said === undefined) return [one]
    const from = one.to + brackets[0].indexOf(said)
    const inner = named
      .filter(other => other.from >= from && other.to <= from + said.length)
      .toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]
    if (!inner) return [one]
    const rest = said.slice(0, inner.from - from) + said.slice(inner.to - from)
    const span =
      rest.replace(filler, '') === ''
        ? spanWithin(one.span, inner.span, /起|from|since|onward|以后|之后|开始/i.test(rest))
        : undefined
    return span ? [one, { ...one, to: one.to + brackets[0].length, span, isVague: undefined }] : [one]
  })

const spanWithin = (whole: Span, part: Span, isOpen: boolean): Span | undefined => {
  if (whole.from === undefined || whole.to === undefined || part.from === undefined || part.to === undefined)
    return undefined
  if (part.from < whole.from || part.to > whole.to) return undefined
  return isOpen
    ? { from: part.from, to: whole.to }
    : part.from === whole.from && part.to === whole.to
      ? whole
      : part
}
