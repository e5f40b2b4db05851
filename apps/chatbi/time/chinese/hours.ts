import type { Meaning } from '../meaning.ts'
import type { Rule } from '../rule.ts'

type Groups = Readonly<Record<string, string | undefined>>
type Hours = NonNullable<Meaning['hours']>

const parts: Readonly<Record<string, Hours>> = {
  凌晨: { from: 0, to: 6 },
  早上: { from: 6, to: 9 },
  早晨: { from: 6, to: 9 },
  上午: { from: 6, to: 12 },
  中午: { from: 11, to: 13 },
  下午: { from: 12, to: 18 },
  傍晚: { from: 17, to: 19 },
}
const partWord = '凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜间|半夜'
const clock = (name: string): string =>
  `(?<${name}Part>${partWord})?的?(?<${name}>\\d{1,2}|[零一二两三四五六七八九十]{1,3})(?:点钟?整?|时|[:：]00)`

const digits = '零一二三四五六七八九'
const toNumber = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace('两', '二')
  if (!plain.includes('十')) return digits.indexOf(plain)
  const [tens = '', ones = ''] = plain.split('十')
  return (tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0)
}

/** 下午2点 → 14, 晚上10点 → 22, 夜里2点 → 2. */
const hourOf = (hour: number, part: string | undefined): number | undefined => {
  if (hour > 24) return undefined
  if (/下午|傍晚/.test(part ?? '') && hour < 12) return hour + 12
  if (/晚上|夜|半夜/.test(part ?? '') && hour >= 5 && hour < 12) return hour + 12
  return hour
}

const toHours = (from: number | undefined, to: number | undefined): Meaning | undefined =>
  from === undefined || to === undefined || from === to ? undefined : { hours: { from, to } }

const between = (g: Groups): Meaning | undefined => {
  const [first, last] = [toNumber(g['a'] ?? ''), toNumber(g['b'] ?? '')]
  // 下午2点到4点: the word is said of both
  const isSameHalf = first < last && !/凌晨/.test(g['aPart'] ?? '')
  return toHours(hourOf(first, g['aPart']), hourOf(last, g['bPart'] ?? (isSameHalf ? g['aPart'] : undefined)))
}

/** Hours of a day: 早上6点到10点, 晚上10点以后, 凌晨. */
export const hourRules: readonly Rule[] = [
  {
    pattern: new RegExp(
      `[从自]?${clock('a').replace('(?:点钟?整?|时|[:：]00)', '(?:点钟?整?|时|[:：]00)?')}[到至~～—-]${clock('b')}(?:之间|期间)?`,
    ),
    mean: between,
  },
  {
    pattern: new RegExp(`${clock('a')}(?:以后|之后|后|起|开始)`),
    mean: g => toHours(hourOf(toNumber(g['a'] ?? ''), g['aPart']), 24),
  },
  {
    pattern: new RegExp(`${clock('a')}(?:以前|之前|前)`),
    mean: g => toHours(0, hourOf(toNumber(g['a'] ?? ''), g['aPart'])),
  },
  {
    pattern: /凌晨|早上|早晨|上午|中午|下午|傍晚/,
    mean: (_, __, text) => {
      const hours = parts[text]
      return hours && { hours, isVague: true }
    },
  },
]
