import type { Kysely } from 'kysely'
import { createAnalyser } from '../analyse/analyse-text.ts'
import type { Hit, PassageSearch, SearchRequest, SearchResult } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import type { PassageVectors } from '../vectors/passage-vectors.ts'
import { loadPassages } from './load-passages.ts'
import type { LoadedPassage } from './load-passages.ts'
import { loadSearchSettings, loadWeightsOf } from './load-search-settings.ts'
import type { SearchSettings } from './load-search-settings.ts'
import { orderPool } from './passage-pool.ts'
import type { FoundPassage, PassagePool, PoolSearch } from './passage-pool.ts'
import { questionTerms } from './question-terms.ts'
import type { QuestionTerm } from './question-terms.ts'
import { readPassages } from './rank-passages.ts'
import type { RankedPassage } from './rank-passages.ts'
import { openTermIndex } from './open-term-index.ts'
import type { Candidate, FoundByTerms, TermIndex } from './term-index.ts'
import { weighTerms } from './weighted-term.ts'
import { loadWholeScope } from './whole-scope.ts'

type Database = Kysely<ChatDocTables>

const candidateCount = 100

const toHit = ({ passageId, tableRow, ...known }: LoadedPassage, ranked: RankedPassage): Hit => ({
  ...known,
  passageId: String(passageId),
  ...(tableRow === null ? {} : { tableRow }),
  score: ranked.score,
  features: ranked.features,
})

/** Pieces of one long block are one hit. */
const placeKey = ({ revisionId, blocks, tableRow }: LoadedPassage): string =>
  `${revisionId} ${blocks.map(block => block.id).join(' ')} ${tableRow ?? ''}`

/** The best of `found` that stand in different places, at most `limit`: those that may still be read are loaded. */
const loadBest = async (
  { database }: Searched,
  { limit, ...scope }: SearchRequest,
  found: readonly FoundPassage[],
): Promise<readonly Hit[]> => {
  const hits = new Map<string, Hit>()
  for (let from = 0; from < found.length && hits.size < limit;) {
    const batch = found.slice(from, from + limit - hits.size)
    const loaded = await loadPassages(
      database,
      scope,
      batch.map(({ passageId }) => passageId),
    )
    for (const { passageId, ranked } of batch) {
      const passage = loaded.get(passageId)
      if (passage && !hits.has(placeKey(passage))) hits.set(placeKey(passage), toHit(passage, ranked))
    }
    from += batch.length
  }
  return [...hits.values()]
}

/** Fewer than these from words and pairs: single characters may find more. */
const fewCandidates = 10

const isSingle = (term: QuestionTerm): boolean => term.isExtra && term.kind === 'character'

/** What is searched with: the library's database and the index of its terms. */
interface Searched {
  readonly database: Database
  readonly index: TermIndex
  readonly vectors?: PassageVectors
}

const findByTerms = async (
  { index }: Searched,
  request: SearchRequest,
  terms: readonly QuestionTerm[],
): Promise<FoundByTerms> => {
  const texts = (chosen: readonly QuestionTerm[]): readonly string[] => chosen.map(term => term.text)
  const search = { scope: request, terms: texts(terms), limit: Math.max(candidateCount, request.limit) }
  const found = await index.find({ ...search, searched: texts(terms.filter(term => !isSingle(term))) })
  if (found.candidates.length >= fewCandidates || !terms.some(isSingle)) return found
  return index.find({ ...search, searched: texts(terms) })
}

/** What else is read of a small scope that was named. */
const findRest = async (
  { database }: Searched,
  { filter, actor, readsWhole }: SearchRequest,
  found: readonly Candidate[],
): Promise<readonly Candidate[]> => {
  const isNamed = [filter.documentIds, filter.collectionIds, filter.equipment].some(ids => ids?.length)
  if (readsWhole !== true || !isNamed || found.length >= candidateCount) return []
  return loadWholeScope(database, { filter, actor }, candidateCount)
}

const findPool = async (
  searched: Searched,
  request: SearchRequest,
  terms: readonly QuestionTerm[],
): Promise<PassagePool> => {
  const [byTerms, byMeaning] = await Promise.all([
    findByTerms(searched, request, terms),
    searched.vectors?.nearest(request, candidateCount) ?? [],
  ])
  const weighted = weighTerms(terms, byTerms.rarities)
  const rest = await findRest(searched, request, byTerms.candidates)
  const candidates = [
    ...new Map(
      [...byTerms.candidates, ...byMeaning, ...rest].map(found => [found.passageId, found]),
    ).values(),
  ]
  request.signal?.throwIfAborted()
  const tokens = candidates.map(candidate => candidate.tokens)
  return {
    ids: candidates.map(candidate => candidate.passageId),
    read: readPassages(request.question, weighted, tokens),
    byMeaning: byMeaning.map(candidate => candidate.passageId),
  }
}

const findBest = async (
  searched: Searched,
  settings: SearchSettings,
  request: SearchRequest,
  terms: readonly QuestionTerm[],
): Promise<readonly FoundPassage[]> => {
  const pool = await findPool(searched, request, terms)
  return orderPool(pool, await loadWeightsOf(searched.database, settings, pool.ids))
}

const search = async (searched: Searched, request: SearchRequest): Promise<SearchResult> => {
  const began = performance.now()
  const settings = await loadSearchSettings(searched.database, request, searched.vectors?.model)
  const terms = questionTerms(request.question, createAnalyser(settings.dictionary))
  const best = terms.length === 0 ? [] : await findBest(searched, settings, request, terms)
  return {
    hits: await loadBest(searched, request, best),
    terms: terms.filter(term => !term.isExtra).map(term => term.said),
    durationMs: performance.now() - began,
  }
}

/** Search over the library of `database`; by meaning too, where there are vectors. */
export const createPassageSearch = ({
  database,
  vectors,
}: {
  readonly database: Database
  readonly vectors?: PassageVectors
}): PassageSearch & PoolSearch => {
  let index: Promise<TermIndex> | undefined
  const open = async (): Promise<Searched> => {
    index ??= openTermIndex(database)
    return { database, index: await index, ...(vectors && { vectors }) }
  }
  return {
    search: async request => search(await open(), request),
    findPool: async request => {
      const { dictionary } = await loadSearchSettings(database, request)
      const terms = questionTerms(request.question, createAnalyser(dictionary))
      const pool = await findPool(await open(), request, terms)
      return { pool, passages: await loadPassages(database, request, pool.ids) }
    },
  }
}
