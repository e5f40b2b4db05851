import type { Cue, LexiconEntry } from './cue.ts'
import { englishLexicon } from './lexicon-en.ts'
import { chineseLexicon } from './lexicon-zh.ts'
import type { Atom, Link } from './link.ts'

interface PhraseTable {
  readonly cues: ReadonlyMap<string, readonly Cue[]>
  readonly longest: number
}

/** Two meanings of one kind become one, hints together: "highest" is greatest, and of mountains the height. */
const addCue = (cues: readonly Cue[], added: Cue): readonly Cue[] => {
  const same = cues.find(cue => cue.cue === added.cue)
  if (!same) return [...cues, added]
  if (same.cue === 'extreme' && added.cue === 'extreme' && same.direction === added.direction)
    return cues.map(cue =>
      cue === same ? { ...same, hints: [...(same.hints ?? []), ...(added.hints ?? [])] } : cue,
    )
  return cues
}

const keysOf = (phrase: string): readonly string[] =>
  /\p{Script=Han}/u.test(phrase) ? Array.from(phrase) : phrase.replace(/([a-z])('s|n't)$/, '$1$2').split(' ')

const createTable = (lexicons: readonly (readonly LexiconEntry[])[]): PhraseTable => {
  const cues = new Map<string, readonly Cue[]>()
  let longest = 1
  for (const { phrase, cue } of lexicons.flat()) {
    const keys = keysOf(phrase)
    longest = Math.max(longest, keys.length)
    const key = keys.join(' ')
    cues.set(key, addCue(cues.get(key) ?? [], cue))
  }
  return { cues, longest }
}

const table = createTable([englishLexicon, chineseLexicon])

/** What a phrase of the lexicons does; nothing where it is none. */
export const cuesOf = (phrase: string): readonly Cue[] => table.cues.get(keysOf(phrase).join(' ')) ?? []

/** 有没有: 没有 within it denies nothing. */
const isWithinYesNo = (atoms: readonly Atom[], from: number, to: number): boolean =>
  /^没有?/.test(
    atoms
      .slice(from, to)
      .map(atom => atom.norm)
      .join(''),
  ) && atoms[from - 1]?.norm === '有'

/** 排放, 安排: 排 within a word of its own orders nothing. */
const wordsOfOrder = /^排[放水污气烟风屑查班产程队]|[安编并]排$/

const isWithinWord = (atoms: readonly Atom[], from: number, to: number): boolean => {
  const [before, own, after] = [atoms[from - 1]?.norm ?? '', atoms[from]?.norm ?? '', atoms[to]?.norm ?? '']
  return to - from === 1 && (wordsOfOrder.test(own + after) || wordsOfOrder.test(before + own))
}

/** Chinese phrases are kept by their characters; a numeral in one (第一次) is one atom. */
const keysOfAtom = ({ kind, norm }: Atom): readonly string[] => (kind === 'han' ? Array.from(norm) : [norm])

/** Function phrases of both lexicons, wherever they stand. Marks such as `>=` are tried as written. */
export const linkCues = (atoms: readonly Atom[]): readonly Link[] =>
  atoms.flatMap((_, from) => {
    const links: Link[] = []
    for (let to = from + 1; to <= Math.min(atoms.length, from + table.longest); to++) {
      const span = atoms.slice(from, to)
      if (span.some(atom => atom.kind === 'quoted')) break
      const cues = table.cues.get(span.flatMap(keysOfAtom).join(' '))
      const joined = span.every(atom => atom.kind === 'punct') && span.length > 1
      const marks = joined ? table.cues.get(span.map(atom => atom.norm).join('')) : undefined
      const found = cues ?? marks
      if (!found || isWithinYesNo(atoms, from, to) || isWithinWord(atoms, from, to)) continue
      const text = span.map(atom => atom.text).join(span[0]?.kind === 'han' ? '' : ' ')
      links.push({ from, to, text, target: { kind: 'cue', cues: found }, score: 1, reason: 'lexicon' })
    }
    return links
  })
