import type { Direction } from '../../link/cue.ts'
import type { Column } from './column.ts'

interface Scale {
  /** Stems of words for the upper and the lower end. */
  readonly high: RegExp
  readonly low: RegExp
  /** What columns on that scale are called, or the unit that their cells have. */
  readonly columns: RegExp
  /** More of these is less on the scale: the older, the earlier founded. */
  readonly inverse?: RegExp
}

/** Adjectives with the columns that they speak of. */
const scales: readonly Scale[] = [
  {
    high: /^(expensive|costl|pric[ei]|dear)|贵/,
    low: /^(cheap|inexpensive)|便宜/,
    columns: /price|cost|fee|value|amount|价|费|成本|金额|[€$£¥￥元]/i,
  },
  {
    high: /^long/,
    low: /^short/,
    columns:
      /length|duration|distance|(?<!on )\btime\b|hours?|minutes|years|tenure|span|\d:\d\d|长度|时长|耗时|用时|距离/i,
    inverse: /since|founded|established|joined|起始|成立/i,
  },
  { high: /^(tall|high)/, low: /^low/, columns: /height|elevation|altitude|level|rate|高度|海拔/i },
  { high: /^heav/, low: /^light/, columns: /weight|mass|\bkg\b|重/i },
  {
    high: /^(fast|quick)/,
    low: /^slow/,
    columns: /speed|velocity|rpm|km\/h|mph|速度|转速/i,
    inverse: /\btime\b|lap|duration|\d:\d\d|用时|成绩|耗时|时长/i,
  },
  { high: /^(hot|warm)/, low: /^(cold|cool)/, columns: /temp|°C|°F|℃|温/i },
  {
    high: /^old/,
    low: /^(young|new)/,
    columns: /\bage\b|年龄/i,
    inverse: /year|founded|established|built|born|date|since|purchased|年份|日期|成立|起始/i,
  },
  {
    high: /^(large|big|great)/,
    low: /^small/,
    columns: /size|area|population|capacity|volume|面积|容量|人口/i,
  },
  { high: /^(late|recent)/, low: /^earl/, columns: /date|year|time|day|month|日期|时间|年/i },
  { high: /^deep/, low: /^shallow/, columns: /depth|深/i },
  { high: /^(wide|broad|thick)/, low: /^(narrow|thin)/, columns: /width|diameter|thickness|宽|直径|厚/i },
  { high: /^(hard|strong)/, low: /^(soft|weak)/, columns: /hardness|strength|硬度|强度/i },
  { high: /^(busy|busier|busiest)/, low: /^(quiet|idle)/, columns: /count|orders|passengers|visitors|数量/i },
]

/** Whether an adjective of the question speaks of the column, and towards which end of its amounts. */
export const endMeant = (norms: readonly string[], column: Column): Direction | undefined => {
  const text = `${column.field.label.en} ${column.field.label.zh ?? ''} ${column.field.unit ?? ''} ${column.field.samples.slice(0, 3).join(' ')}`
  for (const { high, low, columns, inverse } of scales) {
    const isHigh = norms.some(norm => high.test(norm))
    if (!isHigh && !norms.some(norm => low.test(norm))) continue
    const isInverse = inverse?.test(text) === true
    if (isInverse || columns.test(text)) return isHigh === isInverse ? 'asc' : 'desc'
  }
  return undefined
}
