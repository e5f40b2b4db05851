import { createAnalyser } from '@millwright/chatdoc/testing'
import type { Hit, PassageSearch } from '@millwright/chatdoc/testing'

/** A passage to search: a hit that has no score yet. */
export type MemoryPassage = Omit<Hit, 'score' | 'features'>

const analyser = createAnalyser()
const termsOf = (text: string): readonly string[] => analyser.analyse(text).map(term => term.text)

interface Counted {
  readonly passage: MemoryPassage
  readonly counts: ReadonlyMap<string, number>
  readonly length: number
}

const count = (passage: MemoryPassage): Counted => {
  const own =
    passage.tableRow === undefined
      ? passage.blocks.map(block => block.text)
      : passage.blocks.map(block => block.text.split('\n')[passage.tableRow ?? 0] ?? '')
  const terms = termsOf([...passage.headingPath, ...own].join('\n'))
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return { passage, counts, length: terms.length }
}

/** Plain BM25 (k1 1.2, b 0.75) over passages in memory: where no library is at hand. Deterministic. */
export const createMemorySearch = (passages: readonly MemoryPassage[]): PassageSearch => {
  const documents = passages.map(count)
  const holders = new Map<string, number>()
  for (const { counts } of documents)
    for (const term of counts.keys()) holders.set(term, (holders.get(term) ?? 0) + 1)
  const average = documents.reduce((sum, { length }) => sum + length, 0) / Math.max(1, documents.length)
  const scoreOf = ({ counts, length }: Counted, terms: readonly string[]): number =>
    terms.reduce((sum, term) => {
      const frequency = counts.get(term) ?? 0
      const known = holders.get(term) ?? 0
      const rarity = Math.log(1 + (documents.length - known + 0.5) / (known + 0.5))
      return sum + (rarity * frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * length) / average))
    }, 0)
  return {
    search: ({ question, filter, limit }) => {
      const terms = [...new Set(termsOf(question))]
      const wanted = filter.documentIds?.length ? new Set(filter.documentIds) : undefined
      const hits = documents
        .filter(({ passage }) => wanted === undefined || wanted.has(passage.documentId))
        .map(document => ({ ...document.passage, score: scoreOf(document, terms), features: {} }))
        .filter(hit => hit.score > 0)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, limit)
      return Promise.resolve({ hits, terms, durationMs: 0 })
    },
  }
}
