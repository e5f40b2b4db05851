import type { Localized } from '@millwright/spec'
import type { ParseResult, SourceReading, WordMeaning } from '../parse/parse-result.ts'
import { toAnswer } from '../parse/decide/runner-up.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { questionKey } from '../verified/verified-questions.ts'
import { offerReadings, valueOfReading } from './offer-readings.ts'
import type { OfferOptions } from './offer-readings.ts'
import type { Clarification, RestingChoice } from './step-outputs.ts'

/** The answer to a question back that none of its readings is meant. */
export const noneOfThese = 'none'

/** What was decided once the asker's choices are known: an answer, a refusal, or a question back with its readings. */
export interface SettledReading {
  readonly result: ParseResult
  /** Set where `result` asks back. */
  readonly clarification?: Clarification
  /** What the asker chose, now or before, and the answer rests on. */
  readonly choices: readonly RestingChoice[]
  /** The asker meant none of the readings. */
  readonly isNoneMeant?: true
}

export interface SettleOptions extends OfferOptions {
  readonly question: string
  /** The asker's answer to the question back, where it was put before. */
  readonly answer: string | undefined
  /** Keeps a choice about a source for the asker, by the ids of what was asked. */
  readonly remember: (sourceId: string, choices: Readonly<Record<string, string>>) => Promise<void>
  /** What the asker chose before, over all of the sources. */
  readonly remembered: Readonly<Record<string, string>>
}

/** Names the question back by the words that raise it: the same words bring back what was chosen. */
export const choiceIdOf = (question: string): string => `reading:${questionKey(question)}`

/**
 * Settles what was read with what the asker chose: the reading chosen now, the one chosen when the same words were asked
 * before, or else, where readings are of nearly the same worth, the question which one is meant.
 */
export const settleReading = async (result: ParseResult, options: SettleOptions): Promise<SettledReading> => {
  const id = choiceIdOf(options.question)
  const asked = result.clarification
  if (asked && options.answer === noneOfThese)
    return { result: asNone(result), choices: [], isNoneMeant: true }
  const chosen = asked?.options.find(({ reading }) => valueOfReading(reading) === options.answer)
  if (chosen) {
    await remember(options, chosen.reading, chosen.meanings)
    return asChosen(result, chosen.reading, restingOn(id, chosen.meanings))
  }
  const before = result.decision === 'refuse' ? undefined : options.remembered[id]
  const known = result.candidates.find(reading => valueOfReading(reading) === before)
  if (known) return asChosen(result, known, restingOn(id, known.chosen))
  if (!asked) return { result, choices: restingOnWords(result) }
  const offers = await offerReadings(result, options)
  const [first, second] = offers
  if (first && second)
    return {
      result,
      clarification: { id, question: asked.question, options: offers.map(({ offered }) => offered) },
      choices: [],
    }
  return asOnlyOne(result, first?.reading, options.sources)
}

/** Words that were chosen a meaning are taken so wherever they are used; the reading holds for the question alone. */
const remember = (
  options: SettleOptions,
  reading: SourceReading,
  meanings: readonly WordMeaning[],
): Promise<void> =>
  options.remember(reading.sourceId, {
    [choiceIdOf(options.question)]: valueOfReading(reading),
    ...Object.fromEntries(meanings.map(({ id, value }) => [id, value])),
  })

/** Each chosen meaning by itself; undone, the question is asked back again. */
const restingOn = (
  id: string,
  meanings: readonly { readonly id: string; readonly text: Localized }[],
): readonly RestingChoice[] =>
  meanings.length > 0
    ? meanings.map(meaning => ({ ids: [id, meaning.id], text: meaning.text }))
    : [{ ids: [id], text: { en: 'Read as you chose', zh: '按您选择的理解' } }]

const restingOnWords = ({ decision, candidates }: ParseResult): readonly RestingChoice[] =>
  decision === 'answer' ? (candidates[0]?.chosen ?? []).map(({ id, text }) => ({ ids: [id], text })) : []

/** What a person says is surer than what a method finds out; others stay to choose from. */
const chosenConfidence = 0.95

const asChosen = (
  result: ParseResult,
  reading: SourceReading,
  choices: readonly RestingChoice[],
): SettledReading => {
  const { clarification: _, refusal: _refusal, runnerUp: _runnerUp, ...rest } = result
  const others = result.candidates.filter(one => one !== reading)
  const offered = result.clarification?.options.find(option => option.reading !== reading)?.reading
  const runnerUp = offered ?? result.runnerUp
  return {
    result: {
      ...rest,
      candidates: [reading, ...others],
      decision: 'answer',
      unusedWords: reading.unusedWords,
      confidence: chosenConfidence,
      isSure: true,
      ...(runnerUp && runnerUp !== reading ? { runnerUp } : {}),
    },
    choices,
  }
}

/** All readings give the same rows: which one is meant makes no difference. */
const asOnlyOne = (
  result: ParseResult,
  only: SourceReading | undefined,
  sources: readonly SourceKnowledge[],
): SettledReading => {
  const { clarification, refusal: _, decision: _decision, ...rest } = result
  const same = (clarification?.options ?? []).map(({ reading }) => reading)
  const best = only ?? result.candidates[0]
  const others = result.candidates.filter(one => one !== best && !same.includes(one))
  const answer = toAnswer(
    {
      ...rest,
      candidates: [...(best ? [best] : []), ...others],
      unusedWords: best?.unusedWords ?? [],
      confidence: best?.confidence ?? 0,
      isSure: false,
    },
    sources,
  )
  return { result: answer, choices: restingOnWords(answer) }
}

/** What was understood stays to be seen; the answer is another question. */
const asNone = (result: ParseResult): ParseResult => {
  const { clarification: _, ...rest } = result
  return {
    ...rest,
    decision: 'refuse',
    isSure: false,
    refusal: {
      en: 'Say it in other words: name what is counted or added up, of what, and for which time.',
      zh: '请换一种说法：说明统计什么、针对哪些对象、以及什么时间。',
    },
  }
}
