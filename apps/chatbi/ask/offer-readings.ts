import { createHash } from 'node:crypto'
import { localize } from '@millwright/spec'
import type { Language, Localized } from '@millwright/spec'
import type { ParseResult, ReadingOption, SourceReading, WordMeaning } from '../parse/parse-result.ts'
import { lastingKey } from '../parse/decide/request-key.ts'
import { isAsking } from '../parse/decide/runner-up.ts'
import type { Query } from '../query/query.ts'
import { validateQuery } from '../query/validate-query.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { markDifferences } from './mark-differences.ts'
import { readingOf } from './parse-output.ts'
import type { PreviewedReading } from './preview-reading.ts'
import type { OfferedReading } from './step-outputs.ts'

/** Names a reading for as long as its words mean the same, whatever the day. */
export const valueOfReading = ({ query, sourceId }: Pick<SourceReading, 'query' | 'sourceId'>): string =>
  createHash('sha256')
    .update(JSON.stringify([sourceId, lastingKey(query)]))
    .digest('hex')
    .slice(0, 16)

/** A reading that may be offered, with what its choice is remembered by. */
export interface Offer {
  readonly offered: OfferedReading
  readonly reading: SourceReading
  readonly meanings: readonly WordMeaning[]
}

export interface OfferOptions {
  readonly sources: readonly SourceKnowledge[]
  /** What a reading gives; undefined where it could not be answered. */
  readonly preview: (query: Query, source: SourceKnowledge) => Promise<PreviewedReading | undefined>
  /** What is asked of what was read, in words, where that is more than the query itself; undefined where it cannot be. */
  readonly toAsked?: (query: Query, source: SourceKnowledge) => AskedQuery | undefined
}

export interface AskedQuery {
  readonly query: Query
  readonly reading: Localized
}

const asItIs = (query: Query, source: SourceKnowledge): AskedQuery => ({
  query,
  reading: readingOf(query, source),
})

/**
 * The readings between which the question back lets choose, with what each gives, all run at once. Readings that cannot be
 * answered are left out; of those that give the same rows the likeliest stands for all. One alone is no choice.
 */
export const offerReadings = async (
  { clarification, language }: Pick<ParseResult, 'clarification' | 'language'>,
  options: OfferOptions,
): Promise<readonly Offer[]> => {
  const previewed = await Promise.all(
    (clarification?.options ?? []).map(option => previewOption(option, options)),
  )
  const answers = new Set<string>()
  const different = previewed
    .filter(one => one !== undefined)
    .filter(({ answer }) => {
      const isNew = answer === undefined || !answers.has(answer)
      if (answer !== undefined) answers.add(answer)
      return isNew
    })
  return withDifferences(
    different.map(({ offer }) => offer),
    { sources: options.sources, language },
  )
}

const previewOption = async (
  { reading, meanings }: ReadingOption,
  { sources, preview, toAsked = asItIs }: OfferOptions,
): Promise<{ readonly offer: Offer; readonly answer?: string } | undefined> => {
  const source = sources.find(({ sourceId }) => sourceId === reading.sourceId)
  const isUsable = source && isAsking(reading) && validateQuery(reading.query, source.model).length === 0
  const asked = isUsable ? toAsked(reading.query, source) : undefined
  const previewed = source && asked ? await preview(asked.query, source) : undefined
  if (!source || !asked || !previewed) return undefined
  const offered: OfferedReading = {
    value: valueOfReading(reading),
    sourceId: source.sourceId,
    ...asked,
    differs: { en: [], zh: [] },
    ...(reading.proposedBy === undefined ? {} : { proposedBy: reading.proposedBy }),
    preview: previewed.preview,
  }
  return {
    offer: { offered, reading, meanings },
    ...(previewed.answer === undefined ? {} : { answer: previewed.answer }),
  }
}

/** Marks what each sentence alone says; where sentences say the same, what their words stand for parts them. */
const withDifferences = (
  offers: readonly Offer[],
  { sources, language }: { readonly sources: readonly SourceKnowledge[]; readonly language: Language },
): readonly Offer[] => {
  const marksIn = (of: Language) =>
    markDifferences(
      offers.map(({ offered }) => localize(offered.reading, of)),
      of,
    )
  const marks = { en: marksIn('en'), zh: marksIn('zh') }
  const isOfSources = new Set(offers.map(({ offered }) => offered.sourceId)).size > 1
  const sentences = new Set(offers.map(({ offered }) => localize(offered.reading, language)))
  const isAlike = sentences.size < offers.length
  return offers.map((offer, i) => {
    const details = [
      ...(isOfSources ? [sourceNameOf(offer, sources)] : []),
      ...(isAlike ? offer.meanings.map(({ label }) => label) : []),
      ...(offer.reading.proposedBy === undefined ? [] : [byModel(offer.reading.proposedBy)]),
    ]
    const detail: Localized = {
      en: details.map(one => localize(one, 'en')).join(', '),
      zh: details.map(one => localize(one, 'zh')).join('、'),
    }
    return {
      ...offer,
      offered: {
        ...offer.offered,
        differs: { en: [...(marks.en[i] ?? [])], zh: [...(marks.zh[i] ?? [])] },
        ...(details.length === 0 ? {} : { detail }),
      },
    }
  })
}

const byModel = (model: string): Localized => ({ en: `by the model ${model}`, zh: `模型 ${model} 的理解` })

const sourceNameOf = ({ offered }: Offer, sources: readonly SourceKnowledge[]): Localized => ({
  en: sources.find(({ sourceId }) => sourceId === offered.sourceId)?.sourceName ?? offered.sourceId,
})
