import { quoteText } from '../sql-text.ts'
import { mostly } from './mostly.ts'
import type { ValueFormat } from './value-format.ts'

/**
 * How digits are grouped: `plain` 1234.5, `comma` 1,234.5, `european` 1.234,5 (also 12,5), `spaced` 1 234,5 and
 * 1'234.5.
 */
export type NumberStyle = 'plain' | 'comma' | 'european' | 'spaced'

interface StyleRule {
  readonly whole: string
  readonly body: string
  /** SQL that turns the digits into what a cast reads. */
  readonly toPlain: (digits: string) => string
}

const styles: Readonly<Record<NumberStyle, StyleRule>> = {
  plain: {
    whole: '(?:0|[1-9]\\d{0,17})',
    body: '(?:(?:0|[1-9]\\d{0,15})(?:\\.\\d*)?|\\.\\d+|\\d(?:\\.\\d*)?[eE][+-]?\\d{1,3})',
    toPlain: digits => digits,
  },
  comma: {
    whole: '(?:[1-9]\\d{0,2}(?:,\\d{3})+|0|[1-9]\\d{0,17})',
    body: '(?:[1-9]\\d{0,2}(?:,\\d{2,3})*,\\d{3}(?:\\.\\d*)?|(?:0|[1-9]\\d{0,15})(?:\\.\\d*)?|\\.\\d+)',
    toPlain: digits => `replace(${digits}, ',', '')`,
  },
  european: {
    whole: '(?:[1-9]\\d{0,2}(?:\\.\\d{3})+|0|[1-9]\\d{0,17})',
    body: '(?:[1-9]\\d{0,2}(?:\\.\\d{3})+(?:,\\d*)?|(?:0|[1-9]\\d{0,15})(?:,\\d*)?|,\\d+)',
    toPlain: digits => `replace(replace(${digits}, '.', ''), ',', '.')`,
  },
  spaced: {
    whole: "(?:[1-9]\\d{0,2}(?:[ '\u00a0\u202f]\\d{3})+|0|[1-9]\\d{0,17})",
    body: "(?:[1-9]\\d{0,2}(?:[ '\u00a0\u202f]\\d{3})+(?:[.,]\\d*)?|(?:0|[1-9]\\d{0,15})(?:[.,]\\d*)?)",
    toPlain: digits => `replace(regexp_replace(${digits}, '[ ''\u00a0\u202f]', '', 'g'), ',', '.')`,
  },
}

const currencies = ['$', '€', '£', '¥', '￥', '₹', 'US$', 'USD', 'EUR', 'CNY', 'RMB', 'GBP', 'JPY', 'CHF']
const units = [
  '%', '％', '‰', '元', '万元', 'kg', 'g', 'mg', 't', 'mm', 'cm', 'm', 'km', 'μm', 'µm', 'um', 'in', 'ft', 'lb', 'lbs', 'oz',
  's', 'sec', 'ms', 'min', 'mins', 'h', 'hr', 'hrs', 'hours', 'days', 'd', '°C', '℃', '°F', 'K', 'kW', 'W', 'MW', 'kWh', 'MWh',
  'Wh', 'A', 'mA', 'V', 'mV', 'kV', 'Hz', 'kHz', 'bar', 'mbar', 'Pa', 'kPa', 'MPa', 'psi', 'N', 'kN', 'Nm', 'rpm', 'r/min',
  'L', 'l', 'ml', 'm/s', 'km/h', 'mm/s', 'm²', 'm2', 'm³', 'm3', 'pcs', 'kB', 'MB', 'GB', 'ppm', 'dB', '件', '个', '台', '人', '次',
  '小时', '分钟', '秒', '天', '吨', '米', '毫米', '厘米', '公斤', '千克', '克', '度', '升', '千瓦时',
] // prettier-ignore

/** Whether `text` is a unit or a currency and nothing else. */
export const isUnit = (text: string): boolean => units.includes(text) || currencies.includes(text)

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
const alternatives = (texts: readonly string[]): string =>
  texts
    .toSorted((a, b) => b.length - a.length)
    .map(escapePattern)
    .join('|')
const anyAffix = alternatives([...currencies, ...units])
const decorated = new RegExp(
  `^\\(?[-+−]?\\s*(${alternatives(currencies)})?\\s*[-+−]?\\s*([\\d.,][\\d.,' \\u00a0\\u202f]*?(?:[eE][+-]?\\d{1,3})?)\\s*(${anyAffix})?\\)?$`,
)

