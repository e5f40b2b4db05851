import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { isPlatformError, runSchema } from '@millwright/spec'
import type { Actor, RunEvent, RunEventData } from '@millwright/spec'
import type { AnyStep } from './attempt-step.ts'
import { decideAnswer, decideCancel, decideEdit, decideResume, decideRetry, decideUndo } from './edit-step.ts'
import { applyEvent, currentOf, foldRun, validOf } from './fold-run.ts'
import type { RunState } from './fold-run.ts'
import { dependantsOf, inProgress, planNext, withPlan } from './plan-steps.ts'
import type { AnySkill } from './run-executor.ts'
import { toRun } from './to-run.ts'

const actor: Actor = { personId: 'p', name: 'P', role: 'analyst', via: 'session' }
const builtin = { kind: 'builtin', name: 'test', version: '1' } as const
const at = '2026-01-01T00:00:00.000Z'
const made = { proposer: builtin, evidence: [], checks: [] }

/** A skill of any shape: step i depends on those of its predecessors that its number's bits name. */
const skillArbitrary: fc.Arbitrary<AnySkill> = fc
  .array(fc.record({ needs: fc.nat({ max: 31 }), acts: fc.nat({ max: 3 }) }), { minLength: 1, maxLength: 5 })
  .map(shapes => ({
    name: 'any',
    app: 'test',
    version: '1',
    title: { en: 'Any' },
    input: z.unknown(),
    titleOf: () => 'Any',
    steps: shapes.map(({ needs, acts }, index): AnyStep => ({
      name: `s${index}`,
      title: { en: `s${index}` },
      dependsOn: shapes.flatMap((_, before) =>
        before < index && (needs >> before) & 1 ? [`s${before}`] : [],
      ),
      effect: acts === 0 ? 'acts' : 'reads',
      output: z.unknown(),
      editPermission: 'runs.write',
      run: async () => ({ outcome: 'done', output: null, proposer: builtin }),
    })),
  }))

const commandArbitrary = fc.record({
  kind: fc.constantFrom(
    ...Array<string>(12).fill('finish'),
    ...Array<string>(4).fill('edit'),
    ...Array<string>(3).fill('undo'),
    ...Array<string>(2).fill('answer'),
    ...Array<string>(2).fill('retry'),
    'wait',
    'stop',
    'fail',
    'cancel',
    'crash',
  ),
  pick: fc.nat(),
})
type Command = { readonly kind: string; readonly pick: number }

const pickFrom = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)]

const question = { id: 'q', question: { en: '?' }, options: [{ value: 'a', label: { en: 'A' } }] }

/** What a command appends to a run; nothing when it is refused or does not apply. */
const decide = (state: RunState, skill: AnySkill, { kind, pick }: Command): readonly RunEventData[] => {
  const busy = pickFrom(inProgress(state), pick)
  const ref = busy && { step: busy.step, version: busy.version }
  const step = pickFrom(skill.steps, pick)
  const waiting = skill.steps.flatMap(({ name }) => {
    const version = validOf(state, name)
    return version?.phase === 'waiting' ? [version] : []
  })
  const asked = pickFrom(waiting, pick)
  switch (kind) {
    case 'finish':
      return ref ? [{ type: 'step-finished', ...ref, ...made, output: pick, durationMs: 1 }] : []
    case 'stop':
      return ref ? [{ type: 'step-finished', ...ref, ...made, output: 0, durationMs: 1, stop: 'enough' }] : []
    case 'wait':
      return ref ? [{ type: 'step-waiting', ...ref, ...made, output: null, waitingFor: question }] : []
    case 'fail':
      return ref
        ? [
            {
              type: 'step-failed',
              ...ref,
              durationMs: 1,
              error: { code: 'X', message: 'x', retryable: true },
            },
          ]
        : []
    case 'edit': {
      const current = step && currentOf(state, step.name)
      if (!step || !current) return []
      const request = { runId: state.runId, step: step.name, expectedVersion: current.version, actor }
      return decideEdit(state, skill, { ...request, output: pick }, { step, output: pick, checks: [] })
    }
    case 'undo':
      return decideUndo(state, skill, actor)
    case 'answer': {
      if (!asked) return []
      const value = pickFrom(asked.waitingFor?.options ?? [], pick)?.value ?? ''
      const { step: name, version: expectedVersion } = asked
      return decideAnswer(state, skill, { runId: state.runId, step: name, expectedVersion, value, actor })
    }
    case 'retry':
      return decideRetry(state, skill, actor)
    case 'cancel':
      return decideCancel(state, actor)
    default:
      return state.phase === 'open' && inProgress(state).length > 0 ? decideResume(state, skill) : []
  }
}

/** Like the service: a refusal leaves the run as it was. */
const perform = (state: RunState, skill: AnySkill, command: Command): readonly RunEvent[] => {
  try {
    const data = withPlan(state, decide(state, skill, command), skill.steps)
    return data.map((entry, index) => ({ runId: state.runId, seq: state.seq + 1 + index, at, data: entry }))
  } catch (error) {
    if (isPlatformError(error)) return []
    throw error
  }
}

const begin = (skill: AnySkill): readonly RunEvent[] => {
  const created: RunEvent = {
    runId: 'r',
    seq: 1,
    at,
    data: {
      type: 'run-created',
      app: 'test',
      skill: skill.name,
      skillVersion: '1',
      title: 'Any',
      input: null,
      by: { personId: 'p', name: 'P' },
    },
  }
  const planned = planNext(foldRun([created]), skill.steps)
  return [created, ...planned.map((data, index) => ({ runId: 'r', seq: index + 2, at, data }))]
}

