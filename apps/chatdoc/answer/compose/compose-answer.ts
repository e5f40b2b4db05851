import type { AnswerOutput, UnderstandOutput } from '../../step-outputs.ts'
import { revisionsOf } from '../../understand/revisions.ts'
import { calculationOf } from '../../understand/calculation.ts'
import type { AnswerInput, Composer } from './answer-input.ts'
import { composeAbstention } from './compose-abstention.ts'
import { composeCalculation } from './compose-calculation.ts'
import { composeCode } from './compose-code.ts'
import { composeComparison } from './compose-comparison.ts'
import { composeList } from './compose-list.ts'
import { composeProcedure } from './compose-procedure.ts'
import { composeRevisions } from './compose-revisions.ts'
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

/** Two revisions are set side by side word by word: what may be wrong is which document is meant. */
const confidenceOfChanges = 0.9

/** Answers that are made of more than one place, sure by themselves whatever the reader chose. */
const composeFromSeveral = (input: AnswerInput): Omit<AnswerOutput, 'dropped'> | undefined => {
  const { type } = input.understood
  const changed = type === 'comparison' ? composeRevisions(input) : undefined
  if (changed && changed.parts.length > 0) return { ...changed, confidence: confidenceOfChanges }
  return type === 'calculation' || type === 'comparison' ? composeCalculation(input) : undefined
}

/** A revision that is named and was not found is not answered by what another document says. */
const isUnknownRevision = ({ understood, retrieved }: AnswerInput): boolean =>
  understood.type === 'comparison' &&
  !retrieved.changes &&
  revisionsOf(understood.question)?.isExplicit === true

/** One of several values that are asked for is no answer: a value of a calculation, a side of a difference. */
const isPartAlone = ({ understood, read }: AnswerInput): boolean => {
  const { question, language, type } = understood
  if (type !== 'comparison') return type === 'calculation'
  const isCell = read.candidates[0]?.cells !== undefined
  return isCell && calculationOf(question, language)?.operation === 'difference'
}

/** The answer in the form that suits the question and that the documents give; below the threshold, that there is none. */
export const composeAnswer = (input: AnswerInput): AnswerOutput => {
  const { confidence } = input.read
  const dropped: AnswerOutput['dropped'] = []
  const several = composeFromSeveral(input)
  if (several) return { ...several, dropped }
  const isUnsure = confidence < input.threshold || input.read.candidates.length === 0
  if (isUnsure || isUnknownRevision(input)) return { ...composeAbstention(input), confidence, dropped }
  const last = isPartAlone(input) ? [] : [composeSentences]
  for (const compose of [...composers[input.understood.type], ...last]) {
    const composed = compose(input)
    if (composed && composed.parts.length > 0) return { ...composed, confidence, dropped }
  }
  return { ...composeAbstention(input), confidence, dropped }
}
