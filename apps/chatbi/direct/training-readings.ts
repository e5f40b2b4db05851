import type { Cell } from '@millwright/spec'
import { findCandidates } from '../parse/find-readings.ts'
import { viewOf } from '../parse/model-view.ts'
import { factsOf } from '../parse/ranking/question-facts.ts'
import { emitAll, rankPool } from '../parse/ranking/rank-pool.ts'
import type { ReadingWeights } from '../parse/ranking/rank-pool.ts'
import { emitResultFeatures } from '../parse/ranking/result-features.ts'
import { previewCaps } from '../workspace/preview-rows.ts'
import { emitSize } from '../parse/ranking/sureness.ts'
import { toGuardedQuery } from '../workspace/guarded-query.ts'
import { directRole, openDraftedSource } from './drafted-source.ts'
import type { NamedConnection } from './drafted-source.ts'

type Rows = readonly (readonly Cell[])[]

/** A reading of a question over a database as the ranking is trained on it. */
export interface TrainingQuery {
  readonly features: readonly (readonly [feature: string, value: number])[]
  /** Of the question and of the answer; they tell of how sure to be, not of which reading is meant. */
  readonly sizes: readonly (readonly [feature: string, value: number])[]
  readonly sql: string
  readonly rows: Rows
  /** As many of its rows as a reading is judged by. */
  readonly preview: Rows
}

/** A database that questions are read over, to learn which readings are meant. */
export interface TrainingDatabase {
  /** The readings that `weights` think likeliest, `count` at most, those that run. */
  read(
    question: string,
    options: { readonly weights?: ReadingWeights | undefined; readonly count: number },
  ): Promise<readonly TrainingQuery[]>
}

/** Opens a database for training: linked, composed, guarded and run as a question is that is asked. */
export const openTrainingDatabase = async (
  options: NamedConnection & {
    /** Rows of a query; undefined where it does not run. */
    readonly rowsOf: (sql: string) => Promise<Rows | undefined>
  },
): Promise<TrainingDatabase> => {
  const { calendar, rowsOf } = options
  const source = await openDraftedSource(options)
  const { model } = source
  const view = viewOf(model)
  return {
    read: async (question, { weights, count }) => {
      const lattice = source.link(question)
      const facts = factsOf(lattice, view)
      const readings: TrainingQuery[] = []
      for (const pooled of rankPool(facts, findCandidates(lattice, view, 'asked'), {
        model: weights,
      }).slice(0, count)) {
        const guarded = await toGuardedQuery(
          pooled.query,
          { model, whole: model },
          { role: directRole, calendar },
        )
        const rows = guarded.ok ? await rowsOf(guarded.sql) : undefined
        if (!guarded.ok || !rows) continue
        const features = new Map<string, number>()
        const take = (feature: string, value: number): void => {
          if (value !== 0) features.set(feature, (features.get(feature) ?? 0) + value)
        }
        emitAll(facts, pooled, take)
        const preview = rows.slice(0, previewCaps.maxRows)
        emitResultFeatures(facts, pooled.query, preview, take)
        const sizes: (readonly [string, number])[] = []
        emitSize(facts, preview, (feature, value) => sizes.push([feature, value]))
        readings.push({ features: [...features], sizes, sql: guarded.sql, rows, preview })
      }
      return readings
    },
  }
}
