import type { TimeGrain } from '../../query/query.ts'

export const numberWords = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
]
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const ordinals = ['first', 'second', 'third', 'fourth']
const grains: Readonly<Record<string, TimeGrain>> = {
  h: 'hour',
  d: 'day',
  w: 'week',
  f: 'week',
  m: 'month',
  q: 'quarter',
  y: 'year',
}

// patterns: alternatives that stand inside a group; a blank stands for any white space
export const count = `\\d{1,3}|${numberWords.slice(1).join('|')}|thirty|(?:a )?couple of|few`
export const unit = 'hour|hr|day|week|wk|month|mth|quarter|qtr|year|yr'
export const year = '(?:19|20)\\d\\d'
export const month =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec'
export const fullWeekday = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday'
export const weekday = `${fullWeekday}|mon|tues?|wed|thurs?|thu|fri`
export const index = `${ordinals.join('|')}|1st|2nd|3rd|4th`
/** What may stand before a period. */
export const lead = '(?:(?:in|on|during|for|of|over|within|throughout|from) (?:the )?)?'
export const ordinal = '(?:st|nd|rd|th)?'
export const through = '(?:\\s*[-–—]\\s*| (?:to|until|till|til|through|thru|and|up to) )'

const teens =
  'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )
const ones = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ')
const dayWords = [...ones, ...teens, ...ones.map(one => `twenty-${one}`), 'thirtieth', 'thirty-first']
/** The days of a month in words, the longest first. */
export const dayWord = dayWords.toReversed().join('|').replaceAll('-', '[- ]')
/** "twenty-first" → 21. */
export const toDay = (word: string): number => dayWords.indexOf(word.replaceAll(/[- ]/g, '-')) + 1

export const toCount = (word: string): number => {
  if (/^\d+$/.test(word)) return Number(word)
  if (/couple/.test(word)) return 2
  if (word === 'thirty') return 30
  return word === 'few' ? 3 : numberWords.indexOf(word)
}
/** January is 1. */
export const toMonth = (word: string): number => months.indexOf(word.slice(0, 3)) + 1
/** Monday is 1. */
export const toWeekday = (word: string): number => weekdays.indexOf(word.slice(0, 3)) + 1
/** "qtrs" → quarter: the units begin with different letters. */
export const toGrain = (word: string): TimeGrain => grains[word.slice(0, 1).toLowerCase()] ?? 'day'
/** "3rd" → 3. */
export const toIndex = (text: string): number => ordinals.indexOf(text) + 1 || Number.parseInt(text, 10)
