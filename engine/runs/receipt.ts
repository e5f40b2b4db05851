import type { Actor, Receipt, RunEvent } from '@millwright/spec'
import { validOf } from './fold-run.ts'
import type { RunState } from './fold-run.ts'
import { hashJson } from './canonical-json.ts'
import type { AnySkill } from './run-executor.ts'
import { toRun } from './to-run.ts'
import { nameOf } from './visibility.ts'

/** A run as one file. `skill` is absent when its app is no longer there; whole outputs are hashed then. */
export const toReceipt = (options: {
  readonly state: RunState
  readonly events: readonly RunEvent[]
  readonly skill: AnySkill | undefined
  readonly actor: Actor
  readonly at: Date
  readonly product: { readonly name: string; readonly version: string }
}): Receipt => {
  const { state, events, skill, actor, at, product } = options
  return {
    format: 'millwright-receipt',
    version: 1,
    exportedAt: at.toISOString(),
    exportedBy: nameOf(actor),
    product: { ...product },
    run: toRun(state, skill?.steps.map(step => step.name) ?? []),
    outputHashes: hashOutputs(state, skill),
    events: events.map(({ seq, at: eventAt, data }) => ({ seq, at: eventAt, data })),
  }
}

/** SHA-256 of what each step with a result produced, less what its definition calls unstable. */
export const hashOutputs = (state: RunState, skill: AnySkill | undefined): Record<string, string> => {
  const names = skill?.steps.map(step => step.name) ?? [...state.current.keys()]
  return Object.fromEntries(
    names.flatMap(name => {
      const version = validOf(state, name)
      if (version?.phase !== 'done' && version?.phase !== 'edited') return []
      const definition = skill?.steps.find(step => step.name === name)
      const { output } = version
      const isWhole = output === null || !definition?.stableOutput
      return [[name, hashJson(isWhole ? output : definition.stableOutput?.(output))]]
    }),
  )
}
