import { tokenize } from '../text/index.ts'
import type { Token } from '../text/index.ts'
import type { Atom } from './link.ts'

const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character)

const explode = (token: Token, word: number): readonly Atom[] => {
  let at = token.from
  return [...token.text].map(character => {
    const from = at
    at += character.length
    return { text: character, norm: character, stem: character, from, to: at, kind: 'han' as const, word }
  })
}

const toAtom = (token: Token, word: number): Atom => ({
  text: token.text,
  norm: token.norm,
  stem: token.kind === 'cjk' ? token.norm : token.stem,
  from: token.from,
  to: token.to,
  kind: token.kind === 'cjk' ? 'han' : token.kind,
  word,
  ...(token.value === undefined ? {} : { value: token.value }),
  ...(token.percent === undefined ? {} : { percent: token.percent }),
  ...(token.ordinal === undefined ? {} : { ordinal: token.ordinal }),
})

/** Cuts a text into atoms: Chinese into single characters (numerals stay whole), all else into tokens. */
export const toAtoms = (text: string): readonly Atom[] =>
  tokenize(text).flatMap((token, word) =>
    token.kind === 'cjk' && token.value === undefined ? explode(token, word) : [toAtom(token, word)],
  )

/** The keys that names are compared by: stems of Latin words, Han characters, digits. Marks are left out. */
export const toKeys = (text: string): readonly string[] =>
  toAtoms(text)
    .filter(atom => atom.kind !== 'punct')
    .flatMap(atom => (atom.kind === 'han' ? [...atom.norm].filter(isHan) : atom.stem.split(/[\s_-]+/)))
    .filter(key => key !== '')
