import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

/** Loaded when the first Chinese text comes: 0.2 s and 60 MB that an English library never pays. */
let jieba: Jieba | undefined

const cut = (text: string): readonly string[] => {
  jieba ??= Jieba.withDict(dict)
  return jieba.cut(text, true)
}

/** Splits `text` at the words of a dictionary, longest first: even places are between them, odd places are words. */
export type SplitWords = (text: string) => readonly string[]

/** Nothing but the characters that a regular expression would read as its own. */
const escapeExpression = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

export const createWordSplitter = (words: readonly string[]): SplitWords => {
  if (words.length === 0) return text => [text]
  const ordered = words.toSorted((a, b) => b.length - a.length).map(escapeExpression)
  const expression = new RegExp(`(${ordered.join('|')})`)
  return text => text.split(expression)
}

/**
 * The words of a run of Chinese characters: those of the user's dictionary whole, the rest by jieba (maximum
 * probability over its dictionary, unknown words by its hidden Markov model).
 */
export const segmentHan = (run: string, split: SplitWords): readonly string[] =>
  split(run).flatMap((part, index) => {
    if (part === '') return []
    return index % 2 === 1 || part.length === 1 ? [part] : cut(part)
  })
