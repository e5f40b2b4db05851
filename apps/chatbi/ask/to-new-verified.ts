import { PlatformError } from '@millwright/spec'
import type { Run } from '@millwright/spec'
import { askInputSchema, parseOutputSchema } from './step-outputs.ts'
import { resultTableSchema } from '../execute/result-table.ts'
import type { NewVerifiedQuestion } from '../verified/verified-questions.ts'

/** Nothing is confirmed, for this reason. */
export const refuse = (message: string): never => {
  throw new PlatformError('RESOURCE_CONFLICT', { what: 'verified question', message })
}

/** The moment that the question's relative times count from: a variant of an answer keeps that of its original. */
export const askedAtOf = (run: Run): string => run.asOf ?? run.createdAt

/** What a finished run asks for, to be confirmed. Throws RESOURCE_CONFLICT where there is nothing to confirm. */
export const toNewVerified = (run: Run): NewVerifiedQuestion => {
  const outputOf = (step: string): unknown => run.steps.find(item => item.step === step)?.output
  const input = askInputSchema.safeParse(run.input)
  const parsed = parseOutputSchema.safeParse(outputOf('parse'))
  const table = resultTableSchema.safeParse(outputOf('execute'))
  if (!input.success || !parsed.success || !parsed.data.query || !table.success || run.state !== 'done')
    return refuse('the run has no answer yet')
  if (run.steps.some(step => step.step === 'compile' && step.state === 'edited'))
    return refuse(
      'its SQL was written by hand; only a question whose query was understood can be asked again',
    )
  return {
    question: input.data.question,
    sourceId: parsed.data.sourceId,
    query: parsed.data.query,
    modelVersion: parsed.data.modelVersion ?? 1,
    rowHash: table.data.rowHash,
    runId: run.id,
    askedAt: askedAtOf(run),
  }
}