/** Calls `look` with the run before and after every command that changed it; returns the whole journal. */
const play = (
  skill: AnySkill,
  commands: readonly Command[],
  look: (before: RunState, after: RunState, events: readonly RunEvent[], command: Command) => void,
): readonly RunEvent[] => {
  const journal = [...begin(skill)]
  let state = foldRun(journal)
  for (const command of commands) {
    const events = perform(state, skill, command)
    const after = events.reduce(applyEvent, state)
    if (events.length > 0) look(state, after, events, command)
    journal.push(...events)
    state = after
  }
  return journal
}

const always = (
  look: (
    skill: AnySkill,
    before: RunState,
    after: RunState,
    events: readonly RunEvent[],
    command: Command,
  ) => void,
): void =>
  fc.assert(
    fc.property(
      skillArbitrary,
      fc.array(commandArbitrary, { minLength: 10, maxLength: 40 }),
      (skill, commands) => {
        play(skill, commands, (before, after, events, command) => look(skill, before, after, events, command))
      },
    ),
    { numRuns: 2000, seed: 20261123 },
  )

describe('a journal of any steps, edits, undos, answers, failures and crashes', () => {
  it('folds to the same run one event at a time and all at once', () => {
    fc.assert(
      fc.property(
        skillArbitrary,
        fc.array(commandArbitrary, { minLength: 10, maxLength: 40 }),
        (skill, commands) => {
          let last: RunState | undefined
          const journal = play(skill, commands, (_before, after) => (last = after))
          assert.deepEqual(foldRun(journal), last ?? foldRun(journal))
          assert.deepEqual(foldRun(JSON.parse(JSON.stringify(journal))), foldRun(journal))
        },
      ),
      { numRuns: 500, seed: 20261123 },
    )
  })

  it('never holds a result made from inputs that are not the current ones', () => {
    always((skill, _before, after) => {
      for (const { name } of skill.steps)
        for (const [needed, used] of Object.entries(validOf(after, name)?.inputs ?? {}))
          assert.equal(validOf(after, needed)?.version, used, `${name} was made from an outdated ${needed}`)
    })
  })

  it('never stands still: it has ended, is at work, or waits for a person', () => {
    always((skill, _before, after) => {
      const phases = skill.steps.map(({ name }) => validOf(after, name)?.phase)
      if (after.phase === 'open') assert.ok(phases.includes('proposed') || phases.includes('waiting'))
      else assert.ok(!phases.includes('proposed'))
      if (after.phase === 'finished') assert.ok(phases.every(phase => phase === 'done' || phase === 'edited'))
    })
  })

  it('starts nothing new once a step has failed or has said stop', () => {
    always((skill, _before, after, events, command) => {
      if (!['finish', 'stop', 'fail', 'wait'].includes(command.kind)) return
      const valid = skill.steps.flatMap(({ name }) => validOf(after, name) ?? [])
      if (valid.some(version => version.phase === 'failed' || version.stop !== undefined))
        assert.ok(events.every(({ data }) => data.type !== 'step-started'))
    })
  })

  it('shows every version once, as the schema has it', () => {
    always((skill, _before, after) => {
      const run = runSchema.parse(
        toRun(
          after,
          skill.steps.map(({ name }) => name),
        ),
      )
      const shown = [...run.steps, ...run.history].map(({ step, version }) => `${step}@${version}`)
      const known = [...after.versions.values()].flat().map(({ step, version }) => `${step}@${version}`)
      assert.deepEqual(shown.toSorted(), known.toSorted())
      assert.equal(new Set(run.steps.map(({ step }) => step)).size, run.steps.length)
    })
  })

  it('re-runs after an edit what depends on it and nothing else', () => {
    always((skill, _before, _after, events, command) => {
      if (command.kind !== 'edit') return
      const edited = events.flatMap(({ data }) => (data.type === 'step-edited' ? [data.step] : []))
      const allowed = new Set(edited.flatMap(name => dependantsOf(skill.steps, name)))
      const rerun = events.flatMap(({ data }) => (data.type === 'steps-superseded' ? data.steps : []))
      for (const { step } of rerun) assert.ok(allowed.has(step))
    })
  })

  it('returns by undo to every result that stood before the edit, and keeps what the edit had not reached', () => {
    always((skill, before, after, _events, command) => {
      if (command.kind !== 'undo') return
      const edit = before.edits.at(-1)
      assert.ok(edit)
      const reached = new Set([edit.step, ...dependantsOf(skill.steps, edit.step)])
      for (const { name } of skill.steps) {
        const expected: number | undefined = reached.has(name)
          ? edit.before.get(name)
          : validOf(before, name)?.version
        if (expected !== undefined) assert.equal(validOf(after, name)?.version, expected)
      }
      assert.equal(after.edits.length, before.edits.length - 1)
    })
  })

  it('never starts an acting step again under the same key unless a person says so', () => {
    fc.assert(
      fc.property(
        skillArbitrary,
        fc.array(commandArbitrary, { minLength: 10, maxLength: 40 }),
        (skill, commands) => {
          const acting = new Set(skill.steps.flatMap(({ name, effect }) => (effect === 'acts' ? [name] : [])))
          const started = new Set<string>()
          for (const { data } of play(skill, commands, () => {})) {
            if (data.type !== 'step-started' || !acting.has(data.step)) continue
            assert.ok(data.by !== undefined || !started.has(data.idempotencyKey))
            started.add(data.idempotencyKey)
          }
        },
      ),
      { numRuns: 2000, seed: 20261123 },
    )
  })
})
