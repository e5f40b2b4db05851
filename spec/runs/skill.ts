import type { z } from 'zod'
import type { Actor, Permission } from '../access/actor.ts'
import type { Localized } from '../text/localized.ts'
import type { Check, ChoiceQuestion, Evidence, Proposer } from './step.ts'

/** What a step produced. Waiting and stopping early are values, not exceptions. */
export type StepResult<Output> = {
  readonly output: Output
  readonly proposer: Proposer
  readonly evidence?: readonly Evidence[]
  readonly checks?: readonly Check[]
} & (
  | { readonly outcome: 'done' }
  | { readonly outcome: 'waiting'; readonly waitingFor: ChoiceQuestion }
  /** The run ends here, successfully: a refusal, nothing to draw, an empty result. */
  | { readonly outcome: 'stop'; readonly reason: string }
)

/** What a step may see while it runs. `outputs` holds the current output of each step it depends on. */
export interface StepContext<Input> {
  readonly runId: string
  readonly input: Input
  readonly outputs: Readonly<Record<string, unknown>>
  readonly actor: Actor
  /** The moment the run was asked; the same for every step, edit, resumption and replay of it. */
  readonly now: Date
  readonly signal: AbortSignal
  /** The person's choice, when this step was waiting and has been answered. */
  readonly answer?: string
  /** What this step had put out when it waited for that choice. */
  readonly asked?: unknown
  /** Same value for every attempt at this version of this step; hand it to the outside system. */
  readonly idempotencyKey: string
}

/**
 * One step of a skill. `effect: 'acts'` marks a step that changes the world outside the run; the engine
 * then never starts the same idempotency key twice: after a crash such a step waits for a person, who says that
 * it was done (its output is then `null`; where its schema refuses null, the run ends there) or has it run again
 * with the same key. An edit before it runs it again under a new key, so a step that moves something should
 * return `waiting` until a person said yes.
 */
export interface StepDefinition<Input, Output> {
  readonly name: string
  readonly title: Localized
  readonly dependsOn: readonly string[]
  readonly effect: 'reads' | 'acts'
  readonly output: z.ZodType<Output>
  /** Permission needed to edit this step's output; absent: not editable. */
  readonly editPermission?: Permission
  run(context: StepContext<Input>): Promise<StepResult<Output>>
  /**
   * Fills in what follows from a person's output (a sentence rendered anew) before it is checked and recorded;
   * `previous` is the output it replaces.
   */
  completeEdit?(output: Output, previous: unknown, context: StepContext<Input>): Promise<Output>
  /** Judges an output that a person wrote; a `fail` verdict refuses the edit. */
  check?(output: Output, context: StepContext<Input>): Promise<readonly Check[]>
  /** What of the output a receipt hashes and a replay compares; leave out what varies by itself (elapsed time). */
  stableOutput?(output: Output): unknown
}

/** A typed list of steps. `steps` is in topological order of `dependsOn`. */
export interface Skill<Input> {
  readonly name: string
  readonly app: string
  readonly version: string
  readonly title: Localized
  readonly input: z.ZodType<Input>
  readonly steps: readonly StepDefinition<Input, unknown>[]
  titleOf(input: Input): string
}

/** Keeps the output type of a step while it is written, and forgets it in the skill's list. */
export const defineStep = <Input, Output>(
  step: StepDefinition<Input, Output>,
): StepDefinition<Input, unknown> => step as unknown as StepDefinition<Input, unknown> // schema `output` guards every value before `check` sees it

/**
 * Keeps the input type of a skill while it is written, and forgets it in lists. Checks that every dependency stands
 * before its dependant and names are unique. Throws `Error('bug: …')`.
 */
export const defineSkill = <Input>(skill: Skill<Input>): Skill<never> => {
  const seen = new Set<string>()
  for (const step of skill.steps) {
    if (seen.has(step.name)) throw new Error(`bug: skill ${skill.name} has two steps named ${step.name}`)
    for (const needed of step.dependsOn)
      if (!seen.has(needed))
        throw new Error(
          `bug: step ${step.name} of ${skill.name} depends on ${needed}, which is not before it`,
        )
    seen.add(step.name)
  }
  return skill as unknown as Skill<never> // the engine parses every input with the skill's own schema
}
