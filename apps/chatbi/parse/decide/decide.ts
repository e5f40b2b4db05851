import type { Language, Localized } from '@millwright/spec'
import { findAmbiguity } from './ambiguity.ts'
import type { Ambiguity } from './ambiguity.ts'
import { chosenMeanings } from './chosen-meanings.ts'
import { hasDoubt } from './doubts.ts'
import { toReading } from '../find-readings.ts'
import type {
  ParseOptions,
  ParseResult,
  QuestionSpan,
  ReadingQuestion,
  SourceCandidate,
  SourceReading,
} from '../parse-result.ts'
import { isContent } from '../node.ts'
import { confidenceOf } from '../rank.ts'
import { workingThreshold } from '../ranking/reading-weights.ts'
import { asksForUnknownThing } from './unknown-thing.ts'
import { toAnswer } from './runner-up.ts'
import { isSameRequest } from './same-request.ts'

interface DecideOptions extends ParseOptions {
  readonly language: Language
}

const readingCount = 10
/** Nothing is sure that finds nothing, or that something speaks against. */
const mostOfNothing = workingThreshold - 0.01
const refuseBelow = 0.05
/** Where a learned model tells the confidence: what it gives up alone, and where the grammar must not give up too. */
const hopelessBelow = 0.15
const doubtfulBelow = 0.4
/** By how much the best reading of the grammar is better than its next, where that is not looked at. */
const usualLead = 0.3

/** Answers, asks or refuses by the ranked candidates. */
export const decide = (ranked: readonly SourceCandidate[], options: DecideOptions): ParseResult => {
  const candidates = possible(ranked.slice(0, readingCount), options)
  const readings = candidates.map((candidate, i) =>
    toSourceReading(
      candidate,
      candidates.slice(i + 1).find(other => !isSameRequest(candidate, other)),
    ),
  )
  const best = candidates[0]
  const reading = readings[0]
  const common = {
    language: options.language,
    candidates: readings,
    unusedWords: reading?.unusedWords ?? [],
    confidence: reading?.confidence ?? 0,
    spans: best ? spansOf(best) : [],
  }
  if (
    !best ||
    !reading ||
    best.parts.flags.has('write') ||
    isUnfounded(best, reading.confidence, options.previous !== undefined)
  )
    return { ...common, decision: 'refuse', refusal: refusalOf(options, best), confidence: 0, isSure: false }
  const isLikely = best.learned !== undefined && reading.confidence >= workingThreshold
  const ambiguity = best.ranking ? undefined : findAmbiguity(candidates, isLikely)
  if (ambiguity)
    return {
      ...common,
      decision: 'ask',
      clarification: toQuestion(ambiguity, candidates, readings),
      confidence: Math.min(0.5, reading.confidence),
      isSure: false,
    }
  return toAnswer({ ...common, isSure: reading.confidence >= workingThreshold }, options.sources)
}

/** Those that can be computed: a composition may join what nothing connects. Where none can, the best shows what was read. */
const possible = (
  candidates: readonly SourceCandidate[],
  { compiles }: DecideOptions,
): readonly SourceCandidate[] => {
  if (!compiles) return candidates
  const found = candidates.filter(
    ({ query, source, features }) => !features.hasOutput || compiles(query, source.model),
  )
  return found.length > 0 ? found : candidates
}

const toSourceReading = (candidate: SourceCandidate, next: SourceCandidate | undefined): SourceReading => {
  const { assumptions, ...reading } = toReading(candidate, next)
  return {
    ...reading,
    confidence:
      candidate.findsNothing || hasDoubt(candidate)
        ? Math.min(mostOfNothing, reading.confidence)
        : reading.confidence,
    assumptions: candidate.followsConfirmed ? [...assumptions, asConfirmed] : assumptions,
    sourceId: candidate.source.model.sourceId,
    chosen: chosenMeanings(candidate),
    ...(candidate.answer === undefined ? {} : { answer: candidate.answer }),
  }
}

const asConfirmed: Localized = {
  en: 'Read as the verified questions of this source use these words',
  zh: '按该数据源已验证问题中的用法理解',
}

const toQuestion = (
  { question, readings: ambiguous }: Ambiguity,
  candidates: readonly SourceCandidate[],
  readings: readonly SourceReading[],
): ReadingQuestion => ({
  question,
  options: ambiguous.flatMap(({ candidate, meanings }) => {
    const reading = readings[candidates.indexOf(candidate)]
    return reading ? [{ reading, meanings }] : []
  }),
})

/**
 * Where readings are ranked by a learned model, even an unlikely one is told as what it is; only one that stands for no
 * word, and neither counts nor ranks all rows, answers nothing.
 */
const isUnfounded = (best: SourceCandidate, confidence: number, isFollowing: boolean): boolean => {
  const { ranking, learned, features } = best
  if (learned) {
    const composed = confidenceOf(learned.ranked.candidate.features, usualLead)
    return confidence < hopelessBelow || (confidence < doubtfulBelow && composed < refuseBelow)
  }
  if (!ranking) return confidence < refuseBelow || (!isFollowing && asksForUnknownThing(best))
  const { head, order } = ranking.ranked.shape
  return features.contentCount === 0 && head !== 'count' && order === undefined
}

const spansOf = ({ cover, draft, lattice }: SourceCandidate): readonly QuestionSpan[] => {
  const place = (at: number): number => lattice.atoms[at]?.from ?? 0
  const isUnused = (from: number): boolean => draft.unused.some(node => node.from <= from && from < node.to)
  return cover.nodes
    .filter(node => isContent(node))
    .map(node => ({
      from: place(node.from),
      to: lattice.atoms[node.to - 1]?.to ?? 0,
      text: node.text,
      kind: isUnused(node.from) ? 'unused' : kindOf(node.type),
      meaning: node.reason,
    }))
}

const kindOf = (type: string): QuestionSpan['kind'] => {
  switch (type) {
    case 'metric':
    case 'field':
    case 'dataset':
    case 'value':
    case 'number':
    case 'time':
      return type
    default:
      return 'word'
  }
}

/** Says what there is to ask about instead. */
const refusalOf = ({ sources }: DecideOptions, best: SourceCandidate | undefined): Localized => {
  const models = sources.map(source => source.model)
  const metrics = models.flatMap(model => model.metrics.filter(one => !one.hidden)).slice(0, 5)
  const datasets = models.flatMap(model => model.datasets.filter(one => !one.hidden)).slice(0, 6)
  const things = [...metrics, ...datasets].slice(0, 8)
  const en = things.map(one => one.label.en).join(', ')
  const zh = things.map(one => one.label.zh ?? one.label.en).join('、')
  if (best?.parts.flags.has('write'))
    return {
      en: `Questions only read; nothing here changes data. You can ask about ${en}.`,
      zh: `这里只能查询，不能修改数据。可以询问：${zh}。`,
    }
  return {
    en: `Nothing in the data answers this. You can ask about ${en}.`,
    zh: `数据中没有与此相关的内容。可以询问：${zh}。`,
  }
}
