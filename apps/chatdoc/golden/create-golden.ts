import type { Kysely } from 'kysely'
import type { Clock } from '@millwright/spec'
import { createLoadRevisions } from '../ask/load-revisions.ts'
import { createLoadSections } from '../ask/load-sections.ts'
import type { PassageSearch } from '../index/search.ts'
import type { PoolSearch } from '../retrieve/passage-pool.ts'
import type { ChatDocTables } from '../tables.ts'
import { createGoldenChecks } from './golden-checks.ts'
import type { GoldenChecks } from './golden-checks.ts'
import { createGoldenQuestions } from './golden-questions.ts'
import type { GoldenQuestions } from './golden-questions.ts'
import { createModelTrials } from './model-trials.ts'
import type { ModelTrials } from './model-trials.ts'
import { createQualityGate } from './quality-gate.ts'
import type { QualityGate } from './quality-gate.ts'
import { createRankingTuner } from './ranking-tuner.ts'
import type { RankingTuner } from './ranking-tuner.ts'

export interface GoldenSet {
  readonly questions: GoldenQuestions
  readonly checks: GoldenChecks
  readonly gate: QualityGate
  readonly tuner: RankingTuner
  readonly trials: ModelTrials
}

export interface GoldenParts {
  readonly database: Kysely<ChatDocTables>
  readonly search: PassageSearch & PoolSearch
  readonly clock: Clock
}

/** Golden questions over one library, with their checks and the gate. */
export const createGolden = ({ database, search, clock }: GoldenParts): GoldenSet => {
  const questions = createGoldenQuestions(database, clock)
  const checks = createGoldenChecks(database, clock)
  const gate = createQualityGate({
    questions,
    checks,
    search,
    loadSections: createLoadSections(database),
    loadRevisions: createLoadRevisions(database),
    clock,
  })
  const tuner = createRankingTuner({ questions, search })
  return { questions, checks, gate, tuner, trials: createModelTrials({ database, tuner }) }
}
