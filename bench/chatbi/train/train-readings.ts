import { writeFile } from 'node:fs/promises'
import type { BoostedTrees, ReadingWeights, Tree } from '@millwright/chatbi'
import { loadSuite } from '../load-suite.ts'
import { percent } from '../score.ts'
import { collectReadings } from './collect-readings.ts'
import type { QuestionExample } from './collect-readings.ts'
import { curveMarkdown, workingPoint } from './coverage-curve.ts'
import type { SureAnswer } from './coverage-curve.ts'
import { createFeatureRegister } from './feature-register.ts'
import type { FeatureRegister } from './feature-register.ts'
import { fitWeights, roundWeight, toDense, weightLines } from './fit-weights.ts'
import { fitReadingSureness, judgeExample, readingSureness } from './reading-sureness.ts'
import type { ReadingJudgment } from './reading-sureness.ts'

export interface TrainReadingsOptions {
  /** Questions with SQL over many databases, as `--data` measures them. */
  readonly folder: string
  /** Where the weights are written. */
  readonly out: string
  /** How often the readings are found by the weights that were learned before; the first without any. */
  readonly rounds: number
}

const folds = 5
const readingCount = 50
const training = { epochs: 8, rate: 0.05, sparsity: 5e-4 } as const
const wantedPrecision = 0.9

const about =
  'Log-linear weights for readings of questions over databases, learned by `npm run train:chatbi -- --data DIR --train ' +
  'FILE` from training questions of Spider (T. Yu et al., "Spider: A Large-Scale Human-Labeled Dataset for Complex and ' +
  'Cross-Domain Semantic Parsing and Text-to-SQL Task", EMNLP 2018; https://yale-lily.github.io/spider), rebuilt from the ' +
  'edition of LeLuven/MachineSpider. Spider is licensed CC BY-SA 4.0; these weights are adapted from it and under the ' +
  'same licence.'

/**
 * Learns which readings of questions over databases are meant and how sure to be of them, writes the weights, and gives the
 * figures of questions whose databases the weights had not seen: five folds by database.
 */
export const trainReadings = async ({ folder, out, rounds }: TrainReadingsOptions): Promise<string> => {
  const suite = loadSuite(folder)
  let models: readonly ReadingWeights[] = []
  let report = ''
  for (let round = 0; round < rounds; round++) {
    const register = createFeatureRegister()
    const held = models
    const examples = await collectReadings({
      suite,
      register,
      count: readingCount,
      weightsFor: database => held[database % folds],
    })
    const learned = learn(examples, register)
    models = learned.models
    report = learned.report
    console.error(`round ${round + 1}:\n${report}`)
    if (round === rounds - 1) await save(learned, out)
  }
  return report
}

interface Learned {
  readonly weights: ReadingWeights
  readonly confidence: BoostedTrees
  readonly threshold: number
  /** Of each fold, learned from the others. */
  readonly models: readonly ReadingWeights[]
  readonly report: string
}

/** Learns from the examples; the figures are of weights that had not seen the database. */
export const learn = (examples: readonly QuestionExample[], register: FeatureRegister): Learned => {
  const models = Array.from({ length: folds }, (_, fold) =>
    fit(
      examples.filter(one => one.database % folds !== fold),
      register,
    ),
  )
  const judged = judgeAll(examples, models, register)
  const answers = surenessOfAll(judged, register)
  return {
    weights: fit(examples, register),
    confidence: fitReadingSureness(judged, register),
    threshold: workingPoint(answers, wantedPrecision).threshold,
    models,
    report: reportOf(judged, answers),
  }
}

const fit = (examples: readonly QuestionExample[], register: FeatureRegister): ReadingWeights =>
  fitWeights(
    examples.map(one => one.readings),
    register,
    training,
  )

/** Each question judged by weights that did not see its database. */
const judgeAll = (
  examples: readonly QuestionExample[],
  models: readonly ReadingWeights[],
  register: FeatureRegister,
): readonly ReadingJudgment[] => {
  const dense = models.map(weights => toDense(weights, register))
  const isOfResult = register.names.map(name => name.startsWith('result'))
  return examples.map(example =>
    judgeExample(example, dense[example.database % folds] ?? new Float64Array(), isOfResult),
  )
}

const surenessOfAll = (
  judged: readonly ReadingJudgment[],
  register: FeatureRegister,
): readonly SureAnswer[] => {
  const sure = Array.from({ length: folds }, (_, fold) =>
    fitReadingSureness(
      judged.filter(({ example }) => example.database % folds !== fold),
      register,
    ),
  )
  return judged.map(one => {
    const trees = sure[one.example.database % folds]
    return {
      confidence: trees ? readingSureness(one, trees, register) : 0,
      isRight: one.ranked[0]?.isRight === true,
    }
  })
}

const reportOf = (judged: readonly ReadingJudgment[], answers: readonly SureAnswer[]): string => {
  const part = (is: (one: ReadingJudgment) => boolean): string =>
    percent(judged.filter(is).length, judged.length)
  const point = workingPoint(answers, wantedPrecision)
  return [
    `questions: ${judged.length}, cross-validated by database`,
    `right: ${part(({ ranked }) => ranked[0]?.isRight === true)}`,
    `in top 5: ${part(({ ranked }) => ranked.slice(0, 5).some(one => one.isRight))}`,
    `among all readings: ${part(({ ranked }) => ranked.some(one => one.isRight))}`,
    `at a confidence of ${point.threshold.toFixed(2)}: precision ${percent(point.precision, 1)}, coverage ${percent(point.coverage, 1)}`,
    '',
    curveMarkdown(answers),
  ].join('\n')
}

/** Writes the weights with their data and licence. */
export const save = async ({ weights, confidence, threshold }: Learned, out: string): Promise<void> => {
  const trees = confidence.trees.map(tree => `      ${JSON.stringify(roundTree(tree))}`)
  await writeFile(
    out,
    `{
  "version": 1,
  "about": ${JSON.stringify(about)},
  "licence": "CC-BY-SA-4.0",
  "workingThreshold": ${roundWeight(threshold)},
  "grams": ${JSON.stringify([...weights.grams].toSorted())},
  "weights": ${weightLines(weights.weights)},
  "confidence": {
    "features": ${JSON.stringify(confidence.features)},
    "base": ${roundLeaf(confidence.base)},
    "trees": [\n${trees.join(',\n')}\n    ]
  }
}
`,
  )
}

const roundLeaf = (value: number): number => Math.round(value * 10_000) / 10_000

const roundTree = (tree: Tree): Tree =>
  typeof tree === 'number'
    ? roundLeaf(tree)
    : [tree[0], roundLeaf(tree[1]), roundTree(tree[2]), roundTree(tree[3])]
