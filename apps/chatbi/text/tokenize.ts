import { chineseNumeralCharacters, parseChineseNumeral } from './chinese-numerals.ts'
import { normalizeText } from './normalize-text.ts'
import { numberOfWord, ordinalOfWord, parseNumberWords, scaleOfWord } from './number-words.ts'
import { segmentHan } from './segment.ts'
import type { WordDictionary } from './segment.ts'
import { stem } from './stem.ts'

/**
 * A piece of a question. `from`/`to` are offsets into the text as given. `norm` is the normalised text (no
 * possessive), `stem` its stem. `value` is set on numbers, and on words that are numbers by themselves
 * (`three`, 三, `third` with `ordinal`). `quoted` keeps a quoted string whole, its marks outside `norm`.
 */
export interface Token {
  readonly text: string
  readonly norm: string
  readonly stem: string
  readonly from: number
  readonly to: number
  readonly kind: 'word' | 'number' | 'cjk' | 'punct' | 'quoted'
  readonly value?: number
  readonly percent?: boolean
  readonly ordinal?: boolean
}

export interface TokenizeOptions {
  readonly dictionary?: WordDictionary | undefined
}

const quotePairs: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '”': '”',
  '‘': '’',
  "'": "'",
  '「': '」',
  '『': '』',
  '《': '》',
  '`': '`',
}
const numberPattern = /(?:\p{Nd}{1,3}(?:[,，]\p{Nd}{3})+|\p{Nd}+)(?:\.\p{Nd}+)?/uy
const hanPattern = /\p{Script=Han}+/uy
const wordPattern =
  /(?!\p{Script=Han})[\p{L}\p{M}](?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])*(?:['’](?:s|t|re|ve|ll|d|m)\b)?/uy
const codeTail = /(?:[-_.]?\p{Nd}[\p{Nd}a-zA-Z]*)+/uy

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

const create = (
  text: string,
  from: number,
  to: number,
  kind: Token['kind'],
  extra: Partial<Token> = {},
): Token => {
  const raw = text.slice(from, to)
  const norm = extra.norm ?? normalizeText(raw).replace(/'s$/u, '')
  return { text: raw, norm, stem: kind === 'word' ? stem(norm) : norm, from, to, kind, ...extra }
}

const readQuoted = (text: string, from: number): Token | undefined => {
  const closing = quotePairs[text[from] ?? '']
  if (closing === undefined) return undefined
  if (closing === "'" && from > 0 && /[\p{L}\p{N}]/u.test(text[from - 1] ?? '')) return undefined
  for (let end = text.indexOf(closing, from + 1); end > 0; end = text.indexOf(closing, end + 1)) {
    const isApostrophe = (closing === "'" || closing === '’') && /[\p{L}\p{N}]/u.test(text[end + 1] ?? '')
    if (isApostrophe) continue
    const inner = text.slice(from + 1, end).trim()
    if (inner === '' || inner.length > 200) return undefined
    return create(text, from, end + 1, 'quoted', { norm: normalizeText(inner) })
  }
  return undefined
}

const signBefore = (text: string, from: number): boolean =>
  /[-−]/u.test(text[from] ?? '') && (from === 0 || /[\s(（=<>,，]/u.test(text[from - 1] ?? ''))

const readNumber = (text: string, start: number): Token | undefined => {
  const negative = signBefore(text, start)
  const from = negative ? start + 1 : start
  const digits = matchAt(numberPattern, text, from)
  if (digits === undefined) return undefined
  const end = from + digits.length
  const plain = Number(digits.normalize('NFKC').replace(/,/g, '')) * (negative ? -1 : 1)
  const rest = text.slice(end)
  const ordinal = /^(?:st|nd|rd|th)\b/iu.exec(rest)
  if (ordinal !== null) return create(text, start, end + 2, 'number', { value: plain, ordinal: true })
  const percent = /^\s?[%％]/u.exec(rest)
  if (percent !== null)
    return create(text, start, end + percent[0].length, 'number', { value: plain, percent: true })
  if (/^k\b/iu.test(rest)) return create(text, start, end + 1, 'number', { value: plain * 1000 })
  if (/^(?!\p{Script=Han})\p{L}+\p{Nd}/u.test(rest)) return undefined // 3A2 is a code
  return create(text, start, end, 'number', { value: plain })
}

const readWord = (text: string, from: number): Token | undefined => {
  const mixed = matchAt(/\p{Nd}+(?!\p{Script=Han})\p{L}+\p{Nd}[\p{Nd}a-zA-Z]*/uy, text, from)
  if (mixed !== undefined) return create(text, from, from + mixed.length, 'word')
  const word = matchAt(wordPattern, text, from)
  if (word === undefined) return undefined
  let end = from + word.length
  // CNC-07 and E-207 are one code; "line-3" is a word and a number
  if (word.length <= 3 || word === word.toUpperCase()) end += matchAt(codeTail, text, end)?.length ?? 0
  const token = create(text, from, end, 'word')
  const number = numberOfWord(token.norm)
  const place = ordinalOfWord(token.norm)
  if (number !== undefined) return { ...token, value: number }
  return place === undefined ? token : { ...token, value: place, ordinal: true }
}

const measureWords = '号个条台名家位次件天周月年日季班种类倍辆人项批道根张'
const numeralWord = new RegExp(
  `^(第?)([${chineseNumeralCharacters}]+)((?:[${measureWords}]|小时|分钟|季度)?)$`,
  'u',
)

/** A Han word, cut once more where it is a numeral with its measure word (三号, 第二台). */
const readHanWord = (text: string, from: number, to: number): readonly Token[] => {
  const word = text.slice(from, to)
  const percent = word.startsWith('百分之') ? parseChineseNumeral(word.slice(3)) : undefined
  if (percent !== undefined) return [create(text, from, to, 'cjk', { value: percent, percent: true })]
  const found = numeralWord.exec(word)
  const value = found === null ? undefined : parseChineseNumeral(found[2] ?? '')
  if (found === null || value === undefined) return [create(text, from, to, 'cjk')]
  const end = to - (found[3] ?? '').length
  const ordinal = found[1] !== '' ? { ordinal: true } : {}
  const numeral = create(text, from, end, 'cjk', { value, ...ordinal })
  return end === to ? [numeral] : [numeral, create(text, end, to, 'cjk')]
}

const readHan = (text: string, from: number, options: TokenizeOptions): readonly Token[] | undefined => {
  const run = matchAt(hanPattern, text, from)
  if (run === undefined) return undefined
  const tokens: Token[] = []
  let at = from
  for (const word of segmentHan(run, options.dictionary)) {
    const isWhole = options.dictionary?.words.has(word) === true
    if (isWhole) tokens.push(create(text, at, at + word.length, 'cjk'))
    else tokens.push(...readHanWord(text, at, at + word.length))
    at += word.length
  }
  return tokens
}

/** `2 million` and `twenty five` are one number each. */
const joinNumbers = (text: string, tokens: readonly Token[]): readonly Token[] => {
  const joined: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token // `at` is below the length
    const next = tokens[at + 1]
    const scale = next === undefined ? undefined : scaleOfWord(next.norm)
    if (token.kind === 'number' && token.value !== undefined && scale !== undefined && next !== undefined) {
      joined.push(create(text, token.from, next.to, 'number', { value: token.value * scale }))
      at++
      continue
    }
    const run = token.kind === 'word' && token.value !== undefined ? numberRun(tokens, at) : 1
    if (run > 1) {
      const words = tokens.slice(at, at + run)
      const value = parseNumberWords(words.filter(part => part.kind === 'word').map(part => part.norm))
      const end = words.at(-1)?.to ?? token.to
      joined.push(create(text, token.from, end, 'number', value === undefined ? {} : { value }))
      at += run - 1
    } else joined.push(token)
  }
  return joined
}

/** How many tokens from `at` read as one number in words; hyphens between them count. */
const numberRun = (tokens: readonly Token[], at: number): number => {
  let best = 1
  for (let end = at + 1; end <= Math.min(tokens.length, at + 7); end++) {
    const part = tokens.slice(at, end)
    if (part.at(-1)?.norm === '-') continue
    if (part.some(token => token.kind !== 'word' && token.norm !== '-')) break
    if (parseNumberWords(part.filter(token => token.kind === 'word').map(token => token.norm)) === undefined)
      break
    best = part.length
  }
  return best
}

/**
 * Cuts a question into tokens. Latin words, numbers with decimals, thousands and percent, quoted strings kept
 * whole, codes kept whole (`CNC-07`), Chinese cut by jieba with the model's own words first. Every character
 * that is not white space belongs to exactly one token.
 */
export const tokenize = (text: string, options: TokenizeOptions = {}): readonly Token[] => {
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    if (/\s/u.test(text[at] ?? '')) {
      at++
      continue
    }
    const single = readQuoted(text, at) ?? readNumber(text, at) ?? readWord(text, at)
    const read = single === undefined ? readHan(text, at, options) : [single]
    const width = String.fromCodePoint(text.codePointAt(at) ?? 0).length
    const added = read ?? [create(text, at, at + width, 'punct')]
    tokens.push(...added)
    at = added.at(-1)?.to ?? at + width
  }
  return joinNumbers(text, tokens)
}
