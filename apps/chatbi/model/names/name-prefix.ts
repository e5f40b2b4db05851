import { isMadeOfWords, splitName } from './split-name.ts'
import { wordList } from './word-list.ts'

const fewestNames = 3
const leastMade = 0.7

const sharedStart = (names: readonly string[]): string => {
  const [first = '', ...rest] = names
  let length = first.length
  for (const name of rest) while (!name.startsWith(first.slice(0, length))) length--
  return first.slice(0, length)
}

/** Letters without a vowel are no word: `sb`, `crm`. */
const isTechnical = (word: string): boolean => /^[b-df-hj-np-tv-xz]{2,4}$/.test(word)

/** `sb_customer`, `sbCustomer`: the first word of all names, where it is none. */
const separateStart = (names: readonly string[]): string => {
  const firsts = new Set(names.map(name => splitName(name)[0] ?? ''))
  const [first = ''] = firsts
  const isAlone = names.some(name => splitName(name).length < 2)
  return firsts.size === 1 && !isAlone && isTechnical(first) ? first : ''
}

/**
 * The letters that every name of a set begins with and that say nothing: `sbtx` of sbtxid, sbtxtype and sbtxprice, as
 * databases that fold names to one case leave them. Empty where there are none, or what is left would be no words.
 */
export const findNamePrefix = (names: readonly string[]): string => {
  if (names.length < fewestNames) return ''
  const lower = names.map(name => name.toLowerCase())
  const separate = separateStart(names)
  if (separate !== '') return separate
  if (!lower.every(name => /^[a-z][a-z\d]*$/.test(name))) return ''
  const shared = sharedStart(lower)
  for (let length = shared.length; length >= 2; length--) {
    const prefix = shared.slice(0, length)
    const rests = lower.map(name => name.slice(length).replace(/\d+$/, ''))
    const made = rests.filter(rest => isMadeOfWords(rest)).length
    if (made >= leastMade * rests.length) return wordList.has(prefix) || isMadeOfWords(prefix) ? '' : prefix
  }
  return ''
}

/** The name without that beginning and the marks behind it; the whole where nothing would be left. */
export const withoutNamePrefix = (name: string, prefix: string): string => {
  if (prefix === '' || !name.toLowerCase().startsWith(prefix)) return name
  return name.slice(prefix.length).replace(/^[_\s.-]+/, '') || name
}
