import type { Kysely } from 'kysely'
import { createAnalyser } from '../analyse/analyse-text.ts'
import type { Hit, PassageSearch, SearchRequest, SearchResult } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import type { PassageVectors } from '../vectors/passage-vectors.ts'
import { fuseRankings } from './fuse-rankings.ts'
import { loadDictionary } from './load-dictionary.ts'
import { loadPassages } from './load-passages.ts'
import type { LoadedPassage } from './load-passages.ts'
import { questionTerms } from './question-terms.ts'
import type { QuestionTerm } from './question-terms.ts'
import { rankPassages } from './rank-passages.ts'
import type { RankedPassage } from './rank-passages.ts'
import { openTermIndex } from './open-term-index.ts'
import type { Candidate, FoundByTerms, TermIndex } from './term-index.ts'
import { weighTerms } from './weighted-term.ts'

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

interface FoundPassage {
  readonly passageId: number
  readonly ranked: RankedPassage
}

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

const findBest = async (
  searched: Searched,
  request: SearchRequest,
  terms: readonly QuestionTerm[],
): Promise<readonly FoundPassage[]> => {
  const [byTerms, byMeaning] = await Promise.all([
    findByTerms(searched, request, terms),
    searched.vectors?.nearest(request, candidateCount) ?? [],
  ])
  const weighted = weighTerms(terms, byTerms.rarities)
  const candidates = [
    ...new Map([...byTerms.candidates, ...byMeaning].map(found => [found.passageId, found])).values(),
  ]
  request.signal?.throwIfAborted()
  const ranked = rankPassages(
    request.question,
    weighted,
    candidates.map(candidate => candidate.tokens),
  )
  const found = ranked.flatMap(item => {
    const candidate = candidates[item.index]
    return candidate === undefined ? [] : [{ passageId: candidate.passageId, ranked: item }]
  })
  return fuseByMeaning(found, byMeaning)
}

/** The order by words and the order by meaning in one. The scores stay those of the words. */
const fuseByMeaning = (
  found: readonly FoundPassage[],
  byMeaning: readonly Candidate[],
): readonly FoundPassage[] => {
  if (byMeaning.length === 0) return found
  const fused = fuseRankings([found.map(item => item.passageId), byMeaning.map(item => item.passageId)])
  return found.toSorted((a, b) => (fused.get(b.passageId) ?? 0) - (fused.get(a.passageId) ?? 0))
}

const search = async (searched: Searched, request: SearchRequest): Promise<SearchResult> => {
  const began = performance.now()
  const dictionary = await loadDictionary(searched.database, request)
  const terms = questionTerms(request.question, createAnalyser(dictionary))
  const best = terms.length === 0 ? [] : await findBest(searched, request, terms)
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
}): PassageSearch => {
  let index: Promise<TermIndex> | undefined
  return {
    search: async request => {
      index ??= openTermIndex(database)
      return search({ database, index: await index, ...(vectors && { vectors }) }, request)
    },
  }
}
