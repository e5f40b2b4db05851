import type { LatenessCue } from './cue.ts'
import { limitOf, unitOf } from './lateness-pattern.ts'
import type { Groups, LatenessPattern } from './lateness-pattern.ts'
import { parseChineseNumeral } from '../text/index.ts'

const amount =
  '(?<operator>不超过|超过|多于|大于|不止|至少|不少于|不到|少于|整整|刚好|正好)?\\s*(?<number>\\d+(?:\\.\\d+)?|[一二两三四五六七八九十半]+)\\s*个?(?<half>半)?(?<unit>小时|钟头|分钟|天|周)(?<more>半)?(?<after>以上|及以上|或以上|或更久|或更长|或更多|以内|之内)?'
const asked = '(?:(?:多少|几)个?(?<asked>小时|钟头|分钟|天)|(?<open>多久|多长时间|多少时间|多少))'
const work = (name: string): string =>
  `(?:(?:实际|真正)?(?:的)?(?:(?<begin${name}>开始|开工|启动|投产|上线)|(?<end${name}>结束|完工|完成|做完|干完|交付|交货))(?:时间)?)`
const plan = '(?:原计划|原定|计划|预定|预计|排程|排产|应该|应)(?:的|开始|开工|启动|结束|完工|完成|时间|日期)*'
const late = '晚|迟|延迟|延误|推迟|延后|推后|滞后|拖后|拖延'
const early = '早|提前|提早'

const operatorOf = (g: Groups): '>' | '>=' | '<' | '<=' | '=' => {
  const said = g['operator'] ?? ''
  if (/^不超过$/.test(said) || /内/.test(g['after'] ?? '')) return '<='
  if (/不到|少于/.test(said) && said !== '不少于') return '<'
  if (/整整|刚好|正好/.test(said)) return '='
  return /超过|多于|大于|不止/.test(said) && !g['after'] ? '>' : '>='
}

const numberOf = (g: Groups): number => {
  const words = g['number'] ?? ''
  const whole = /^\d/.test(words)
    ? Number(words)
    : words === '半'
      ? 0.5
      : (parseChineseNumeral(words) ?? Number.NaN)
  return whole + (g['half'] || g['more'] ? 0.5 : 0)
}

const toCue = (g: Groups, words: string): LatenessCue | undefined => {
  const limit = limitOf(g['number'] && numberOf(g), operatorOf(g))
  if (limit === 'none') return undefined
  const isOnTime = /准时|按时|如期|按计划/.test(words)
  return {
    cue: 'lateness',
    way: isOnTime ? 'on-time' : /早|提前/.test(words) ? 'early' : 'late',
    ...(g['begin1'] || g['begin2'] ? { of: 'begin' } : g['end1'] || g['end2'] ? { of: 'end' } : {}),
    ...(limit ? { limit } : {}),
    ...unitOf(g['unit'] ?? g['asked']),
    ...(g['asked'] || g['open'] ? { asks: true } : {}),
    ...(g['mean'] ? { isMean: true } : {}),
  }
}

const pattern = (source: string): LatenessPattern => ({ pattern: new RegExp(source, 'gu'), toCue })

/** 实际开工比计划晚了两小时以上, 晚于计划开始, 延迟超过3小时开工, 准时完工, 比计划提前多久结束. */
export const chineseLateness: readonly LatenessPattern[] = [
  pattern(
    `${work('1')}?(?<mean>平均)?(?:要)?(?:比|较|相比)${plan}(?:都|还|要)*(?:${late}|${early})(?:了|上)*(?:${amount}|${asked})?(?:才)?${work('2')}?`,
  ),
  pattern(`${work('1')}?(?:晚于|迟于|落后于|早于|提前于)${plan}(?:${amount})?(?:${asked})?`),
  pattern(`${work('1')}(?<mean>平均)?(?:${late}|${early})(?:了)*(?:${amount}|${asked})`),
  pattern(`(?:${late}|${early})(?:了)?(?:${amount}|${asked})?(?:才)?${work('2')}`),
  pattern(`(?:${late}|${early})${work('2')}(?:了)?${amount}`),
  pattern(`(?:准时|按时|如期|按计划)${work('2')}`),
]
