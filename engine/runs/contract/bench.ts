import assert from 'node:assert/strict'
import type { ErrorCode, Run, RunEvent, RunService } from '@millwright/spec'
import { isPlatformError } from '@millwright/spec'
import type { RunServiceOptions } from '../run-parts.ts'
import { analyst } from './workshop.ts'
import type { Workshop } from './workshop.ts'

/** A service with a skill of its own, for one test. */
export interface Bench {
  readonly service: RunService
  readonly shop: Workshop
  /** Another service on the same database, with the same skill: a process after a restart, or beside. */
  readonly beside: (options?: Partial<RunServiceOptions>) => RunService
  readonly run: (input?: Readonly<Record<string, unknown>>) => Promise<Run>
}

export type SetUp = (options?: { readonly acts?: boolean }) => Bench

export const outputs = (run: Run) => Object.fromEntries(run.steps.map(step => [step.step, step.output]))
export const states = (run: Run) => Object.fromEntries(run.steps.map(step => [step.step, step.state]))
export const versions = (run: Run) => Object.fromEntries(run.steps.map(step => [step.step, step.version]))
export const refused = (code: ErrorCode) => (error: unknown) => {
  assert.ok(isPlatformError(error, code), `expected ${code}, got ${String(error)}`)
  return true
}

export const summaryOf = (run: Run | undefined) => {
  assert.ok(run)
  const { steps: _steps, history: _history, input: _input, ...summary } = run
  return summary
}

export const collect = (events: AsyncIterable<RunEvent>): readonly RunEvent[] => {
  const seen: RunEvent[] = []
  const read = async () => {
    for await (const event of events) seen.push(event)
  }
  void read()
  return seen
}

export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await isSo()) return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  assert.fail('it did not happen within 5 s')
}

export const untilStep = (service: RunService, runId: string, step: string, state: string): Promise<void> =>
  until(async () =>
    (await service.get(runId, analyst)).steps.some(one => one.step === step && one.state === state),
  )
