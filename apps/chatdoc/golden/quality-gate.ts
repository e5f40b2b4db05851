import type { Actor, Clock } from '@millwright/spec'
import { answerQuestion } from '../ask/answer-directly.ts'
import type { LoadRevisions } from '../ask/load-revisions.ts'
import type { LoadSections } from '../ask/load-sections.ts'
import type { PassageSearch } from '../index/search.ts'
import { toForecast } from './forecast.ts'
import type { RankChange } from './forecast.ts'
import type { Forecast, Golden, GoldenReport } from './golden.ts'
import type { GoldenChecks, GoldenResult } from './golden-checks.ts'
import type { GoldenQuestions } from './golden-questions.ts'
import { isPlace, judgeGolden } from './judge-golden.ts'
import { rankWithDictionary } from './rank-with-dictionary.ts'

export interface QualityGateParts {
  readonly questions: GoldenQuestions
  readonly checks: GoldenChecks
  readonly search: PassageSearch
  readonly loadSections: LoadSections
  readonly loadRevisions: LoadRevisions
  readonly clock: Clock
}

export interface DictionaryChange {
  readonly collectionId: string
  /** The dictionary as it would be. */
  readonly dictionary: readonly string[]
  readonly actor: Actor
  readonly signal?: AbortSignal
}

/** Golden questions as a gate: what gets worse is told before it is saved. */
export interface QualityGate {
  /** Asks every golden question that the person may see, with their eyes, and compares with the check before. */
  check(collectionId: string, actor: Actor, signal?: AbortSignal): Promise<GoldenReport>
  /** A dictionary holds for what is read later, so its effect is forecast over the passages that are found today. */
  forecastDictionary(change: DictionaryChange): Promise<Forecast>
}

export const createQualityGate = (parts: QualityGateParts): QualityGate => ({
  check: async (collectionId, actor, signal) => {
    const golden = await parts.questions.list(collectionId, actor)
    const before = await parts.checks.last(golden.map(question => question.id))
    const results: GoldenResult[] = []
    for (const question of golden) {
      signal?.throwIfAborted()
      results.push(await ask(question, parts, { actor, ...(signal ? { signal } : {}) }))
    }
    const at = await parts.checks.record(collectionId, results, actor)
    return toReport({ collectionId, at, golden, results, before })
  },
  forecastDictionary: change => forecast(change, parts),
})

interface Asking {
  readonly actor: Actor
  readonly signal?: AbortSignal
}

const ask = async (
  { id, question, collectionId, place }: Golden,
  { search, loadSections, loadRevisions, clock }: QualityGateParts,
  asking: Asking,
): Promise<GoldenResult> => {
  const { answer, cite, read } = await answerQuestion({
    search,
    loadSections,
    loadRevisions,
    question,
    collectionIds: [collectionId],
    now: clock.now(),
    ...asking,
  })
  const verdict = judgeGolden(place, { answer, citations: cite.citations })
  return { id, verdict, confidence: read.confidence }
}

interface Judged {
  readonly collectionId: string
  readonly at: string
  readonly golden: readonly Golden[]
  readonly results: readonly GoldenResult[]
  readonly before: Awaited<ReturnType<GoldenChecks['last']>>
}

const shareOf = (part: number, total: number): number => (total === 0 ? 1 : part / total)

export const toReport = ({ collectionId, at, golden, results, before }: Judged): GoldenReport => {
  const questionOf = new Map(golden.map(({ id, question }) => [id, question]))
  const right = results.filter(result => result.verdict === 'right').length
  const known = results.filter(({ id }) => before.verdicts.has(id))
  const rightBefore = known.filter(({ id }) => before.verdicts.get(id) === 'right')
  return {
    collectionId,
    at,
    total: results.length,
    right,
    score: shareOf(right, results.length),
    ...(before.at === undefined
      ? {}
      : {
          before: {
            at: before.at,
            right: rightBefore.length,
            score: shareOf(rightBefore.length, known.length),
          },
        }),
    results: results.map(({ id, verdict, confidence }) => {
      const earlier = before.verdicts.get(id)
      return {
        id,
        question: questionOf.get(id) ?? '',
        verdict,
        confidence,
        ...(earlier === undefined ? {} : { before: earlier }),
      }
    }),
    worse: rightBefore.filter(({ verdict }) => verdict !== 'right').map(({ id }) => questionOf.get(id) ?? ''),
  }
}

const contestants = 40

const forecast = async (
  { collectionId, dictionary, actor, signal }: DictionaryChange,
  { questions, search }: QualityGateParts,
): Promise<Forecast> => {
  const golden = await questions.list(collectionId, actor)
  const present = await questions.dictionaryOf(collectionId, actor)
  const ranks: RankChange[] = []
  for (const { question, place } of golden) {
    if (place === null) continue
    const { hits } = await search.search({
      question,
      filter: { collectionIds: [collectionId] },
      actor,
      limit: contestants,
      ...(signal ? { signal } : {}),
    })
    const texts = hits.map(({ documentId, blocks, headingPath }) => {
      const text = [...headingPath, ...blocks.map(block => block.text)].join('\n')
      return {
        text,
        isPlace: isPlace({ documentId, blockIds: blocks.map(block => block.id), quote: text }, place),
      }
    })
    const rankOf = (words: readonly string[]): number =>
      rankWithDictionary({ question, texts }, words) ?? contestants + 1
    ranks.push({ question, was: rankOf(present), is: rankOf(dictionary) })
  }
  return toForecast('dictionary', ranks)
}
