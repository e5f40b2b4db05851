import { PlatformError, isPlatformError, receiptSchema, runEventDataSchema } from '@millwright/spec'
import type { Actor, Receipt, ReplayReport, RunEvent, RunService } from '@millwright/spec'
import { foldRun, validOf } from './fold-run.ts'
import type { RunState, StepVersion } from './fold-run.ts'
import { hashOutputs } from './receipt.ts'
import type { AnySkill } from './run-executor.ts'

/** What a replay needs of the service. */
export interface ReplayHost extends Pick<RunService, 'edit' | 'answer' | 'settled'> {
  skillNamed(name: string): AnySkill
  /** Starts a run whose "now" is `asOf`; returns its id. */
  startAsOf(skill: AnySkill, input: unknown, asOf: string, actor: Actor): Promise<string>
  stateOf(runId: string): Promise<RunState>
}

/** Runs a receipt's skill again with the input, answers and edits it records, at the moment it was asked. */
export const replayReceipt = async (
  host: ReplayHost,
  candidate: Receipt,
  actor: Actor,
): Promise<ReplayReport> => {
  const { receipt, recorded } = readReceipt(candidate)
  const skill = host.skillNamed(receipt.run.skill)
  const acting = skill.steps.find(step => step.effect === 'acts')
  if (acting)
    throw invalid([`the step "${acting.name}" acts on the world and is not done again for a replay`])
  const asOf = recorded.created.asOf ?? recorded.createdAt
  const runId = await host.startAsOf(skill, receipt.run.input, asOf, actor)
  await repeatWhatPeopleDid({ host, skill, recorded, runId, actor })
  return compare(runId, skill, receipt, await host.stateOf(runId))
}

const invalid = (problems: readonly string[]) => new PlatformError('RECEIPT_INVALID', { problems })

const readReceipt = (candidate: unknown): { receipt: Receipt; recorded: RunState } => {
  const parsed = receiptSchema.safeParse(candidate)
  if (!parsed.success)
    throw invalid(parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`))
  const receipt = parsed.data
  const events = receipt.events.map((event, index): RunEvent => {
    const data = runEventDataSchema.safeParse(event.data)
    if (!data.success) throw invalid([`events.${index} is not a journal entry`])
    return { runId: receipt.run.id, seq: event.seq, at: event.at, data: data.data }
  })
  try {
    return { receipt, recorded: foldRun(events) }
  } catch (cause) {
    throw new PlatformError('RECEIPT_INVALID', { problems: ['its journal does not fit together'] }, { cause })
  }
}

interface Repeat {
  readonly host: ReplayHost
  readonly skill: AnySkill
  readonly recorded: RunState
  readonly runId: string
  readonly actor: Actor
}

/** Every step is edited once at most and answered as often as it was, so this ends. */
const repeatWhatPeopleDid = async (repeat: Repeat): Promise<void> => {
  for (;;) {
    await repeat.host.settled(repeat.runId, repeat.actor)
    const state = await repeat.host.stateOf(repeat.runId)
    try {
      if (!(await repeatNext(repeat, state))) return
    } catch (error) {
      // A refused edit leaves the step with its own output, which the comparison then shows.
      if (isPlatformError(error, 'STEP_EDIT_REFUSED') || isPlatformError(error, 'INPUT_INVALID')) return
      throw error
    }
  }
}

const repeatNext = async (repeat: Repeat, state: RunState): Promise<boolean> => {
  const { host, skill, recorded, runId, actor } = repeat
  for (const { name: step } of skill.steps) {
    const [was, is] = [validOf(recorded, step), validOf(state, step)]
    if (!was || !is) continue
    const request = { runId, step, expectedVersion: is.version, actor }
    if (was.phase === 'edited' && is.phase !== 'edited') {
      await host.edit({ ...request, output: was.output })
      return true
    }
    const value = is.phase === 'waiting' ? answersOf(recorded, was)[answersOf(state, is).length] : undefined
    if (value !== undefined) {
      await host.answer({ ...request, value })
      return true
    }
  }
  return false
}

/** The answers that led to `version`, oldest first. */
const answersOf = (state: RunState, version: StepVersion): readonly string[] => {
  const answers: string[] = []
  const versions = state.versions.get(version.step) ?? []
  for (let index = version.version - 1; versions[index]?.answer !== undefined; index -= 1)
    answers.unshift(versions[index]?.answer ?? '')
  return answers
}

const compare = (runId: string, skill: AnySkill, receipt: Receipt, state: RunState): ReplayReport => {
  const actual = hashOutputs(state, skill)
  const expected = receipt.outputHashes
  const names = [...skill.steps.map(step => step.name), ...Object.keys(expected)]
  const steps = [...new Set(names)].flatMap(step => {
    const [expectedHash, actualHash] = [expected[step], actual[step]]
    if (expectedHash === undefined && actualHash === undefined) return []
    const verdict: ReplayReport['steps'][number]['verdict'] =
      actualHash === undefined ? 'missing' : actualHash === expectedHash ? 'same' : 'differs'
    return [
      {
        step,
        verdict,
        ...(expectedHash === undefined ? {} : { expectedHash }),
        ...(actualHash === undefined ? {} : { actualHash }),
      },
    ]
  })
  return { runId, same: steps.every(step => step.verdict === 'same'), steps }
}
