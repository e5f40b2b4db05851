import type { Atom, Link } from './link.ts'

const unitWords =
  /^(h|hr|hrs|hour|hours|min|mins|minute|minutes|s|sec|secs|second|seconds|day|days|week|weeks|ms|mm|cm|m|km|um|kg|g|t|kwh|kw|rpm|nm|bar|°c|cny|rmb|yuan|usd|dollar|dollars|euro|euros|小时|分钟|秒|天|元|块|块钱|毫米|微米|公斤|千克|吨|度|件|kilos?|kilograms?|tonnes?|tons?)$/

const multipliers: ReadonlyMap<string, number> = new Map([
  ['万', 10_000],
  ['千', 1000],
  ['亿', 100_000_000],
])

/** 1万元, 3.5万: the character behind the digits multiplies them. */
const largeNumber = (atoms: readonly Atom[], from: number, value: number): readonly Link[] => {
  const unit = atoms[from + 2]?.norm ?? ''
  const hasUnit = unitWords.test(unit)
  const to = from + (hasUnit ? 3 : 2)
  const text = atoms
    .slice(from, to)
    .map(atom => atom.text)
    .join('')
  const target = { kind: 'number' as const, value, percent: false, ordinal: false }
  return [{ from, to, text, target: hasUnit ? { ...target, unit } : target, score: 1, reason: 'number' }]
}

const halfAfter = /^(?:个?半个?(小时|钟头|分钟|天|年)?|and a half (hours?|minutes?|days?|weeks?|years?))/u

/** 两个半小时, "two and a half hours": half of one more. */
const withHalf = (atoms: readonly Atom[], from: number, value: number): readonly Link[] => {
  const isHan = /\p{Script=Han}/u.test(atoms[from + 1]?.text ?? '')
  const rest = atoms.slice(from + 1, from + 7).map(atom => atom.norm)
  const found = halfAfter.exec(rest.join(isHan ? '' : ' '))
  const unit = found?.[1]?.replace('钟头', '小时') ?? found?.[2]
  if (!found || unit === undefined) return []
  let to = from + 1
  for (let said = ''; said.length < found[0].length && to < atoms.length; to++)
    said += `${said === '' || isHan ? '' : ' '}${atoms[to]?.norm ?? ''}`
  const text = atoms
    .slice(from, to)
    .map(atom => atom.text)
    .join(isHan ? '' : ' ')
  const target = { kind: 'number' as const, value: value + 0.5, percent: false, ordinal: false, unit }
  return [{ from, to, text, target, score: 1, reason: 'number' }]
}

/** "3 percent", "2.5 per cent". */
const asPercent = (number: Link, atoms: readonly Atom[]): readonly Link[] => {
  const [next, after] = atoms.slice(number.to, number.to + 2).map(atom => atom.norm)
  const isTwo = next === 'per' && after === 'cent'
  if (number.target.kind !== 'number' || (!isTwo && !/^(percent|pct|prozent)$/.test(next ?? ''))) return []
  const to = number.to + (isTwo ? 2 : 1)
  return [{ ...number, to, text: `${number.text} %`, target: { ...number.target, percent: true } }]
}

/** 一共, 一下: the one in these words counts nothing. */
const isOneInWord = (atom: Atom, next: Atom | undefined): boolean =>
  atom.text === '一' && /^[共下起样直般旦]$/.test(next?.text ?? '')

/** How many hours or days words without a number say: "half an hour", "an hour and a half", 半小时, 一刻钟. */
const saidAmounts: readonly (readonly [pattern: RegExp, value: number, unit?: string])[] = [
  [/\b(?:an?|one) (?<unit>hour|day|week|year) and a half\b/gi, 1.5],
  [/\bhalf (?:an? |of an? )?(?<unit>hour|day|week|year)\b/gi, 0.5],
  [/\b(?:a )?quarter of an (?<unit>hour)\b/gi, 0.25],
  [/\bthree[ -]quarters of an (?<unit>hour)\b/gi, 0.75],
  [/\ba couple of (?<unit>minutes|hours|days|weeks)\b/gi, 2],
  [/(?<=\b(?:than|over|under|above|below|least|most|beyond) )an? (?<unit>minute|hour|day|week)\b/gi, 1],
  [/(?<![\d个一二两三四五六七八九十])半个?(?<unit>小时|钟头|天)/gu, 0.5],
  [/一刻钟/gu, 15, '分钟'],
  [/三刻钟/gu, 45, '分钟'],
]

