import { basename, join } from 'node:path'
import { openTrainingSource } from '@millwright/chatbi'
import type { RankingWeights, TrainingReading } from '@millwright/chatbi'
import { demoCalendar } from '@millwright/demo'
import { sameAnswers, toAnswers } from '../answer-set.ts'
import { openDatabase } from '../open-database.ts'
import type { TableQuestion } from '../table-questions.ts'
import type { FeatureRegister } from './feature-register.ts'
import type { Reading } from './log-linear.ts'
import type { ResultCache } from './result-cache.ts'

/** More would not be looked at. */
const mostValues = 200

/** A question with its readings in the order in which they were thought likely, before their rows were known. */
export interface TableExample {
  readonly question: TableQuestion
  /** Which of the tables, in their order; tables are kept apart between folds. */
  readonly table: number
  readonly readings: readonly (Reading & {
    readonly values: Float32Array
    readonly answers: readonly string[]
  })[]
  readonly milliseconds: number
}

export interface CollectOptions {
  readonly folder: string
  /** Number of the first table. */
  readonly firstTable: number
  readonly questionsByTable: ReadonlyMap<string, readonly TableQuestion[]>
  readonly register: FeatureRegister
  /** Most readings of a question. */
  readonly count: number
  readonly results: ResultCache
  weightsFor(table: number): Pick<RankingWeights, 'grams' | 'weights'> | undefined
}

/** Reads every question, with the rows of its likeliest readings. A table that cannot be read gives empty examples. */
export const collectExamples = async (options: CollectOptions): Promise<readonly TableExample[]> => {
  const examples: TableExample[] = []
  for (const [path, questions] of options.questionsByTable)
    examples.push(...(await readTable(path, questions, tableNumber(options, path), options)))
  return examples
}

const tableNumber = ({ questionsByTable, firstTable }: CollectOptions, path: string): number =>
  firstTable + [...questionsByTable.keys()].indexOf(path)

const readTable = async (
  path: string,
  questions: readonly TableQuestion[],
  table: number,
  options: CollectOptions,
): Promise<readonly TableExample[]> => {
  const empty = questions.map(question => ({ question, table, readings: [], milliseconds: 0 }))
  const database = await openDatabase({ kind: 'files', paths: [join(options.folder, path)] }).catch(
    () => undefined,
  )
  if (!database) return empty
  try {
    const source = await openTrainingSource({
      name: basename(path),
      connection: database.connection,
      clock: { now: () => new Date() },
      calendar: demoCalendar,
      valuesOf: sql =>
        options.results.get(`${path}|${sql}`, async () => {
          const rows = await database.ask(sql)
          return rows && toAnswers(rows).slice(0, mostValues)
        }),
    })
    const examples: TableExample[] = []
    for (const question of questions) {
      const started = performance.now()
      const found = await source.read(question.question, {
        weights: options.weightsFor(table),
        count: options.count,
      })
      const milliseconds = performance.now() - started
      const readings = found.map(reading => toReading(reading, question, table, options.register))
      examples.push({ question, table, readings, milliseconds })
    }
    return examples
  } finally {
    await database.close()
  }
}

const toReading = (
  { features, values }: TrainingReading,
  question: TableQuestion,
  table: number,
  register: FeatureRegister,
): TableExample['readings'][number] => {
  const ids = features.map(([feature]) => register.idOf(feature))
  for (const id of ids) register.see(id, table)
  return {
    features: Int32Array.from(ids),
    values: Float32Array.from(features, ([, value]) => value),
    isRight: sameAnswers(question.answers, values),
    answers: values,
  }
}
