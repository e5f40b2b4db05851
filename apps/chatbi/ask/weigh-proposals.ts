import type { Localized } from '@millwright/spec'
import type { ParseResult, ParseSource, SourceReading } from '../parse/parse-result.ts'
import { requestKey } from '../parse/decide/request-key.ts'
import { toAnswer } from '../parse/decide/runner-up.ts'
import { querySchema } from '../query/query.ts'
import { modelConfidence } from './propose-with-model.ts'

const mostOptions = 4

const whichIsMeant: Localized = {
  en: 'The grammar and the model read this differently. Which is meant?',
  zh: '语法与模型的理解不同，您指的是哪一个？',
}
const whichOfModel: Localized = {
  en: 'The model reads this in more than one way. Which is meant?',
  zh: '模型有多种理解，您指的是哪一个？',
}

/**
 * What the grammar read and what a model proposed, as one result. Where both ask for the same, the grammar's reading
 * stands, the surer for it. Where they differ, a person is asked which is meant. Where the grammar understood nothing, the
 * model's one reading answers and says that it is the model's.
 */
export const withProposals = (
  result: ParseResult,
  proposed: readonly SourceReading[],
  sources: readonly ParseSource[],
): ParseResult => {
  const [first] = proposed
  if (!first) return result
  const [best] = result.candidates
  const own = result.decision === 'answer' ? best : undefined
  if (own && asksTheSame(own, first)) return asConfirmed(result, own, first)
  const known = proposed.map(reading => asKnown(reading, result.candidates))
  const options = [...(own ? [own] : []), ...known.filter(reading => !own || !asksTheSame(own, reading))]
  const { refusal: _, decision: _decision, ...rest } = result
  const others = result.candidates.filter(one => !options.some(option => asksTheSame(option, one)))
  const candidates = [...options, ...others]
  const [likeliest = first, ...more] = options
  if (more.length > 0)
    return {
      ...rest,
      candidates,
      decision: 'ask',
      clarification: {
        question: own ? whichIsMeant : whichOfModel,
        options: options.slice(0, mostOptions).map(reading => ({ reading, meanings: [] })),
      },
      confidence: Math.min(0.5, likeliest.confidence),
      isSure: false,
    }
  const { unusedWords, confidence } = likeliest
  return toAnswer({ ...rest, candidates, unusedWords, confidence, isSure: false }, sources)
}

/** Names and order of parts make no difference, nor whether the parts of a query stand as they were composed or sent. */
const asksTheSame = (a: SourceReading, b: SourceReading): boolean =>
  a.sourceId === b.sourceId &&
  requestKey(querySchema.parse(a.query)) === requestKey(querySchema.parse(b.query))

/** A proposal that the grammar composed too, if less likely, keeps what the grammar knows of it. */
const asKnown = (proposed: SourceReading, candidates: readonly SourceReading[]): SourceReading => {
  const known = candidates.find(one => asksTheSame(one, proposed))
  if (!known || proposed.proposedBy === undefined) return proposed
  const { proposedBy, confidence } = proposed
  return { ...known, proposedBy, confidence: Math.max(known.confidence, confidence) }
}

const asConfirmed = (
  result: ParseResult,
  own: SourceReading,
  { proposedBy = '' }: SourceReading,
): ParseResult => {
  const confidence = Math.max(own.confidence, modelConfidence)
  const reading: SourceReading = {
    ...own,
    confidence,
    reasons: [
      ...own.reasons,
      {
        kind: 'model-agrees',
        text: { en: `${proposedBy} reads it the same way`, zh: `${proposedBy} 的理解相同` },
      },
    ],
  }
  return {
    ...result,
    candidates: [reading, ...result.candidates.filter(one => one !== own)],
    confidence,
  }
}
