import type { TimeUnit } from '../../query/query.ts'

/** Seconds of each unit of time that people say and columns are kept in. */
const seconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  秒: 1,
  min: 60,
  minute: 60,
  分钟: 60,
  分: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  小时: 3600,
  d: 86_400,
  day: 86_400,
  天: 86_400,
  week: 604_800,
}
const metres: Readonly<Record<string, number>> = {
  um: 1e-6,
  µm: 1e-6,
  μm: 1e-6,
  微米: 1e-6,
  mm: 1e-3,
  毫米: 1e-3,
  cm: 1e-2,
  m: 1,
  km: 1e3,
}
const grams: Readonly<Record<string, number>> = {
  g: 1,
  gram: 1,
  克: 1,
  斤: 500,
  kg: 1e3,
  kilo: 1e3,
  kilogram: 1e3,
  公斤: 1e3,
  千克: 1e3,
  t: 1e6,
  ton: 1e6,
  tonne: 1e6,
  吨: 1e6,
}
const kilowattHours: Readonly<Record<string, number>> = { kwh: 1, 度: 1, 千瓦时: 1, mwh: 1e3 }

const yuan: Readonly<Record<string, number>> = {
  cny: 1,
  rmb: 1,
  yuan: 1,
  元: 1,
  块: 1,
  块钱: 1,
}

const scales = [seconds, metres, grams, kilowattHours, yuan]

const bare = (unit: string): string => {
  const lower = unit.toLowerCase().replace(/[[\]()]/g, '')
  return lower.length > 2 ? lower.replace(/s$/, '') : lower
}

/** Whether it is a unit that can be converted. */
export const isKnownUnit = (unit: string): boolean => scales.some(scale => scale[bare(unit)] !== undefined)

/** Whether time is told in it. */
export const isUnitOfTime = (unit: string): boolean => seconds[bare(unit)] !== undefined

/** `value` said in `from`, as a number of `to`. Undefined where the units measure different things. */
export const convertUnit = (value: number, from: string, to: string): number | undefined => {
  const said = bare(from)
  const kept = bare(to)
  if (said === kept) return value
  for (const scale of scales) {
    const a = scale[said]
    const b = scale[kept]
    if (a !== undefined && b !== undefined) return (value * a) / b
  }
  return undefined
}

const timeUnitNames: Readonly<Record<string, TimeUnit>> = {
  s: 'second',
  sec: 'second',
  second: 'second',
  秒: 'second',
  min: 'minute',
  minute: 'minute',
  分钟: 'minute',
  h: 'hour',
  hr: 'hour',
  hour: 'hour',
  小时: 'hour',
  d: 'day',
  day: 'day',
  天: 'day',
  日: 'day',
  week: 'week',
  周: 'week',
  星期: 'week',
  month: 'month',
  月: 'month',
  个月: 'month',
  year: 'year',
  年: 'year',
  岁: 'year',
}

/** The unit of time that a word names. */
export const timeUnitOf = (word: string | undefined): TimeUnit | undefined =>
  word === undefined ? undefined : timeUnitNames[bare(word)]
