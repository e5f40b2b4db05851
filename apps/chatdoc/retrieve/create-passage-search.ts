import type { Kysely } from 'kysely'
import { createAnalyser } from '../analyse/analyse-text.ts'
import type { Hit, PassageSearch, SearchRequest, SearchResult } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import type { PassageVectors } from '../vectors/passage-vectors.ts'
import { findCandidates } from './find-candidates.ts'
import type { Candidate } from './find-candidates.ts'
import { fuseRankings } from './fuse-rankings.ts'
import { loadBlocks } from './load-blocks.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import { loadDictionary } from './load-dictionary.ts'
import { narrowFilter } from './narrow-filter.ts'
import { questionTerms } from './question-terms.ts'
import type { QuestionTerm } from './question-terms.ts'
import { rankPassages } from './rank-passages.ts'
import type { RankedPassage } from './rank-passages.ts'
import { openTermIndex } from './term-index.ts'
import type { TermIndex } from './term-index.ts'
import { weighTerms } from './weighted-term.ts'
import type { WeightedTerm } from './weighted-term.ts'

type Database = Kysely<ChatDocTables>

const candidateCount = 100

const toHit = (
  { passageId, headingPath, place }: Candidate,
  ranked: RankedPassage,
  blockOf: LoadedBlocks,
): Hit => {
  const { blockIds, tableRow, ordinal: _, ...known } = place
  return {
    ...known,
    passageId: String(passageId),
    headingPath,
    blocks: blockIds.flatMap(id => blockOf(place.revisionId, id) ?? []),
    ...(tableRow === null ? {} : { tableRow }),
    score: ranked.score,
    features: ranked.features,
  }
}

/** Pieces of one long block are one hit. */
const placeKey = ({ place }: Candidate): string =>
  `${place.revisionId} ${place.blockIds.join(' ')} ${place.tableRow ?? ''}`

interface FoundPassage {
  readonly candidate: Candidate
  readonly ranked: RankedPassage
}

const distinct = (found: readonly FoundPassage[], limit: number): readonly FoundPassage[] => {
  const kept = new Map<string, FoundPassage>()
  for (const item of found) {
    const key = placeKey(item.candidate)
    if (kept.size < limit && !kept.has(key)) kept.set(key, item)
  }
  return [...kept.values()]
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
  { database, index }: Searched,
  request: SearchRequest,
  terms: readonly WeightedTerm[],
): Promise<readonly Candidate[]> => {
  const find = (chosen: readonly WeightedTerm[]): Promise<readonly Candidate[]> => {
    const order = index.orderBy(
      chosen.map(term => term.text),
      chosen.map(term => term.rarity),
    )
    return findCandidates(database, request, order, Math.max(candidateCount, request.limit))
  }
  const found = await find(terms.filter(term => !isSingle(term)))
  return found.length >= fewCandidates || !terms.some(isSingle) ? found : find(terms)
}

const findBest = async (
  searched: Searched,
  request: SearchRequest,
  terms: readonly QuestionTerm[],
): Promise<readonly FoundPassage[]> => {
  const rarities = await searched.index.rarities(terms.map(term => term.text))
  const weighted = weighTerms(terms, rarities)
  const narrowed = await narrowFilter(searched.database, request)
  const [byTerms, byMeaning] = await Promise.all([
    findByTerms(searched, narrowed, weighted),
    searched.vectors?.nearest(narrowed, candidateCount) ?? [],
  ])
  const candidates = [...new Map([...byTerms, ...byMeaning].map(found => [found.passageId, found])).values()]
  request.signal?.throwIfAborted()
  const ranked = rankPassages(
    request.question,
    weighted,
    candidates.map(candidate => candidate.tokens),
  )
  const found = ranked.flatMap(item => {
    const candidate = candidates[item.index]
    return candidate === undefined ? [] : [{ candidate, ranked: item }]
  })
  return distinct(fuseByMeaning(found, byMeaning), request.limit)
}

/** The order by words and the order by meaning in one. The scores stay those of the words. */
const fuseByMeaning = (
  found: readonly FoundPassage[],
  byMeaning: readonly Candidate[],
): readonly FoundPassage[] => {
  if (byMeaning.length === 0) return found
  const fused = fuseRankings([
    found.map(item => item.candidate.passageId),
    byMeaning.map(item => item.passageId),
  ])
  return found.toSorted(
    (a, b) => (fused.get(b.candidate.passageId) ?? 0) - (fused.get(a.candidate.passageId) ?? 0),
  )
}

const search = async (searched: Searched, request: SearchRequest): Promise<SearchResult> => {
  const began = performance.now()
  const dictionary = await loadDictionary(searched.database, request)
  const terms = questionTerms(request.question, createAnalyser(dictionary))
  const best = terms.length === 0 ? [] : await findBest(searched, request, terms)
  const blockOf = await loadBlocks(
    searched.database,
    best.map(({ candidate }) => candidate.place),
  )
  return {
    hits: best.map(({ candidate, ranked }) => toHit(candidate, ranked, blockOf)),
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
