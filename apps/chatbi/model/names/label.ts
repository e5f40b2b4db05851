import type { Localized } from '@millwright/spec'
import { abbreviations, acronyms } from './abbreviations.ts'
import { chineseRoots } from './chinese-roots.ts'
import { splitName } from './split-name.ts'
import { splitUnit } from './units.ts'
import { wordList } from './word-list.ts'

/** What a physical name says: its words, a label in both languages, its unit, other ways to say it. */
export interface ReadName {
  /** Lower-case words with abbreviations written out; no unit. */
  readonly words: readonly string[]
  /** Lower-case words as the name has them. */
  readonly rawWords: readonly string[]
  readonly label: Localized
  readonly unit?: string
  readonly synonyms: readonly string[]
}

/** Tells which table a single letter before a word stands for: the d of `dname`. */
export type ReadInitial = (letter: string) => readonly string[] | undefined

const afterInitial =
  /^([a-z])(id|name|number|num|no|location|type|code|city|state|title|desc|pos|phone|card)$/

/** `dname` and `p_id` with the table they mean written out: department name, player id. */
const writeOutInitial = (words: readonly string[], initial: ReadInitial | undefined): readonly string[] => {
  const [first = '', ...rest] = words
  if (initial === undefined) return words
  const glued =
    rest.length === 0 && !abbreviations.has(first) && !wordList.has(first) ? afterInitial.exec(first) : null
  if (glued !== null) {
    const owner = initial(glued[1] ?? '')
    return owner === undefined ? words : [...owner, glued[2] ?? '']
  }
  const owner = /^[a-z]$/.test(first) && rest.length > 0 ? initial(first) : undefined
  return owner === undefined ? words : [...owner, ...rest]
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** A short form stands for its word, but `no` and `min` only where a name would: last, or before nothing. */
const writeOut = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, at) => {
    const isFirstNo = word === 'no' && at === 0 && words[1] === 'of'
    const meaning =
      word === 'no' && at === 0 && words.length > 1 && !isFirstNo ? undefined : abbreviations.get(word)
    return meaning === undefined ? [word] : meaning.split(' ')
  })

/** Known acronyms, and short unknown words that the name itself has in capitals. */
const englishLabel = (words: readonly string[], name: string): string =>
  words
    .map(word => {
      const capitals = word.toUpperCase()
      const isOwn =
        word.length <= 4 &&
        !wordList.has(word) &&
        name.split(/[^\p{L}\p{N}]+|(?<=[a-z])(?=[A-Z])/u).includes(capitals)
      return acronyms.has(word) || isOwn ? capitals : word
    })
    .join(' ')

const chineseOf = (words: readonly string[]): string | undefined => {
  const phrase = words.join(' ')
  return (
    chineseRoots.get(phrase) ??
    chineseRoots.get([...words.slice(0, -1), singularOf(words.at(-1) ?? '')].join(' '))
  )
}

/** Translates by the longest known phrases, left to right; undefined where one word is unknown. */
const chineseLabel = (words: readonly string[]): string | undefined => {
  const of = words.indexOf('of')
  if (of > 0 && of < words.length - 1) {
    const whole = chineseOf(words)
    if (whole !== undefined) return whole
    const owner = chineseLabel(words.slice(of + 1))
    const thing = words.slice(0, of).join(' ') === 'number' ? '数量' : chineseLabel(words.slice(0, of))
    return owner === undefined || thing === undefined ? undefined : `${owner}${thing}`
  }
  const parts: string[] = []
  for (let at = 0; at < words.length;) {
    const length = [4, 3, 2, 1].find(
      n => at + n <= words.length && chineseOf(words.slice(at, at + n)) !== undefined,
    )
    if (length !== undefined) parts.push(chineseOf(words.slice(at, at + length)) ?? '')
    else if (/^\d+$/.test(words[at] ?? '') || acronyms.has(words[at] ?? ''))
      parts.push((words[at] ?? '').toUpperCase())
    else if (!['at', 'on', 'in', 'the', 'is'].includes(words[at] ?? '')) return undefined
    at += length ?? 1
  }
  const text = parts.join('')
  return isHan(text) ? text : undefined
}

const englishOfChinese: ReadonlyMap<string, string> = new Map(
  Array.from(chineseRoots, ([english, chinese]) => [chinese, english] as const).toReversed(),
)

const englishLabelOfChinese = (text: string): string | undefined => {
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    const length = [4, 3, 2, 1].find(n => englishOfChinese.has(text.slice(at, at + n)))
    if (length === undefined) return undefined
    parts.push(englishOfChinese.get(text.slice(at, at + length)) ?? '')
    at += length
  }
  return parts.join(' ')
}

/** Reads a column's or table's physical name. A source's own comment, where short, is another way to say it. */
export const readName = (physicalName: string, comment?: string, initial?: ReadInitial): ReadName => {
  const { name, unit } = splitUnit(physicalName.trim())
  const rawWords = splitName(name)
  const words = writeOut(writeOutInitial(rawWords, initial))
  const raw = rawWords.join(' ')
  const withUnit = unit === undefined ? {} : { unit }
  const note = comment?.trim() ?? ''
  const says = note !== '' && note.length <= 30 && !/[.;。；\n]/u.test(note) ? [note] : []
  if (rawWords.some(isHan)) {
    const chinese = name.trim()
    const english = englishLabelOfChinese(rawWords.join(''))
    return {
      words: english?.split(' ') ?? words,
      rawWords,
      label: { en: english ?? chinese, zh: chinese },
      ...withUnit,
      synonyms: says,
    }
  }
  const en = englishLabel(words, name) || physicalName
  const commentInChinese = says.find(isHan)
  const zh = commentInChinese ?? chineseLabel(words)
  const full = splitName(physicalName).join(' ')
  const others = new Set([raw, full, ...says.filter(text => text !== commentInChinese)])
  const synonyms = Array.from(others).filter(text => text !== words.join(' '))
  return { words, rawWords, label: zh === undefined ? { en } : { en, zh }, ...withUnit, synonyms }
}

const irregularPlurals: ReadonlyMap<string, string> = new Map(
  Object.entries({
    person: 'people',
    man: 'men',
    woman: 'women',
    child: 'children',
    equipment: 'equipment',
    staff: 'staff',
    energy: 'energy',
    production: 'production',
    inventory: 'inventory',
    weather: 'weather',
    faculty: 'faculty',
    furniture: 'furniture',
    history: 'history',
    data: 'data',
    people: 'people',
    attendance: 'attendance',
    index: 'indices',
    axis: 'axes',
    analysis: 'analyses',
  }),
)

/** The singular of an English word that is the name of a table. */
export const singularOf = (word: string): string => {
  if (/(us|ss|is|news|series|species)$/.test(word) || !word.endsWith('s')) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return /(ses|xes|ches|shes|zes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}

/** The plural of an English noun phrase: its last word's. Plurals and mass nouns stay. */
export const pluralOf = (phrase: string): string => {
  const words = phrase.split(' ')
  const last = words.pop() ?? ''
  const lower = last.toLowerCase()
  if (/\d$/.test(lower) || /^(on|in|at|to|by|of|for|from|with)$/.test(lower)) return phrase
  const plural =
    irregularPlurals.get(lower) ??
    (/[^s]s$/.test(lower) && !/(us|is|ss)$/.test(lower)
      ? last
      : /(s|x|z|ch|sh)$/.test(lower)
        ? `${last}es`
        : /[^aeiou]y$/.test(lower)
          ? `${last.slice(0, -1)}ies`
          : /^[a-z]/.test(lower)
            ? `${last}s`
            : last)
  return [...words, plural].join(' ')
}
