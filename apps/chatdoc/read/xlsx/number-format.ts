import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'

/** How the numbers of a cell are shown, as far as their meaning depends on it. */
export type CellFormat =
  | { readonly kind: 'general' }
  | { readonly kind: 'date'; readonly hasDate: boolean; readonly hasTime: boolean }
  | { readonly kind: 'percent'; readonly decimals: number }
  | { readonly kind: 'fixed'; readonly decimals: number; readonly before: string; readonly after: string }

const general: CellFormat = { kind: 'general' }

/** Formats that files name by number without defining them (ECMA-376 part 1, 18.8.30). */
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  27: 'yyyy-mm',
  31: 'yyyy-mm-dd',
  57: 'yyyy-mm',
}

const decimalsIn = (code: string): number => /\.([0#?]+)/.exec(code)?.[1]?.length ?? 0

const formatToken = /"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|([0#?][0#?.,]*)|([\s\S])/g

/** Words that a format puts before and behind the number: `0.0 "mm"`, `[$€-407] 0`. */
const wordsAround = (format: string): { readonly before: string; readonly after: string } => {
  let [before, after, isBehind] = ['', '', false]
  for (const [, quoted, escaped, currency, digits, other] of format.matchAll(formatToken)) {
    if (digits !== undefined) isBehind = true
    const words = quoted ?? escaped ?? currency ?? other ?? ''
    if (isBehind) after += words
    else before += words
  }
  return { before: before.trim(), after: after.trimEnd() }
}

export const parseFormat = (code: string): CellFormat => {
  const positive = code.split(';')[0] ?? ''
  const bare = positive.replaceAll(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*./gi, '')
  if (bare.trim() === '' || /^(?:general|@)$/i.test(bare.trim())) return general
  if (/[ymdhs]/i.test(bare) && !/[0#?](?!\d*$)/.test(bare.replaceAll(/\.0+/g, '')))
    return { kind: 'date', hasDate: /[yd]|m{3}/i.test(bare), hasTime: /[hs]/i.test(bare) }
  if (bare.includes('%')) return { kind: 'percent', decimals: decimalsIn(bare) }
  if (/e[+-]/i.test(bare) || bare.includes('/')) return general
  return { kind: 'fixed', decimals: decimalsIn(bare), ...wordsAround(positive) }
}

/** Days since 1899-12-30, which makes up for the leap day 1900-02-29 that Excel believes in; `is1904`: since 1904-01-01. */
const dateOf = (serial: number, is1904: boolean): Date => {
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  return new Date(epoch + Math.round(serial * 86_400_000))
}

const dateText = (serial: number, format: Extract<CellFormat, { kind: 'date' }>, is1904: boolean): string => {
  if (serial < 0 || serial > 2_958_466) return plain(serial)
  const date = dateOf(serial, is1904)
  const [day = '', time = ''] = date.toISOString().split('T')
  const minutesOn = time.slice(2, time.slice(6, 8) === '00' ? 5 : 8)
  if (!format.hasDate) return `${String(Math.floor(serial * 24 + 1e-6)).padStart(2, '0')}${minutesOn}`
  const isMidnight = time.startsWith('00:00:00')
  return format.hasTime && !isMidnight ? `${day} ${time.slice(0, 2)}${minutesOn}` : day
}

/** Excel keeps 15 significant digits; more are noise of binary fractions. */
const plain = (value: number): string => String(Number(value.toPrecision(15)))

/** A number as the sheet shows it; dates as ISO 8601. */
export const numberText = (value: number, format: CellFormat, is1904: boolean): string => {
  if (!Number.isFinite(value)) return ''
  if (format.kind === 'date') return dateText(value, format, is1904)
  if (format.kind === 'percent')
    return `${plain(Number((value * 100).toFixed(Math.max(format.decimals, 2))))}%`
  if (format.kind === 'general') return plain(value)
  const digits = Math.abs(value) < 1e15 ? value.toFixed(Math.min(15, format.decimals)) : plain(value)
  return `${format.before}${digits}${format.after}`
}

/** The format of each cell style, by its index. */
export const parseStyles = (root: XmlElement | undefined): readonly CellFormat[] => {
  const own = new Map(
    elementsOf(elementAt(root, 'numFmts'), 'numFmt').map(({ attributes }) => [
      Number(attributes['numFmtId'] ?? 0),
      attributes['formatCode'] ?? '',
    ]),
  )
  return elementsOf(elementAt(root, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes['numFmtId'] ?? 0)
    const code = own.get(id) ?? builtIn[id]
    return code === undefined ? general : parseFormat(code)
  })
}
