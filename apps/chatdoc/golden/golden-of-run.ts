import { PlatformError } from '@millwright/spec'
import type { Actor, Run } from '@millwright/spec'
import { checkOutputSchema, understandOutputSchema } from '../step-outputs.ts'
import type { GoldenPlace } from './golden.ts'
import type { GoldenQuestions, NewGolden } from './golden-questions.ts'

/** What a person says of the answer of a run. */
export interface Mark {
  readonly verdict: 'right' | 'wrong'
  /** The right place, where the answer's own is not; null: that there is no answer is right. */
  readonly place?: GoldenPlace | null | undefined
}

const refuse = (message: string): never => {
  throw new PlatformError('RESOURCE_CONFLICT', { what: 'golden question', message })
}

/**
 * What a mark on a run is kept as. The question is the one that was searched, so a follow-up stands by itself. Throws
 * RESOURCE_CONFLICT where the run has no answer yet, or a wrong answer comes without the right place.
 */
export const goldenOfRun = async (
  run: Run,
  { verdict, place }: Mark,
  { questions, actor }: { readonly questions: GoldenQuestions; readonly actor: Actor },
): Promise<NewGolden> => {
  const outputOf = (step: string): unknown => run.steps.find(item => item.step === step)?.output
  const understood = understandOutputSchema.safeParse(outputOf('understand')).data
  const checked = checkOutputSchema.safeParse(outputOf('check')).data
  if (!understood || !checked || run.state !== 'done') return refuse('the run has no answer yet')
  if (verdict === 'wrong' && place === undefined)
    return refuse('say where the right answer stands, or that there is none')
  const right = place === undefined ? placeOf(checked) : place
  const [asked] = understood.collectionIds
  const collectionId = right
    ? await questions.collectionOf(right.documentId, actor)
    : (asked ?? refuse('choose the collection that was asked; without a place it cannot be told'))
  return {
    collectionId,
    question: understood.question,
    place: right,
    wasRight: verdict === 'right',
    runId: run.id,
  }
}

/** The first citation; null where the answer was that there is none. */
const placeOf = ({ answer, citations }: ReturnType<typeof checkOutputSchema.parse>): GoldenPlace | null => {
  const [first] = citations
  return answer.form === 'abstention' || !first
    ? null
    : { documentId: first.documentId, blockIds: first.blockIds }
}