const linkSaidAmounts = (question: string, atoms: readonly Atom[]): readonly Link[] =>
  saidAmounts.flatMap(([pattern, value, unit]) =>
    [...question.matchAll(pattern)].flatMap((found): readonly Link[] => {
      const end = found.index + found[0].length
      const from = atoms.findIndex(atom => atom.to > found.index)
      const to = atoms.findLastIndex(atom => atom.from < end) + 1
      const said = unit ?? found.groups?.['unit']?.toLowerCase().replace('钟头', '小时')
      if (from < 0 || to <= from || said === undefined) return []
      const target = { kind: 'number' as const, value, percent: false, ordinal: false, unit: said }
      return [{ from, to, text: found[0], target, score: 1, reason: 'number' }]
    }),
  )

const digits = '一二三四五六七八九'
const toDigit = (text: string): number => (text === '两' ? 2 : text === '十' ? 10 : digits.indexOf(text) + 1)

/** Parts of a whole in words, as percentages: "a third of", "three quarters of", 三成, 四分之三. */
const saidParts: readonly (readonly [pattern: RegExp, value: (groups: readonly string[]) => number])[] = [
  [
    /\b(?:an?|one|two|three)[ -](?:third|quarter|fifth|tenth)s?(?= of\b)/gi,
    ([text = '']) => partInEnglish(text),
  ],
  [
    /(?<![\d一二三四五六七八九])([一二两三四五六七八九])成(?![本品功交为的])/gu,
    ([, part = '']) => 10 * toDigit(part),
  ],
  [
    /([二两三四五六七八九十])分之([一二两三四五六七八九])/gu,
    ([, whole = '', part = '']) => (100 * toDigit(part)) / toDigit(whole),
  ],
]

const partInEnglish = (text: string): number => {
  const [count = '', whole = ''] = text.toLowerCase().split(/[ -]/)
  const of = /third/.test(whole) ? 3 : /quarter/.test(whole) ? 4 : /fifth/.test(whole) ? 5 : 10
  return (100 * (count === 'three' ? 3 : count === 'two' ? 2 : 1)) / of
}

const linkSaidParts = (question: string, atoms: readonly Atom[]): readonly Link[] =>
  saidParts.flatMap(([pattern, valueOf]) =>
    [...question.matchAll(pattern)].flatMap((found): readonly Link[] => {
      const end = found.index + found[0].length
      const from = atoms.findIndex(atom => atom.to > found.index)
      const to = atoms.findLastIndex(atom => atom.from < end) + 1
      if (from < 0 || to <= from) return []
      const target = { kind: 'number' as const, value: valueOf(found), percent: true, ordinal: false }
      return [{ from, to, text: found[0], target, score: 1, reason: 'number' }]
    }),
  )

/** Numbers, numbers with the unit that follows them, and amounts that are said without one. */
export const linkNumbers = (question: string, atoms: readonly Atom[]): readonly Link[] => [
  ...linkSaidAmounts(question, atoms),
  ...linkSaidParts(question, atoms),
  ...atoms.flatMap((atom, from) => {
    if (atom.value === undefined || isOneInWord(atom, atoms[from + 1])) return []
    const number = {
      kind: 'number' as const,
      value: atom.value,
      percent: atom.percent ?? false,
      ordinal: atom.ordinal ?? false,
    }
    const score = atom.kind === 'number' ? 1 : 0.9
    const times = multipliers.get(atoms[from + 1]?.norm ?? '')
    if (times !== undefined && atom.kind === 'number') return largeNumber(atoms, from, atom.value * times)
    const plain: Link = { from, to: from + 1, text: atom.text, target: number, score, reason: 'number' }
    const withUnits = [1, 2].flatMap(length => {
      const unit = atoms.slice(from + 1, from + 1 + length)
      const text = unit.map(one => one.norm).join('')
      return unit.length === length && unitWords.test(text)
        ? [
            {
              ...plain,
              to: from + 1 + length,
              text: `${atom.text} ${text}`,
              target: { ...number, unit: text },
            },
          ]
        : []
    })
    return [plain, ...withUnits, ...asPercent(plain, atoms), ...withHalf(atoms, from, atom.value)]
  }),
]
