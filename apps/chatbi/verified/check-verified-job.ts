import { z } from 'zod'
import { defineJob, isPlatformError } from '@millwright/spec'
import type { Clock, JobDefinition, PlantCalendar } from '@millwright/spec'
import type { LastCheck } from '../tables.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { hashOfRows } from './run-verified.ts'
import type { VerifiedQuestion, VerifiedQuestions } from './verified-questions.ts'

export const checkVerifiedJobName = 'chatbi.check-verified'

export interface CheckVerifiedOptions {
  readonly verified: VerifiedQuestions
  readonly workspace: Workspace
  readonly calendar: PlantCalendar
  readonly clock: Clock
}

/** Runs every verified question again and records whether it still gives the confirmed rows. Safe to repeat. */
export const createCheckVerifiedJob = (options: CheckVerifiedOptions): JobDefinition =>
  defineJob({
    name: checkVerifiedJobName,
    title: { en: 'Check verified questions', zh: '检查已验证的问题' },
    input: z.object({ sourceId: z.string().optional() }),
    retryLimit: 1,
    timeoutS: 3600,
    run: async ({ input, signal, progress }) => {
      const all = await options.verified.list()
      const questions = all.filter(item => input.sourceId === undefined || item.sourceId === input.sourceId)
      const verdicts: LastCheck['verdict'][] = []
      for (const [i, question] of questions.entries()) {
        signal.throwIfAborted()
        progress(i / questions.length, question.question)
        const check = await checkOne(question, options, signal)
        await options.verified.recordCheck(question.id, check)
        verdicts.push(check.verdict)
      }
      return {
        checked: verdicts.length,
        differ: verdicts.filter(verdict => verdict === 'differs').length,
        failed: verdicts.filter(verdict => verdict === 'failed').length,
      }
    },
  })

const checkOne = async (
  question: VerifiedQuestion,
  options: CheckVerifiedOptions,
  signal: AbortSignal,
): Promise<LastCheck> => {
  const at = options.clock.now().toISOString()
  try {
    const rowHash = await hashOfRows(question, { ...options, signal })
    return rowHash === question.rowHash
      ? { verdict: 'same', at, detail: '' }
      : { verdict: 'differs', at, detail: 'The rows are no longer those that were confirmed.' }
  } catch (error) {
    signal.throwIfAborted()
    return {
      verdict: 'failed',
      at,
      detail: isPlatformError(error) ? error.message : 'The query could not be run.',
    }
  }
}
