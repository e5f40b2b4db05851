import { normalizeText, numberOfWord, parseChineseNumeral, stem } from '../text/index.ts'

/** Chinese nouns that are counted with a number (三号线), and the English word they meet. */
const nouns: ReadonlyMap<string, string> = new Map(
  Object.entries({
    线: 'line',
    产线: 'line',
    生产线: 'line',
    流水线: 'line',
    机: 'machine',
    机器: 'machine',
    机台: 'machine',
    设备: 'machine',
    区: 'area',
    区域: 'area',
    车间: 'workshop',
    工位: 'station',
    站: 'station',
    工站: 'station',
    炉: 'furnace',
    泵: 'pump',
    仓: 'warehous',
    仓库: 'warehous',
    楼: 'build',
    厂: 'plant',
    工厂: 'plant',
    组: 'team',
    班组: 'team',
    班: 'shift',
    班次: 'shift',
    批: 'lot',
    批次: 'lot',
    门店: 'store',
    店: 'store',
  }),
)

const partPattern = /\p{Script=Han}+|\d+(?:\.\d+)?|[^\p{Script=Han}\P{L}]+|\p{M}+/gu
const counted = /^(第?)([零〇一二两三四五六七八九十百千]*)(号?)(\p{Script=Han}*)$/u

const plainNumber = (digits: string): string => {
  const short = digits.replace(/^0+(?=\d)/, '')
  return short.includes('.') ? short.replace(/\.?0+$/, '') : short
}

/** 三号线 → line 3; undefined where the run is no counted noun. */
const readCounted = (run: string): readonly string[] | undefined => {
  const found = counted.exec(run)
  const noun = nouns.get(found?.[4] ?? '')
  const number = parseChineseNumeral(found?.[2] ?? '')
  return noun === undefined || number === undefined ? undefined : [noun, String(number)]
}

/** A number with a Chinese counted noun on either side: 3号线, 产线3. */
const joinCounted = (parts: readonly string[]): readonly string[] => {
  const joined: string[] = []
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? ''
    const next = parts[at + 1] ?? ''
    const noun = /^\d/.test(part) ? nouns.get(next.replace(/^号/u, '')) : undefined
    const before = /^\d/.test(next) ? nouns.get(part) : undefined
    if (noun !== undefined) joined.push(noun, part)
    else if (before !== undefined) joined.push(before, next)
    else {
      joined.push(part)
      continue
    }
    at++
  }
  return joined
}

/**
 * The parts of a text by which values meet whatever way they are written: case, accents, full width, punctuation,
 * plurals, number words, leading zeros and Chinese numerals make no difference. `Line 3`, `line three`, 三号线 and
 * 3号线 are `line`, `3`; `CNC-07` and `cnc7` are `cnc`, `7`.
 */
export const valueParts = (text: string): readonly string[] => {
  const parts = normalizeText(text).replace(/'s\b/g, '').match(partPattern) ?? []
  const read = parts.flatMap(part => {
    if (/^\d/.test(part)) return [plainNumber(part)]
    if (/^\p{Script=Han}/u.test(part)) return readCounted(part) ?? [part]
    const number = numberOfWord(part)
    return [number === undefined ? stem(part) : String(number)]
  })
  return joinCounted(read)
}

/** The parts as one key. Empty where the text has neither letters nor digits. */
export const valueKey = (text: string): string => valueParts(text).join(' ')
