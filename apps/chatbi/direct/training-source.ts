import { compileQuery } from '../compile/compile-query.ts'
import { findCandidates } from '../parse/find-readings.ts'
import { viewOf } from '../parse/model-view.ts'
import { factsOf } from '../parse/single-table/features.ts'
import type { QuestionFacts } from '../parse/single-table/features.ts'
import { floatingTableOf } from '../parse/single-table/rank-table.ts'
import { emitAll, poolOf, rankPool } from '../parse/single-table/ranking.ts'
import type { RankedQuery, RankingWeights } from '../parse/single-table/ranking.ts'
import { emitResultFeatures } from '../parse/single-table/result-features.ts'
import { openDraftedSource } from './drafted-source.ts'
import type { NamedConnection } from './drafted-source.ts'

/** A reading of a question as the ranking is trained on it. */
export interface TrainingReading {
  readonly features: readonly (readonly [feature: string, value: number])[]
  /** Different values of its first column. */
  readonly values: readonly string[]
}

/** One small table that questions are read over, to learn which readings are meant. */
export interface TrainingSource {
  /** The readings that `weights` think likeliest, `count` at most, those that run; none where the table is too large. */
  read(
    question: string,
    options: {
      readonly weights?: Pick<RankingWeights, 'grams' | 'weights'> | undefined
      readonly count: number
    },
  ): Promise<readonly TrainingReading[]>
}

/** Opens a connection of one imported table for training: linked, composed and run as a question is that is asked. */
export const openTrainingSource = async (
  options: NamedConnection & {
    /** Different values of a query's first column; undefined where it does not run. */
    readonly valuesOf: (sql: string) => Promise<readonly string[] | undefined>
  },
): Promise<TrainingSource> => {
  const { calendar, valuesOf } = options
  const source = await openDraftedSource(options)
  const { model, index } = source
  const view = viewOf(model)
  return {
    read: async (question, { weights, count }) => {
      const lattice = source.link(question)
      const table = floatingTableOf(lattice, view, index)
      if (!table) return []
      const facts = factsOf(table)
      const ranked = rankPool(table, poolOf(table, findCandidates(lattice, view, 'asked')), weights)
      const readings: TrainingReading[] = []
      for (const one of ranked.slice(0, count)) {
        const compiled = compileQuery(one.query, model, { calendar })
        const values = compiled.ok ? await valuesOf(compiled.sql) : undefined
        if (values) readings.push(toReading(facts, one, values))
      }
      return readings
    },
  }
}

const toReading = (facts: QuestionFacts, ranked: RankedQuery, values: readonly string[]): TrainingReading => {
  const features: (readonly [string, number])[] = []
  const take = (feature: string, value: number): void => {
    if (value !== 0) features.push([feature, value])
  }
  emitAll(facts, facts.grams, ranked, take)
  emitResultFeatures(facts, ranked.shape, values, take)
  return { features, values }
}
