import { parseChineseNumeral, stem, tokenize } from '../text/index.ts'
import type { Token } from '../text/index.ts'
import type { Atom } from './link.ts'

const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character)

const numeralRun = /[零〇一二两三四五六七八九十百千万亿]+|./gsu

/** A Chinese word as its characters; a numeral inside it (前三名) stays whole and keeps its value. */
const explode = (token: Token, word: number): readonly Atom[] => {
  let at = token.from
  return (token.text.match(numeralRun) ?? []).map(text => {
    const from = at
    at += text.length
    const value = parseChineseNumeral(text)
    return {
      text,
      norm: text,
      stem: text,
      from,
      to: at,
      kind: 'han' as const,
      word,
      ...(value === undefined ? {} : { value }),
    }
  })
}

/** What people type for longer words. */
const shortForms: ReadonlyMap<string, string> = new Map([
  ['hrs', 'hours'],
  ['mins', 'minutes'],
  ['secs', 'seconds'],
  ['pls', 'please'],
  ['plz', 'please'],
  ['thx', 'thanks'],
  ['thru', 'through'],
])

const toAtom = (token: Token, word: number): Atom => ({
  text: token.text,
  norm: longOf(token),
  stem: token.kind === 'cjk' ? token.norm : shortForms.has(token.norm) ? stem(longOf(token)) : token.stem,
  from: token.from,
  to: token.to,
  kind: token.kind === 'cjk' ? 'han' : token.kind,
  word,
  ...(token.value === undefined ? {} : { value: token.value }),
  ...(token.percent === undefined ? {} : { percent: token.percent }),
  ...(token.ordinal === undefined ? {} : { ordinal: token.ordinal }),
})

const longOf = (token: Token): string => shortForms.get(token.norm) ?? token.norm

/** Cuts a text into atoms: Chinese into single characters (numerals stay whole), all else into tokens. */
export const toAtoms = (text: string): readonly Atom[] =>
  joinVerbs(
    withoutCurrencies(tokenize(text)).flatMap((token, word) =>
      token.kind === 'cjk' && token.value === undefined ? explode(token, word) : [toAtom(token, word)],
    ),
    text,
  )

/** "between $60 and $120": the mark says what the number counts, and stands for nothing by itself. */
const withoutCurrencies = (tokens: readonly Token[]): readonly Token[] =>
  tokens.filter((token, i) => {
    const next = tokens[i + 1]
    return !(/^[$€£¥￥]$/u.test(token.text) && next?.kind === 'number' && next.from === token.to)
  })

const verbWithDown: ReadonlyMap<string, string> = new Map([
  ...['break', 'breaks', 'broke', 'broken', 'breaking'].map(form => [form, 'breakdown'] as const),
  ...['shut', 'shuts', 'shutting'].map(form => [form, 'shutdown'] as const),
])

/** "broke down" says what "breakdown" names; "broken down by line" groups. */
const joinVerbs = (atoms: readonly Atom[], text: string): readonly Atom[] => {
  const joined: Atom[] = []
  for (let at = 0; at < atoms.length; at++) {
    const [verb, down, next] = atoms.slice(at, at + 3)
    const noun = verbWithDown.get(verb?.norm ?? '')
    if (
      !verb ||
      !down ||
      noun === undefined ||
      down.norm !== 'down' ||
      /^(by|into|per)$/.test(next?.norm ?? '')
    ) {
      if (verb) joined.push(verb)
      continue
    }
    joined.push({ ...verb, text: text.slice(verb.from, down.to), norm: noun, stem: noun, to: down.to })
    at++
  }
  return joined
}

/** The keys that names are compared by: stems of Latin words, Han characters, digits. Marks are left out. */
export const toKeys = (text: string): readonly string[] =>
  toAtoms(text)
    .filter(atom => atom.kind !== 'punct')
    .flatMap(atom => (atom.kind === 'han' ? Array.from(atom.norm).filter(isHan) : atom.stem.split(/[\s_-]+/)))
    .filter(key => key !== '')
