import { createRequire } from 'node:module'
import type { Jieba } from '@node-rs/jieba'

/** Words that must stay whole in Chinese text: labels, synonyms and values of a model. */
export interface WordDictionary {
  readonly words: ReadonlySet<string>
  readonly longest: number
}

/** Keeps the words of two or more Han characters. */
export const createWordDictionary = (words: Iterable<string>): WordDictionary => {
  const kept = new Set<string>()
  let longest = 0
  for (const word of words)
    if (/^\p{Script=Han}{2,}$/u.test(word)) {
      kept.add(word)
      longest = Math.max(longest, word.length)
    }
  return { words: kept, longest }
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** The segmenter takes tens of megabytes, so it is loaded with the first Chinese text. */
const loadJieba = once((): Jieba | undefined => {
  const require = createRequire(import.meta.url)
  try {
    const { Jieba: Segmenter } = require('@node-rs/jieba') as typeof import('@node-rs/jieba')
    const { dict } = require('@node-rs/jieba/dict') as { readonly dict: Uint8Array } // its typings stand outside the package's export map
    return Segmenter.withDict(dict)
  } catch {
    return undefined // no native build for this platform: single characters still link by dictionary
  }
})

const cut = (text: string): readonly string[] => loadJieba()?.cut(text, true) ?? Array.from(text)

const longestWordAt = (text: string, at: number, dictionary: WordDictionary): string | undefined => {
  for (let length = Math.min(dictionary.longest, text.length - at); length >= 2; length--) {
    const candidate = text.slice(at, at + length)
    if (dictionary.words.has(candidate)) return candidate
  }
  return undefined
}

/**
 * Cuts a run of Han characters into words. The dictionary's words come first (leftmost longest), jieba cuts
 * what lies between; where its native module is missing, every character is a word.
 */
export const segmentHan = (text: string, dictionary?: WordDictionary): readonly string[] => {
  if (dictionary === undefined || dictionary.longest === 0) return cut(text)
  const words: string[] = []
  let pending = 0
  for (let at = 0; at < text.length;) {
    const word = longestWordAt(text, at, dictionary)
    if (word === undefined) {
      at++
      continue
    }
    if (at > pending) words.push(...cut(text.slice(pending, at)))
    words.push(word)
    at += word.length
    pending = at
  }
  if (pending < text.length) words.push(...cut(text.slice(pending)))
  return words
}
