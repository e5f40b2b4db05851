import { createHash } from 'node:crypto'
import { contentOf, openTrainingDatabase } from '@millwright/chatbi'
import type { ReadingWeights, TrainingQuery } from '@millwright/chatbi'
import { demoCalendar } from '@millwright/demo'
import { sameRows } from '../compare-rows.ts'
import { openDatabase } from '../open-database.ts'
import { goldRows } from '../score.ts'
import type { BenchCase, BenchSuite } from '../suite.ts'
import type { FeatureRegister } from './feature-register.ts'
import type { Reading } from './log-linear.ts'

/** A question with the readings that ran, the likelier first as they were thought before their rows were known. */
export interface QuestionExample {
  readonly index: number
  /** Which of the databases, in their order; databases are kept apart between folds. */
  readonly database: number
  readonly readings: readonly RunReading[]
}

export type RunReading = Reading & {
  /** The same for readings that give the same rows. */
  readonly answer: string
  /** The same for readings whose rows are the same in another order. */
  readonly content: string
  /** Told to confidence alone. */
  readonly sizes: TrainingQuery['sizes']
}

export interface CollectReadingsOptions {
  readonly suite: BenchSuite
  readonly register: FeatureRegister
  /** Most readings of a question. */
  readonly count: number
  weightsFor(database: number): ReadingWeights | undefined
}

/** Reads every question that has rows to find, and runs its likeliest readings. */
export const collectReadings = async (
  options: CollectReadingsOptions,
): Promise<readonly QuestionExample[]> => {
  const examples: QuestionExample[] = []
  for (const database of options.suite.databases.keys())
    examples.push(...(await readDatabase(database, options)))
  return examples
}

const readDatabase = async (
  name: string,
  options: CollectReadingsOptions,
): Promise<readonly QuestionExample[]> => {
  const { suite, register, count } = options
  const database = [...suite.databases.keys()].indexOf(name)
  const description = suite.databases.get(name)
  const cases = suite.cases.filter(one => one.database === name && !one.isEmptyResult && one.gold.length > 0)
  if (!description || cases.length === 0) return []
  const opened = await openDatabase(description)
  try {
    const known = new Map<string, ReturnType<typeof opened.ask>>()
    const source = await openTrainingDatabase({
      name,
      connection: opened.connection,
      clock: { now: () => new Date() },
      calendar: demoCalendar,
      rowsOf: sql => {
        const rows = known.get(sql) ?? opened.ask(sql)
        known.set(sql, rows)
        return rows
      },
    })
    const examples: QuestionExample[] = []
    for (const bench of cases) {
      const gold = await goldRows(opened.askGold, bench)
      if (gold.length === 0) continue
      const found = await source.read(bench.question, { weights: options.weightsFor(database), count })
      const readings = found.map(one => toReading(one, { bench, gold, database, register }))
      examples.push({ index: bench.index, database, readings })
    }
    return examples
  } finally {
    await opened.close()
  }
}

interface Labelling {
  readonly bench: BenchCase
  readonly gold: Awaited<ReturnType<typeof goldRows>>
  readonly database: number
  readonly register: FeatureRegister
}

const toReading = (
  { features, sizes, rows, preview }: TrainingQuery,
  { bench, gold, database, register }: Labelling,
): RunReading => {
  const ids = features.map(([feature]) => register.idOf(feature))
  for (const id of ids) register.see(id, database)
  const options = { isOrdered: bench.isOrdered, allowExtraColumns: false }
  return {
    features: Int32Array.from(ids),
    values: Float32Array.from(features, ([, value]) => value),
    isRight: gold.some(expected => sameRows(expected, rows, options)),
    answer: digestOf(JSON.stringify(preview)),
    content: digestOf(contentOf(preview)),
    sizes,
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64')
