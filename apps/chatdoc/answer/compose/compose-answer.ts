import type { AnswerOutput, UnderstandOutput } from '../../ask/step-outputs.ts'
import type { AnswerInput, Composer } from './answer-input.ts'
import { composeAbstention } from './compose-abstention.ts'
import { composeCode } from './compose-code.ts'
import { composeComparison } from './compose-comparison.ts'
import { composeList } from './compose-list.ts'
import { composeProcedure } from './compose-procedure.ts'
import { composeSentences } from './compose-sentences.ts'
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
  where: [composeWhere],
  fact: [composeValue],
}

/** The answer in the form that suits the question and that the documents give; below the threshold, that there is none. */
export const composeAnswer = (input: AnswerInput): AnswerOutput => {
  const { confidence } = input.read
  const dropped: AnswerOutput['dropped'] = []
  if (confidence < input.threshold || input.read.candidates.length === 0)
    return { ...composeAbstention(input), confidence, dropped }
  const own = composers[input.understood.type]
  for (const compose of [...own, composeSentences]) {
    const composed = compose(input)
    if (composed && composed.parts.length > 0) return { ...composed, confidence, dropped }
  }
  throw new Error('bug: a candidate gives at least one sentence')
}
