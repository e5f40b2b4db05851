import type { Node } from '../node.ts'
import type { SourceCandidate } from '../parse-result.ts'

/**
 * Whether the very thing that is asked for is a word that the data does not know: "the OEE of line 3" names a line and says of
 * which time, and what would be listed of it was never named. A word that is only left over beside something named ("which
 * machines stand on line 1") leaves an answer, though no sure one.
 */
export const asksForUnknownThing = ({ draft, cover, learned, ranking }: SourceCandidate): boolean => {
  if (learned || ranking || draft.measures.length > 0) return false
  const isNamed = cover.nodes.some(({ type }) => type === 'metric' || type === 'field' || type === 'dataset')
  return !isNamed && phrasesOf(draft.unused).some(isName)
}

/** Words that stand side by side, as one. */
const phrasesOf = (nodes: readonly Node[]): readonly string[] => {
  const words = nodes.filter(node => node.type === 'word').toSorted((a, b) => a.from - b.from)
  return words.flatMap((node, i) => {
    if (words[i - 1]?.to === node.from) return []
    const next = words.findIndex((other, k) => k > i && words[k - 1]?.to !== other.from)
    return [
      words
        .slice(i, next < 0 ? undefined : next)
        .map(({ text }) => text)
        .join(''),
    ]
  })
}

/** A single character of Chinese, or two letters, are more often a way to say something than its name. */
const isName = (phrase: string): boolean => /\p{Script=Han}{2}|[\p{L}--\p{Script=Han}]{3}/v.test(phrase)