/** What one cell says as a number: its digits, and the one currency or unit around them. */
interface NumberText {
  readonly digits: string
  readonly affix: string | undefined
}

const parseNumber = (cell: string): NumberText | undefined => {
  if (/^-?[\d.]+$/.test(cell)) return { digits: cell.replace('-', ''), affix: undefined } // most cells, by the short way
  const match = decorated.exec(cell)
  if (!match?.[2] || (match[1] && match[3])) return undefined
  return { digits: match[2], affix: match[1] ?? match[3] }
}

const styleOf = (style: NumberStyle, kind: 'whole' | 'body'): RegExp => new RegExp(`^${styles[style][kind]}$`)

/** A format for one style, whole numbers or not, with at most one affix. Negative in brackets, too. */
const numberFormat = (style: NumberStyle, isWhole: boolean, affix: string | undefined): ValueFormat => {
  const { whole, body, toPlain } = styles[style]
  const digits = isWhole ? whole : body
  const type = isWhole ? 'BIGINT' : 'DOUBLE'
  const base = {
    id: `${style}-${isWhole ? 'integer' : 'float'}`,
    type: isWhole ? ('integer' as const) : ('float' as const),
  }
  if (style === 'plain' && affix === undefined) {
    const pattern = quoteText(`[+-]?${digits}`)
    return {
      ...base,
      toSql: v => `(CASE WHEN regexp_full_match(${v}, ${pattern}) THEN TRY_CAST(${v} AS ${type}) END)`,
    }
  }
  const mark = affix === undefined ? '' : `(?:${escapePattern(affix)})?\\s*`
  const pattern = quoteText(`\\(?[-+−]?\\s*${mark}[-+−]?\\s*(${digits})\\s*${mark}\\)?`)
  const negative = (v: string) => `(CASE WHEN regexp_matches(${v}, '^\\(|^[^0-9]*[-−]') THEN -1 ELSE 1 END)`
  return {
    ...base,
    ...(affix === undefined ? {} : { unit: affix === '％' ? '%' : affix }),
    toSql: v =>
      `(CASE WHEN regexp_full_match(${v}, ${pattern}) THEN ${negative(v)} * TRY_CAST(${toPlain(`regexp_extract(${v}, ${pattern}, 1)`)} AS ${type}) END)`,
  }
}

/** Leading zeros carry meaning: 00123 is a code. */
const isCode = (cell: string): boolean => /^[+-]?0\d+$/.test(cell) || /^\d{19,}$/.test(cell)

/** Which styles could have written nearly all of `cells`. */
export const possibleStyles = (cells: readonly string[]): readonly NumberStyle[] => {
  if (!mostly(cells, cell => parseNumber(cell) !== undefined)) return []
  const numbers = cells.map(parseNumber)
  const isEnough = (style: NumberStyle): boolean => {
    const pattern = styleOf(style, 'body')
    return mostly(numbers, n => n !== undefined && pattern.test(n.digits))
  }
  return (['plain', 'comma', 'european', 'spaced'] as const).filter(isEnough)
}

/** Ways to read `cells` as numbers, most likely first. `preferEuropean` decides what "1.234" is. */
export const proposeNumbers = (cells: readonly string[], preferEuropean: boolean): readonly ValueFormat[] => {
  if (cells.length === 0 || cells.some(isCode)) return []
  const possible = possibleStyles(cells)
  if (possible.length === 0) return []
  const affixes = new Map<string | undefined, number>()
  for (const cell of cells) {
    const affix = parseNumber(cell)?.affix
    if (affix !== undefined) affixes.set(affix, (affixes.get(affix) ?? 0) + 1)
  }
  if (affixes.size > 1) return []
  const affix = [...affixes.keys()][0]
  const ordered = preferEuropean ? possible.toSorted((a, b) => rank(a) - rank(b)) : possible
  return ordered
    .slice(0, 2)
    .flatMap((style, i) =>
      [true, false].map(isWhole => ({ ...numberFormat(style, isWhole, affix), isFallback: i > 0 })),
    )
}

const rank = (style: NumberStyle): number => ['european', 'plain', 'comma', 'spaced'].indexOf(style)

/** Plain numbers, for a column whose sample held no value. */
export const plainNumbers: readonly ValueFormat[] = [
  numberFormat('plain', true, undefined),
  numberFormat('plain', false, undefined),
]
