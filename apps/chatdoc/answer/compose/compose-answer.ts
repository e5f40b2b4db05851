import type { AnswerOutput, UnderstandOutput } from '../../ask/step-outputs.ts'
import { calculationOf } from '../../understand/calculation.ts'
import type { AnswerInput, Composer } from './answer-input.ts'
import { composeAbstention } from './compose-abstention.ts'
import { composeCalculation } from './compose-calculation.ts'
import { composeCode } from './compose-code.ts'
import { composeComparison } from './compose-comparison.ts'
import { composeList } from './compose-list.ts'
import { composeProcedure } from './compose-procedure.ts'
import { composeSentences } from './compose-sentences.ts'
import { composeTold } from './compose-told.ts'
import { composeValue } from './compose-value.ts'
import { composeWhere } from './compose-where.ts'
import { composeYesNo } from './compose-yes-no.ts'

/** Forms to try for each type of question, in order; sentences always remain. */
const composers: Readonly<Record<UnderstandOutput['type'], readonly Composer[]>> = {
  procedure: [composeProcedure],
  code: [composeCode, composeProcedure],
  parameter: [composeValue],
  definition: [composeValue],
  'yes-no': [composeYesNo],
  list: [composeList],
  comparison: [composeComparison],
  calculation: [composeTold],
  where: [composeWhere],
  fact: [composeValue],
}

/** The answer in the form that suits the question and that the documents give; below the threshold, that there is none. */
export const composeAnswer = (input: AnswerInput): AnswerOutput => {
  const { confidence } = input.read
  const dropped: AnswerOutput['dropped'] = []
  const isCalculated = ['calculation', 'comparison'].includes(input.understood.type)
  const calculated = isCalculated ? composeCalculation(input) : undefined
  if (calculated) return { ...calculated, dropped }
  if (confidence < input.threshold || input.read.candidates.length === 0)
    return { ...composeAbstention(input), confidence, dropped }
  for (const compose of composers[input.understood.type]) {
    const composed = compose(input)
    if (composed && composed.parts.length > 0) return { ...composed, confidence, dropped }
  }
  const sentences = isOneOfTheValues(input) ? undefined : composeSentences(input)
  return { ...(sentences ?? composeAbstention(input)), confidence, dropped }
}

/** A calculation whose values were not surely found is not answered with one of them, nor a difference with one side. */
const isOneOfTheValues = ({ understood, read }: AnswerInput): boolean =>
  understood.type === 'calculation' ||
  (read.candidates[0]?.cells !== undefined &&
    calculationOf(understood.question, understood.language)?.operation === 'difference')
