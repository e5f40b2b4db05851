/**
 * The English (Porter2) stemmer: M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), as revised in
 * Snowball, "The English (Porter2) stemming algorithm" (2002). Regions are kept as the places where R1 and R2 begin.
 */
interface Regions {
  readonly r1: number
  readonly r2: number
}

const vowel = '[aeiouy]'
const double = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/
const shortSyllable = /(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY])$/

/** Words that the rules would get wrong, with their stems. */
const exceptions: ReadonlyMap<string, string> = new Map([
  ['skis', 'ski'], ['skies', 'sky'], ['dying', 'die'], ['lying', 'lie'], ['tying', 'tie'], ['idly', 'idl'],
  ['gently', 'gentl'], ['ugly', 'ugli'], ['early', 'earli'], ['only', 'onli'], ['singly', 'singl'],
  ...['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes'].map(word => [word, word] as const),
]) // prettier-ignore

const keptAfterStep1a = new Set([
  'inning', 'outing', 'canning', 'herring', 'earring', 'proceed', 'exceed', 'succeed',
]) // prettier-ignore

const regionAfter = (word: string, from: number): number => {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from))
  return found === null ? word.length : from + found.index + 2
}

const regionsOf = (word: string): Regions => {
  const prefix = /^(?:gener|commun|arsen)/.exec(word)?.[0].length
  const r1 = prefix ?? regionAfter(word, 0)
  return { r1, r2: regionAfter(word, r1) }
}

/** `y` at the start and after a vowel is a consonant, marked as `Y`. */
const markConsonantY = (word: string): string => word.replace(/^y/, 'Y').replaceAll(/([aeiouy])y/g, '$1Y')

const dropPlural = (word: string): string => {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (/ie[ds]$/.test(word)) return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1)
  if (/(?:us|ss)$/.test(word)) return word
  return new RegExp(`${vowel}.+s$`).test(word) && word.endsWith('s') ? word.slice(0, -1) : word
}

const repairAfterVerb = (stem: string, { r1 }: Regions): string => {
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`
  if (double.test(stem)) return stem.slice(0, -1)
  return shortSyllable.test(stem) && r1 >= stem.length ? `${stem}e` : stem
}

const dropVerbEnding = (word: string, regions: Regions): string => {
  const eed = /eed(?:ly)?$/.exec(word)
  if (eed !== null) return eed.index >= regions.r1 ? `${word.slice(0, eed.index)}ee` : word
  const ending = /(?:ed|edly|ing|ingly)$/.exec(word)
  if (ending === null) return word
  const stem = word.slice(0, ending.index)
  return new RegExp(vowel).test(stem) ? repairAfterVerb(stem, regions) : word
}

const turnFinalY = (word: string): string => word.replace(/(?<=.[^aeiouy])[yY]$/, 'i')

type Endings = readonly (readonly [ending: string, replacement: string])[]

const step2: Endings = [
  ['ization', 'ize'], ['ational', 'ate'], ['fulness', 'ful'], ['ousness', 'ous'], ['iveness', 'ive'],
  ['tional', 'tion'], ['biliti', 'ble'], ['lessli', 'less'], ['entli', 'ent'], ['ation', 'ate'], ['alism', 'al'],
  ['aliti', 'al'], ['ousli', 'ous'], ['iviti', 'ive'], ['fulli', 'ful'], ['enci', 'ence'], ['anci', 'ance'],
  ['abli', 'able'], ['izer', 'ize'], ['ator', 'ate'], ['alli', 'al'], ['bli', 'ble'], ['ogi', 'og'], ['li', ''],
] // prettier-ignore
const step3: Endings = [
  ['ational', 'ate'], ['tional', 'tion'], ['alize', 'al'], ['icate', 'ic'], ['iciti', 'ic'], ['ative', ''],
  ['ical', 'ic'], ['ness', ''], ['ful', ''],
] // prettier-ignore
const step4: Endings = [
  'ement', 'ance', 'ence', 'able', 'ible', 'ment', 'ant', 'ent', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize', 'ion',
  'al', 'er', 'ic',
].map(ending => [ending, ''] as const) // prettier-ignore

const isAllowed = (word: string, ending: string, at: number, { r2 }: Regions): boolean => {
  if (ending === 'ogi') return word[at - 1] === 'l'
  if (ending === 'li') return /[cdeghkmnrt]/.test(word[at - 1] ?? '')
  if (ending === 'ative') return at >= r2
  if (ending === 'ion') return /[st]/.test(word[at - 1] ?? '')
  return true
}

/** The longest ending alone is looked at: it is replaced if it stands in the region, else nothing happens. */
const replaceEnding = (word: string, endings: Endings, from: number, regions: Regions): string => {
  const found = endings.find(([ending]) => word.endsWith(ending))
  if (found === undefined) return word
  const [ending, replacement] = found
  const at = word.length - ending.length
  return at >= from && isAllowed(word, ending, at, regions) ? word.slice(0, at) + replacement : word
}

const dropFinalLetter = (word: string, { r1, r2 }: Regions): string => {
  const at = word.length - 1
  if (word.endsWith('e'))
    return at >= r2 || (at >= r1 && !shortSyllable.test(word.slice(0, -1))) ? word.slice(0, -1) : word
  return word.endsWith('ll') && at >= r2 ? word.slice(0, -1) : word
}

/** The stem of a lower-case English word of the letters a to z. */
export const stemEnglish = (original: string): string => {
  const exception = exceptions.get(original)
  if (exception !== undefined || original.length < 3) return exception ?? original
  const marked = markConsonantY(original)
  const regions = regionsOf(marked)
  const singular = dropPlural(marked)
  if (keptAfterStep1a.has(singular)) return singular
  let word = turnFinalY(dropVerbEnding(singular, regions))
  word = replaceEnding(word, step2, regions.r1, regions)
  word = replaceEnding(word, step3, regions.r1, regions)
  word = replaceEnding(word, step4, regions.r2, regions)
  return dropFinalLetter(word, regions).toLowerCase()
}
