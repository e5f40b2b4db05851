import { z } from 'zod'
import { defineJob, isPlatformError } from '@millwright/spec'
import type { Actor, Clock, JobDefinition, PlantCalendar } from '@millwright/spec'
import { compileQuery } from '../compile/compile-query.ts'
import { executeQuery } from '../execute/execute-query.ts'
import { guardSql } from '../guard/guard-sql.ts'
import { queryCaps } from '../ask/query-steps.ts'
import type { LastCheck } from '../tables.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { VerifiedQuestion, VerifiedQuestions } from './verified-questions.ts'

export const checkVerifiedJobName = 'chatbi.check-verified'

export interface CheckVerifiedOptions {
  readonly verified: VerifiedQuestions
  readonly workspace: Workspace
  readonly calendar: PlantCalendar
  readonly clock: Clock
  /** The product itself: verified questions are checked with the whole model. */
  readonly actor: Actor
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
    const rowHash = await runAgain(question, options, signal)
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

const runAgain = async (
  question: VerifiedQuestion,
  options: CheckVerifiedOptions,
  signal: AbortSignal,
): Promise<string> => {
  const [source] = await options.workspace.knowledge(options.actor, [question.sourceId])
  if (!source) return 'source gone'
  const compiled = compileQuery(question.query, source.model, { calendar: options.calendar })
  if (!compiled.ok) return 'no longer fits the model'
  const guarded = await guardSql(compiled.sql, {
    model: source.whole,
    role: options.actor.role,
    dialect: source.whole.dialect,
    maxRows: queryCaps.maxRows,
  })
  if (!guarded.ok) return 'refused'
  const connection = await options.workspace.connection(question.sourceId)
  const table = await executeQuery({
    sql: guarded.sql,
    outputs: compiled.outputs,
    connection,
    caps: queryCaps,
    signal,
  })
  return table.rowHash
}
