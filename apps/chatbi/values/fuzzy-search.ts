import { soundOf } from '../text/index.ts'
import { createPostings } from './postings.ts'

/** A key that is near a phrase; `score` 0..1. */
export interface NearKey {
  readonly id: number
  readonly score: number
  readonly method: 'prefix' | 'token' | 'trigram' | 'pinyin'
}

export interface FuzzySearch {
  /** Near keys, best first; `phrase` is what the key was made of, as it was written. */
  find(key: string, phrase: string, limit: number): readonly NearKey[]
}

const han = /\p{Script=Han}/u

/** Words of a key; of a Chinese run every pair of characters. */
const tokensOf = (key: string): readonly string[] =>
  key.split(' ').flatMap(part => {
    if (!han.test(part) || part.length < 3) return [part]
    return Array.from({ length: part.length - 1 }, (_, at) => part.slice(at, at + 2))
  })

const trigramsOf = (key: string): ReadonlySet<string> => {
  const padded = ` ${key} `
  const grams = new Set<string>()
  for (let at = 0; at + 3 <= padded.length; at++) grams.add(padded.slice(at, at + 3))
  return grams
}

const digitsOf = (key: string): string => (key.match(/\d+(?:\.\d+)?/g) ?? []).join(' ')

/** Ids present in both ascending arrays. */
const intersect = (a: Uint32Array, b: Uint32Array): Uint32Array => {
  const both = new Uint32Array(Math.min(a.length, b.length))
  let size = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const left = a[i] ?? 0
    const right = b[j] ?? 0
    if (left === right) both[size++] = left
    if (left <= right) i++
    if (right <= left) j++
  }
  return both.subarray(0, size)
}

const lowerBound = (keys: readonly string[], key: string): number => {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

const scanLimit = 400
const rareGrams = 10
const leastSimilarity = 0.5
/** Letters of the shortest sound that is looked up: fewer sound like too much. */
const shortestSound = 4

/**
 * Near matches over sorted, distinct keys: keys that start with the phrase, keys that hold all its words, and keys
 * that share most character trigrams with it (Dice; a misspelling), and Chinese keys that sound like it. Numbers must
 * agree: `CNC 7` is never near `CNC 8`. Postings are built with the first search.
 */
export const createFuzzySearch = (keys: readonly string[]): FuzzySearch => {
  let built:
    | {
        readonly tokens: ReturnType<typeof createPostings>
        readonly grams: ReturnType<typeof createPostings>
      }
    | undefined
  const postings = (): NonNullable<typeof built> =>
    (built ??= {
      tokens: createPostings(keys.length, id => new Set(tokensOf(keys[id] ?? ''))),
      grams: createPostings(keys.length, id => trigramsOf(keys[id] ?? '')),
    })
  let sounds: ReadonlyMap<string, readonly number[]> | undefined
  const idsBySound = (): NonNullable<typeof sounds> =>
    (sounds ??= Map.groupBy(
      Array.from(keys.keys()).filter(id => /\p{Script=Han}{2}/u.test(keys[id] ?? '')),
      id => soundOf(keys[id] ?? ''),
    ))
  const counts = new Uint8Array(keys.length)

  const byPrefix = (key: string): readonly NearKey[] => {
    const found: NearKey[] = []
    const from = lowerBound(keys, key)
    for (let id = from; id < Math.min(keys.length, from + scanLimit); id++) {
      const candidate = keys[id] ?? ''
      if (!candidate.startsWith(key)) break
      const isWord = candidate.length === key.length || candidate[key.length] === ' ' || han.test(key)
      found.push({
        id,
        score: (isWord ? 0.62 : 0.5) + 0.33 * (key.length / candidate.length),
        method: 'prefix',
      })
    }
    return found
  }

  const byTokens = (key: string): readonly NearKey[] => {
    const lists = tokensOf(key)
      .map(token => postings().tokens.get(token))
      .toSorted((a, b) => a.length - b.length)
    const [first, ...rest] = lists
    if (first === undefined) return []
    const ids = rest.reduce(intersect, first)
    return Array.from(ids.subarray(0, scanLimit))
      .filter(id => !han.test(key) || (keys[id] ?? '').includes(key))
      .map(id => ({
        id,
        score: 0.5 + 0.4 * Math.min(1, key.length / (keys[id] ?? '').length),
        method: 'token' as const,
      }))
  }

  const byTrigrams = (key: string): readonly NearKey[] => {
    const grams = trigramsOf(key)
    const lists = Array.from(grams, gram => postings().grams.get(gram))
      .toSorted((a, b) => a.length - b.length)
      .slice(0, rareGrams)
    const least = Math.max(1, Math.floor(lists.length * 0.35))
    const candidates: number[] = []
    const touched: number[] = []
    for (const list of lists) {
      if (list.length > keys.length / 8 && candidates.length > 0) break
      for (const id of list) {
        const count = (counts[id] ?? 0) + 1
        counts[id] = Math.min(255, count)
        if (count === 1) touched.push(id)
        if (count === least) candidates.push(id)
      }
    }
    for (const id of touched) counts[id] = 0
    const digits = digitsOf(key)
    return candidates.slice(0, 2000).flatMap(id => {
      const candidate = keys[id] ?? ''
      if (digitsOf(candidate) !== digits) return []
      const other = trigramsOf(candidate)
      const shared = Array.from(grams).filter(gram => other.has(gram)).length
      const similarity = (2 * shared) / (grams.size + other.size)
      return similarity < leastSimilarity
        ? []
        : [{ id, score: 0.88 * similarity, method: 'trigram' as const }]
    })
  }

  const bySound = (phrase: string): readonly NearKey[] => {
    if (idsBySound().size === 0) return []
    const sound = soundOf(phrase)
    if (sound.length < shortestSound) return []
    return (idsBySound().get(sound) ?? []).map(id => ({ id, score: 0.8, method: 'pinyin' as const }))
  }

  return {
    find: (key, phrase, limit) => {
      const isLong = han.test(key) ? key.length >= 2 : key.length >= 3
      if (!isLong) return []
      const best = new Map<number, NearKey>()
      const keep = (found: readonly NearKey[]): void => {
        for (const near of found) if (near.score > (best.get(near.id)?.score ?? 0)) best.set(near.id, near)
      }
      keep(byPrefix(key))
      keep(byTokens(key))
      keep(bySound(phrase))
      // words that stand in enough keys are spelled right
      if (best.size < limit) keep(byTrigrams(key))
      return Array.from(best.values())
        .toSorted((a, b) => b.score - a.score || a.id - b.id)
        .slice(0, limit)
    },
  }
}
