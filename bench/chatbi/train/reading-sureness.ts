import { chanceOf, emitSpread, isTelling, previewedReadings, weighAnswers } from '@millwright/chatbi'
import type { BoostedTrees, Spread } from '@millwright/chatbi'
import type { QuestionExample, RunReading } from './collect-readings.ts'
import type { FeatureRegister } from './feature-register.ts'
import { fitBoostedTrees } from './fit-boosted-trees.ts'
import type { BoostOptions } from './fit-boosted-trees.ts'
import { scoreOf } from './log-linear.ts'
import type { Reading } from './log-linear.ts'

/** What is thought likeliest of a question once its likely readings were run. */
export interface ReadingJudgment {
  readonly example: QuestionExample
  /** Likeliest first. */
  readonly ranked: readonly RunReading[]
  readonly spread: Spread
}

/** As the product ranks: by what is known before anything runs, then those that are likely by their rows too. */
export const judgeExample = (
  example: QuestionExample,
  weights: Float64Array,
  isOfResult: readonly boolean[],
): ReadingJudgment => {
  const before = example.readings
    .map(reading => ({ reading, score: scoreBefore(reading, weights, isOfResult) }))
    .toSorted((a, b) => b.score - a.score)
  const count = previewedReadings(before.map(one => one.score))
  const run = before.slice(0, count).map(({ reading }) => ({
    reading,
    score: scoreOf(weights, reading),
    answer: reading.answer,
    content: reading.content,
  }))
  const { ranked, spread } = weighAnswers(run)
  return {
    example,
    ranked: [...ranked.map(({ reading }) => reading.reading), ...before.slice(count).map(one => one.reading)],
    spread,
  }
}

const scoreBefore = (
  { features, values }: Reading,
  weights: Float64Array,
  isOfResult: readonly boolean[],
): number => {
  let score = 0
  features.forEach((feature, i) => {
    if (!isOfResult[feature]) score += (weights[feature] ?? 0) * (values[i] ?? 0)
  })
  return score
}

const boosting: BoostOptions = {
  trees: 200,
  depth: 3,
  rate: 0.04,
  fewestInLeaf: 20,
  shrinkage: 2,
  examplePart: 0.7,
  featurePart: 0.3,
}
/** Features that fewer likeliest readings have say nothing of others. */
const fewestExamples = 30

/** Boosted trees that tell whether the likeliest reading is right. */
export const fitReadingSureness = (
  judgments: readonly ReadingJudgment[],
  register: FeatureRegister,
): BoostedTrees => {
  const found = judgments
    .filter(one => one.ranked.length > 0)
    .map(one => ({ values: featuresOf(one, register), isRight: one.ranked[0]?.isRight === true }))
  const counts = new Map<string, number>()
  for (const { values } of found)
    for (const name of values.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const features = [...counts].filter(([, count]) => count >= fewestExamples).map(([name]) => name)
  return fitBoostedTrees(
    {
      features,
      rows: found.map(({ values }) => rowOf(values, features)),
      holds: found.map(one => one.isRight),
    },
    boosting,
  )
}

const rowOf = (values: ReadonlyMap<string, number>, features: readonly string[]): Float64Array =>
  Float64Array.from(features, name => values.get(name) ?? 0)

/** The chance that the likeliest is right. */
export const readingSureness = (
  judgment: ReadingJudgment,
  trees: BoostedTrees,
  register: FeatureRegister,
): number =>
  judgment.ranked.length > 0 ? chanceOf(trees, rowOf(featuresOf(judgment, register), trees.features)) : 0

const featuresOf = (
  { ranked, spread }: ReadingJudgment,
  register: FeatureRegister,
): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  emitSpread(spread, (name, value) => found.set(name, value))
  const best = ranked[0]
  for (const [name, value] of best?.sizes ?? []) found.set(name, value)
  best?.features.forEach((id, i) => {
    const name = register.names[id] ?? ''
    if (isTelling(name)) found.set(name, best.values[i] ?? 0)
  })
  return found
}
