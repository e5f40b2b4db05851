import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCorpus, paragraphBlock } from './corpus.ts'
import type { Corpus } from './corpus.ts'
import type { SuiteOptions, SuiteResult } from './suite.ts'

/** A record of SMART's format: `.I` number, then fields of one letter. */
type SmartRecord = ReadonlyMap<string, string>

const parseSmart = (text: string): readonly SmartRecord[] =>
  text.split(/^\.I\s+/m).slice(1).map(record => {
    const [first = '', ...parts] = record.split(/^\.(?=[A-Z]\s*$)/m)
    const fields = parts.map(part => [part.charAt(0), part.slice(1).replaceAll(/\s+/g, ' ').trim()] as const)
    return new Map([['I', first.trim()], ...fields])
  }) // prettier-ignore

const fieldOf = (record: SmartRecord, name: string): string => record.get(name) ?? ''

/** Gain of a document for a query. The judgements count 1 (complete answer) to 4; -1 and 5 say that it is none. */
export type Judgements = ReadonlyMap<string, number>

/** Queries are judged by their place in the file, not by their number. */
const parseJudgements = (text: string): ReadonlyMap<string, Judgements> => {
  const judged = new Map<string, Map<string, number>>()
  for (const line of text.split('\n')) {
    const [query, document, code] = line.trim().split(/\s+/)
    if (query === undefined || document === undefined || code === undefined) continue
    const known = judged.get(query) ?? new Map<string, number>()
    judged.set(query, known.set(document, gainOf(Number(code))))
  }
  return judged
}

const gainOf = (code: number): number => (code >= 1 && code <= 4 ? 1 : 0)

export interface CranfieldQuery {
  readonly text: string
  readonly judgements: Judgements
}

/** A folder of the Cranfield collection: `cran.all.1400`, `cran.qry`, `cranqrel`. */
const loadCranfield = async (folder: string) => {
  const [all, queries, relevance] = await Promise.all(
    ['cran.all.1400', 'cran.qry', 'cranqrel'].map(name => readFile(join(folder, name), 'utf8')),
  )
  const judged = parseJudgements(relevance ?? '')
  return {
    documents: parseSmart(all ?? '').map(record => ({
      id: fieldOf(record, 'I'),
      title: fieldOf(record, 'T'),
      blocks: [paragraphBlock(withoutTitle(fieldOf(record, 'W'), fieldOf(record, 'T')))],
    })),
    queries: parseSmart(queries ?? '').map((record, index): CranfieldQuery => ({
      text: fieldOf(record, 'W'),
      judgements: judged.get(String(index + 1)) ?? new Map(),
    })),
  }
}

/** The text repeats the title at its beginning. */
const withoutTitle = (text: string, title: string): string =>
  text.startsWith(title) && text.length > title.length ? text.slice(title.length).trim() : text

const discounted = (gains: readonly number[]): number =>
  gains.slice(0, 10).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0)

/** Normalised discounted cumulative gain at 10 (Järvelin & Kekäläinen 2002) with the judgements as gains. */
const ndcg10 = (ranked: readonly string[], judgements: Judgements): number => {
  const best = discounted([...judgements.values()].toSorted((a, b) => b - a))
  return best === 0 ? 0 : discounted(ranked.map(id => judgements.get(id) ?? 0)) / best
}

/** Mean of the precisions at the relevant documents, those not ranked counting 0. */
const averagePrecision = (ranked: readonly string[], judgements: Judgements): number => {
  const relevant = [...judgements.values()].filter(gain => gain > 0).length
  let found = 0
  let sum = 0
  for (const [index, id] of ranked.entries()) if ((judgements.get(id) ?? 0) > 0) sum += ++found / (index + 1)
  return relevant === 0 ? 0 : sum / relevant
}

const rank = async (corpus: Corpus, question: string): Promise<readonly string[]> => {
  const { hits } = await corpus.search.search({ question, filter: {}, actor: corpus.actor, limit: 200 })
  return [...new Set(hits.map(hit => hit.documentId))]
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The Cranfield collection (C. Cleverdon 1967): documents ranked for a researcher's question. Evaluation only. */
export const runCranfield = async ({ data, limit }: SuiteOptions): Promise<SuiteResult> => {
  const { documents, queries } = await loadCranfield(data)
  const asked = queries.filter(query => query.judgements.size > 0).slice(0, limit)
  const corpus = await openCorpus(documents)
  try {
    const began = performance.now()
    const ranked: (readonly string[])[] = []
    for (const query of asked) ranked.push(await rank(corpus, query.text))
    const msPerQuery = (performance.now() - began) / asked.length
    const judged = asked.map((query, index) => ({
      ranked: ranked[index] ?? [],
      judgements: query.judgements,
    }))
    const ndcg = mean(judged.map(item => ndcg10(item.ranked, item.judgements)))
    const map = mean(judged.map(item => averagePrecision(item.ranked, item.judgements)))
    const table = [
      '| documents | queries | nDCG@10 | MAP | ms a query |',
      '|---:|---:|---:|---:|---:|',
      `| ${documents.length} | ${asked.length} | ${ndcg.toFixed(3)} | ${map.toFixed(3)} | ${msPerQuery.toFixed(1)} |`,
    ].join('\n')
    return { table, figures: { queries: asked.length, ndcg10: ndcg, map, msPerQuery } }
  } finally {
    await corpus.close()
  }
}
