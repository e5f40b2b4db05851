import type { Kysely } from 'kysely'
import { createAnalyser } from '../analyse/analyse-text.ts'
import type { Hit, PassageSearch, SearchRequest, SearchResult } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import { findCandidates } from './find-candidates.ts'
import type { Candidate } from './find-candidates.ts'
import { loadBlocks } from './load-blocks.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import { loadDictionary } from './load-dictionary.ts'
import { loadRarities } from './load-rarities.ts'
import { questionTerms } from './question-terms.ts'
import type { QuestionTerm } from './question-terms.ts'
import { rankPassages } from './rank-passages.ts'
import type { RankedPassage } from './rank-passages.ts'
import { weighTerms } from './weighted-term.ts'

type Database = Kysely<ChatDocTables>

const candidateCount = 120

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

const findBest = async (
  database: Database,
  request: SearchRequest,
  terms: readonly QuestionTerm[],
): Promise<readonly FoundPassage[]> => {
  const texts = terms.map(term => term.text)
  const candidates = await findCandidates(database, request, texts, Math.max(candidateCount, request.limit))
  request.signal?.throwIfAborted()
  const weighted = weighTerms(terms, await loadRarities(database, texts))
  const ranked = rankPassages(
    request.question,
    weighted,
    candidates.map(candidate => candidate.tokens),
  )
  const found = ranked.flatMap(item => {
    const candidate = candidates[item.index]
    return candidate === undefined ? [] : [{ candidate, ranked: item }]
  })
  return distinct(found, request.limit)
}

const search = async (database: Database, request: SearchRequest): Promise<SearchResult> => {
  const began = performance.now()
  const terms = questionTerms(request.question, createAnalyser(await loadDictionary(database, request)))
  const best = terms.length === 0 ? [] : await findBest(database, request, terms)
  const blockOf = await loadBlocks(
    database,
    best.map(({ candidate }) => candidate.place),
  )
  return {
    hits: best.map(({ candidate, ranked }) => toHit(candidate, ranked, blockOf)),
    terms: terms.filter(term => !term.isExtra).map(term => term.text),
    durationMs: performance.now() - began,
  }
}

/** Search over the library of `database`. */
export const createPassageSearch = (options: { readonly database: Database }): PassageSearch => ({
  search: request => search(options.database, request),
})
