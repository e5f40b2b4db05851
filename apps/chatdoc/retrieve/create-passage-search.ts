import type { Kysely } from 'kysely'
import { createAnalyser } from '../analyse/analyse-text.ts'
import type { Hit, PassageSearch, SearchRequest, SearchResult } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import { findCandidates } from './find-candidates.ts'
import type { Candidate } from './find-candidates.ts'
import { loadBlocks } from './load-blocks.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import { questionTerms } from './question-terms.ts'

const candidateCount = 120

const toHit = (candidate: Candidate, score: number, blockOf: LoadedBlocks): Hit => ({
  passageId: String(candidate.passageId),
  collectionId: candidate.collectionId,
  documentId: candidate.documentId,
  documentTitle: candidate.documentTitle,
  documentName: candidate.documentName,
  revisionId: candidate.revisionId,
  revisionNumber: candidate.revisionNumber,
  headingPath: candidate.headingPath,
  blocks: candidate.blockIds.flatMap(id => blockOf(candidate.revisionId, id) ?? []),
  ...(candidate.tableRow === null ? {} : { tableRow: candidate.tableRow }),
  score,
  features: {},
})

const search = async (database: Kysely<ChatDocTables>, request: SearchRequest): Promise<SearchResult> => {
  const began = performance.now()
  const terms = questionTerms(request.question, createAnalyser())
  const texts = terms.map(term => term.text)
  const candidates = texts.length === 0 ? [] : await findCandidates(database, request, texts, candidateCount)
  const best = candidates.slice(0, request.limit)
  const blockOf = await loadBlocks(database, best)
  const hits = best.map((candidate, rank) => toHit(candidate, 1 / (1 + rank), blockOf))
  return { hits, terms: texts, durationMs: performance.now() - began }
}

/** Search over the library of `database`. */
export const createPassageSearch = (options: {
  readonly database: Kysely<ChatDocTables>
}): PassageSearch => ({
  search: request => search(options.database, request),
})
