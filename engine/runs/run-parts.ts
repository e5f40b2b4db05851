import type { Kysely } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor, Clock, Run } from '@millwright/spec'
import type { RunState } from './fold-run.ts'
import { createJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import { createRunExecutor } from './run-executor.ts'
import type { AnySkill, RunExecutor } from './run-executor.ts'
import { createRunFeed } from './run-feed.ts'
import type { RunFeed } from './run-feed.ts'
import { createRunLedger } from './run-ledger.ts'
import type { RunLedger } from './run-ledger.ts'
import type { RunTables } from './tables.ts'
import { toRun } from './to-run.ts'

export interface RunServiceOptions {
  /** A database that has `runMigrations`. */
  readonly db: Kysely<RunTables>
  readonly clock: Clock
  /** Who receipts name as their maker. */
  readonly product: { readonly name: string; readonly version: string }
  /** The person a resumed run works for; undefined when the account is gone. */
  readonly resolveActor: (personId: string) => Promise<Actor | undefined>
  /** Where failures go that no person may read; standard error where absent. */
  readonly log?: (fact: string, detail: Readonly<Record<string, unknown>>) => void
  /** How often to look for what other processes appended, when several share the database; absent: one process. */
  readonly pollMs?: number
}

/** What a run service is made of. */
export interface Parts {
  readonly options: RunServiceOptions
  readonly journal: Journal
  readonly feed: RunFeed
  readonly ledger: RunLedger
  readonly executor: RunExecutor
  readonly skills: Map<string, AnySkill>
  readonly closing: AbortController
  readonly log: NonNullable<RunServiceOptions['log']>
}

/** Puts the parts together; nothing runs yet. */
export const assemble = (options: RunServiceOptions): Parts => {
  const skills = new Map<string, AnySkill>()
  const log = options.log ?? logToStandardError
  const journal = createJournal(options.db)
  const feed = createRunFeed()
  const ledger = createRunLedger({
    journal,
    feed,
    clock: options.clock,
    isSharedStore: options.pollMs !== undefined,
  })
  const executor = createRunExecutor({
    ledger,
    skillOf: state => skills.get(state.created.skill),
    resolveActor: options.resolveActor,
    log,
  })
  return { options, journal, feed, ledger, executor, skills, closing: new AbortController(), log }
}

const logToStandardError = (fact: string, detail: Readonly<Record<string, unknown>>): void =>
  console.error(fact, detail)

/** Throws SKILL_NOT_FOUND. */
export const skillNamed = ({ skills }: Parts, name: string): AnySkill => {
  const skill = skills.get(name)
  if (!skill) throw new PlatformError('SKILL_NOT_FOUND', { skill: name })
  return skill
}

/** The run as others see it, its steps in the skill's order. */
export const show = ({ skills }: Parts, state: RunState): Run =>
  toRun(state, skills.get(state.created.skill)?.steps.map(step => step.name) ?? [])
