import type { Localized } from '@millwright/spec'
import { validateQuery } from '../../query/validate-query.ts'
import type { ParseResult, ParseSource, SourceReading } from '../parse-result.ts'
import { renderReading } from '../render/render-reading.ts'
import { requestKey } from './request-key.ts'

type Decided = Omit<ParseResult, 'decision' | 'runnerUp'>

/**
 * An answer with what else the question may mean, where it is not sure or rests on an assumption. One that is not sure and
 * has no other reading says so: an answer that hides its doubt is a silent guess.
 */
export const toAnswer = (decided: Decided, sources: readonly ParseSource[]): ParseResult => {
  const [best, ...others] = decided.candidates
  const answer: ParseResult = { ...decided, decision: 'answer' }
  if (!best || (decided.isSure && best.assumptions.length === 0)) return answer
  const runnerUp = findRunnerUp(best, others, sources)
  if (runnerUp) return { ...answer, runnerUp }
  if (best.assumptions.length > 0) return answer
  return { ...answer, candidates: [{ ...best, assumptions: [onlyReading] }, ...others] }
}

/** What an answer that is not sure says where it has no rival. */
export const onlyReading: Localized = {
  en: 'No other reading was found, but this one is not sure',
  zh: '没有找到其他理解，但这一理解并不确定',
}

/** The next reading that asks for something else, says so, and gives other rows as far as they are known. */
const findRunnerUp = (
  best: SourceReading,
  others: readonly SourceReading[],
  sources: readonly ParseSource[],
): SourceReading | undefined => {
  const modelOf = ({ sourceId }: SourceReading) =>
    sources.find(({ model }) => model.sourceId === sourceId)?.model
  const sentenceOf = (reading: SourceReading): string | undefined => {
    const model = modelOf(reading)
    return model && renderReading(reading.query, model, 'en')
  }
  const own = sentenceOf(best)
  return others.find(reading => {
    const model = modelOf(reading)
    const isOther =
      reading.sourceId !== best.sourceId ||
      (requestKey(reading.query) !== requestKey(best.query) && sentenceOf(reading) !== own)
    return (
      isOther && model !== undefined && isAsking(reading) && validateQuery(reading.query, model).length === 0
    )
  })
}

/** What shows nothing is no reading that a person may choose. */
export const isAsking = ({ query }: Pick<SourceReading, 'query'>): boolean =>
  query.measures.length + query.columns.length > 0
