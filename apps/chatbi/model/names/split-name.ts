import { stem } from '../../text/index.ts'
import { abbreviations } from './abbreviations.ts'
import { wordList } from './word-list.ts'

const shortWords = new Set('id no of in on by at to is has for per and or up'.split(' '))

/**
 * The fewest dictionary words that make up `text`, or undefined. Words of one or two letters count double, so
 * that `station` never becomes `st at ion`-like pieces.
 */
const cutIntoWords = (
  text: string,
  isWord = (word: string) => wordList.has(word),
): readonly string[] | undefined => {
  const best: ({ readonly cost: number; readonly words: readonly string[] } | undefined)[] = [
    { cost: 0, words: [] },
  ]
  for (let end = 1; end <= text.length; end++)
    for (let from = Math.max(0, end - 16); from < end; from++) {
      const before = best[from]
      const word = text.slice(from, end)
      if (before === undefined) continue
      if ((word.length < 3 ? !shortWords.has(word) : !isWord(word)) || (word === 'ship' && from > 0)) continue
      const cost = before.cost + (word.length < 3 ? 2 : 1)
      if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, words: [...before.words, word] }
    }
  return best[text.length]?.words
}

const isWordOrShortForm = (word: string): boolean => wordList.has(word) || abbreviations.has(word)

/** Whether the text is one word of names or its short form, or several written as one. */
export const isMadeOfWords = (text: string): boolean =>
  isWordOrShortForm(text) || cutIntoWords(text, isWordOrShortForm) !== undefined

const cutPart = (part: string): readonly string[] => {
  const lower = part.toLowerCase()
  if (lower.length < 6 || wordList.has(lower) || wordList.has(stem(lower)) || !/^[a-z]+$/.test(lower))
    return [lower]
  const words = cutIntoWords(lower)
  return words !== undefined && words.length <= 4 ? words : [lower]
}

/**
 * Words of a physical name, lower case: `customerID` → customer, id; `CUSTOMER_NAME`, `Usage_kWh` → usage, kwh;
 * `releasedate` → release, date; `CO2(tCO2)` keeps co2. Chinese parts stay whole.
 */
export const splitName = (name: string): readonly string[] =>
  name
    .normalize('NFKC')
    .replace(/(?<=[a-z\d])(?=[A-Z][a-z])/gu, ' ')
    .replace(/(?<=[a-z])(?=[A-Z]{2,}(?![a-z]))/gu, ' ')
    .replace(/(?<=[A-Z]{2})(?=[A-Z][a-z]{2})/gu, ' ')
    .replace(/(\p{Script=Han})([^\p{Script=Han}])/gu, '$1 $2')
    .replace(/([^\p{Script=Han}])(\p{Script=Han})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}%#]+/u)
    .filter(part => part !== '')
    .flatMap(part => (/\p{Script=Han}/u.test(part) ? [part] : cutPart(part)))
