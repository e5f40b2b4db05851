const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const groups: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

/** Characters that a Chinese numeral is written with. */
export const chineseNumeralCharacters = [
  ...Object.keys(digits),
  ...Object.keys(units),
  ...Object.keys(groups),
].join('')

const numeral = new RegExp(`^[${chineseNumeralCharacters}]+$`)

/** Digits one after another, as years are read: 二〇二四. */
const parseDigitByDigit = (text: string): number | undefined => {
  const read = Array.from(text, character => digits[character])
  return read.includes(undefined) ? undefined : Number(read.join(''))
}

interface Group {
  readonly value: number
  readonly lastUnit: number
}

/** A group below ten thousand: 三千零五, 十二. `lastUnit` is what a trailing digit would be counted in. */
const parseGroup = (text: string): Group | undefined => {
  let value = 0
  let pending: number | undefined
  let lastUnit = Infinity
  for (const character of text) {
    const digit = digits[character]
    const unit = units[character]
    if (digit !== undefined) {
      if (pending !== undefined && pending !== 0) return undefined
      pending = digit
      if (digit === 0) lastUnit = 10
    } else if (unit !== undefined && (unit < lastUnit || lastUnit === 10)) {
      value += (pending ?? (unit === 10 ? 1 : 0)) * unit
      if (pending === undefined && unit !== 10) return undefined
      pending = undefined
      lastUnit = unit
    } else return undefined
  }
  // 三百五 is 350: a bare last digit counts in the unit below the one before it
  const tail = pending === undefined ? 0 : pending * (Number.isFinite(lastUnit) ? lastUnit / 10 : 1)
  return { value: value + tail, lastUnit }
}

/**
 * The number a Chinese numeral stands for: 三 3, 十二 12, 两千零五 2005, 三百五 350, 三万五 35000, 二〇二四 2024.
 * Undefined where the text is not wholly a numeral.
 */
export const parseChineseNumeral = (text: string): number | undefined => {
  if (!numeral.test(text)) return undefined
  if (text.length > 1) {
    const plain = parseDigitByDigit(text)
    if (plain !== undefined) return plain
  }
  let total = 0
  let rest = text
  let lastGroup: number | undefined
  for (const name of ['亿', '万']) {
    const at = rest.indexOf(name)
    if (at < 0) continue
    const group = parseGroup(rest.slice(0, at))
    if (at === 0 || group === undefined) return undefined
    lastGroup = groups[name] ?? 1
    total += group.value * lastGroup
    rest = rest.slice(at + 1)
  }
  if (rest === '') return total
  const digit = digits[rest]
  if (lastGroup !== undefined && digit !== undefined) return total + (digit * lastGroup) / 10
  const group = parseGroup(rest)
  return group === undefined ? undefined : total + group.value
}
