import { openCorpus, paragraphBlock } from './corpus.ts'
import type { Corpus, CorpusDocument } from './corpus.ts'
import type { SuiteOptions, SuiteResult } from './suites.ts'

const sizes = [10_000, 100_000, 500_000]
const blocksOfDocument = 200
const questionCount = 100
const vocabulary = 60_000

/** The same numbers from 0 to 1 every time (Lehmer, 1951). */
const createRandom = (): (() => number) => {
  let state = 42
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const syllables =
  'ba be bo da de do fa fe fo ga ge go ka ke ko la le lo ma me mo na ne no pa pe po ra re ro'.split(' ')

/** A made-up word for a number, three syllables and more. */
const wordOf = (number: number): string => {
  let rest = number + syllables.length ** 2
  let word = ''
  while (rest > 0) {
    word += syllables[rest % syllables.length] ?? ''
    rest = Math.floor(rest / syllables.length)
  }
  return word
}

/** Words as frequent as in language: the n-th in proportion to 1/n (G. K. Zipf, 1949). */
const pickWord = (random: () => number): string => wordOf(Math.floor(vocabulary ** random()))

const textOf = (random: () => number): string =>
  Array.from({ length: 30 + Math.floor(random() * 60) }, () => pickWord(random)).join(' ')

const documentOf = (number: number, random: () => number): CorpusDocument => ({
  id: `document-${number}`,
  title: `${wordOf(number * 7)} ${wordOf(number * 13)}`,
  blocks: Array.from({ length: blocksOfDocument }, () => paragraphBlock(`${textOf(random)}.`)),
})

/** Eight words: four that stand together in a passage, and four from anywhere. */
const questionOf = (corpus: Corpus, documents: number, random: () => number): string => {
  const blocks = corpus.blocksOf(`document-${Math.floor(random() * documents)}`)
  const words = blocks[Math.floor(random() * blocks.length)]?.text.split(' ') ?? []
  const from = Math.floor(random() * Math.max(1, words.length - 4))
  return [...words.slice(from, from + 4), ...Array.from({ length: 4 }, () => pickWord(random))].join(' ')
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

const measureSearch = async (corpus: Corpus, documents: number, random: () => number) => {
  const ms: number[] = []
  for (let count = 0; count < questionCount; count++) {
    const question = questionOf(corpus, documents, random)
    const { durationMs } = await corpus.search.search({ question, filter: {}, actor: corpus.actor, limit: 10 })
    ms.push(durationMs)
  }
  return { p50Ms: percentile(ms, 0.5), p95Ms: percentile(ms, 0.95) }
} // prettier-ignore

/** How search and indexing cost grows with the number of blocks. `limit`: the largest number that is measured. */
export const runScale = async ({ limit = Infinity }: SuiteOptions): Promise<SuiteResult> => {
  const random = createRandom()
  const corpus = await openCorpus([])
  const lines = [
    '| blocks | indexed blocks/s | search p50 ms | p95 ms | memory MB |',
    '|---:|---:|---:|---:|---:|',
  ]
  const figures: Record<string, number> = {}
  let documents = 0
  try {
    for (const size of sizes.filter(one => one <= limit)) {
      const began = performance.now()
      const before = documents
      while (documents * blocksOfDocument < size) await corpus.add([documentOf(documents++, random)])
      const perSecond = ((documents - before) * blocksOfDocument * 1000) / (performance.now() - began)
      const { p50Ms, p95Ms } = await measureSearch(corpus, documents, random)
      const rssMb = process.memoryUsage.rss() / 1e6
      const [rate, p50, p95, rss] = [
        perSecond.toFixed(0),
        p50Ms.toFixed(1),
        p95Ms.toFixed(1),
        rssMb.toFixed(0),
      ]
      lines.push(`| ${size} | ${rate} | ${p50} | ${p95} | ${rss} |`)
      Object.assign(figures, { [`p50Ms${size}`]: p50Ms, [`p95Ms${size}`]: p95Ms, [`rate${size}`]: perSecond })
    }
    return { table: lines.join('\n'), figures }
  } finally {
    await corpus.close()
  }
}
