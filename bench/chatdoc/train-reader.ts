import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { training } from '@millwright/chatdoc/testing'
import { fitIsotonic, thresholdFor } from './train-reader-calibrate.ts'
import { collectExamples } from './train-reader-examples.ts'
import type { Example } from './train-reader-examples.ts'
import { trainTrees } from './train-reader-trees.ts'
import type { TrainingRow, TreeOptions } from './train-reader-trees.ts'

/**
 * `node bench/chatdoc/train-reader.ts --data DIR --out FILE` learns the reader's weights from the question sets in DIR
 * (`xquad/`, `cmrc2018-trial/`, `tatqa-dev/`) and writes them with their attribution. Everything that is reported, and
 * the calibration, comes from models that never saw the article of the question (five folds by article).
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    limit: { type: 'string' },
  },
})
if (values.data === undefined || values.out === undefined) {
  console.error('Usage: node bench/chatdoc/train-reader.ts --data DIR --out FILE [--limit N]')
  process.exit(2)
}

type Trees = Parameters<typeof training.scoreTrees>[0]

const folds = 5
const attribution = [
  { name: 'XQuAD (en, zh)', source: 'google-deepmind/xquad', licence: 'CC BY-SA 4.0' },
  { name: 'CMRC 2018 (trial)', source: 'ymcui/cmrc2018', licence: 'CC BY-SA 4.0' },
  { name: 'TAT-QA (dev)', source: 'NExTplusplus/TAT-QA', licence: 'CC BY 4.0' },
]
const pieceOptions: TreeOptions = {
  loss: 'listwise',
  trees: 160,
  depth: 4,
  rate: 0.1,
  minHessian: 2,
  lambda: 4,
}
const spanOptions: TreeOptions = {
  loss: 'listwise',
  trees: 150,
  depth: 5,
  rate: 0.12,
  minHessian: 2,
  lambda: 4,
}
const confidenceOptions: TreeOptions = {
  loss: 'logistic',
  trees: 120,
  depth: 3,
  rate: 0.08,
  minHessian: 8,
  lambda: 6,
}

/** Scores of every row by models that did not see its fold, and the model that saw all. */
const crossValidate = (
  rows: readonly TrainingRow[],
  foldOf: (group: number) => number,
  options: TreeOptions,
): {
  readonly scores: readonly number[]
  readonly folds: readonly Trees[]
  readonly trees: ReturnType<typeof trainTrees>
} => {
  const models = Array.from({ length: folds }, (_, fold) => ({
    columns: [],
    trees: [
      ...trainTrees(
        rows.filter(row => foldOf(row.group) !== fold),
        options,
      ),
    ],
  }))
  const scores = rows.map(row => {
    const model = models[foldOf(row.group)]
    return model ? training.scoreTrees(model, row.features) : 0
  })
  return { scores, folds: models, trees: trainTrees(rows, options) }
}

/** All rows that are right and so many of the others of each group, evenly spread: enough to learn from. */
const sampleRows = (rows: readonly TrainingRow[], count: number): readonly TrainingRow[] =>
  [...Map.groupBy(rows, row => row.group).values()].flatMap(group => {
    const others = group.filter(row => row.label === 0)
    const step = Math.max(1, others.length / count)
    const kept = new Set(
      Array.from({ length: Math.min(count, others.length) }, (_, i) => others[Math.floor(i * step)]),
    )
    return group.filter(row => row.label > 0 || kept.has(row))
  })

const bestOf = <Item>(items: readonly Item[], scoreOf: (item: Item, i: number) => number): number => {
  const scores = items.map(scoreOf)
  return scores.reduce((top, score, i) => (score > (scores[top] ?? -Infinity) ? i : top), 0)
}

const limit = values.limit === undefined ? {} : { limit: Number(values.limit) }
const examples = await collectExamples(values.data, limit)
console.log(`${examples.length} questions`)
const foldOf = (group: number): number => (examples[group]?.article ?? 0) % folds

// which piece
const offsets: number[] = []
const pieceRows: TrainingRow[] = []
for (const [group, { pieces }] of examples.entries()) {
  offsets.push(pieceRows.length)
  for (const { features, label } of pieces) pieceRows.push({ group, features, label })
}
const isTrainable = (group: number): boolean =>
  examples[group]?.isAnswerable === true && examples[group].pieces.some(piece => piece.label > 0)
const trainable = sampleRows(
  pieceRows.filter(row => isTrainable(row.group)),
  20,
)
const pieceModel = crossValidate(trainable, foldOf, pieceOptions)
const scored = examples.map((example, group) => {
  const model = pieceModel.folds[foldOf(group)]
  const scores = example.pieces.map(({ features }) => (model ? training.scoreTrees(model, features) : 0))
  return { example, scores, best: bestOf(scores, score => score) }
})

const sets = [...new Set(examples.map(example => example.set))]
const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0) / Math.max(1, numbers.length)
for (const set of sets) {
  const own = scored.filter(({ example }) => example.set === set && example.isAnswerable)
  const cited = mean(own.map(({ example, best }) => (example.pieces[best]?.holds ? 1 : 0)))
  console.log(`${set}: ${own.length} questions, cited ${cited.toFixed(3)}`)
}

// which stretch of it
const spanRows: TrainingRow[] = examples.flatMap((example, group) =>
  example.spans.map(span => ({ group, features: span.features, label: span.label })),
)
const spanModel = crossValidate(sampleRows(spanRows, 36), foldOf, spanOptions)
const spanScores = spanRows.map(({ group, features }) => {
  const model = spanModel.folds[foldOf(group)]
  return model ? training.scoreTrees(model, features) : 0
})
const byGroup = Map.groupBy(spanRows.keys(), i => spanRows[i]?.group ?? -1)
for (const set of sets) {
  const f1s = [...byGroup].flatMap(([group, rows]) => {
    if (examples[group]?.set !== set) return []
    const top = rows[bestOf(rows, i => spanScores[i] ?? 0)] ?? -1
    const at = top - (rows[0] ?? 0)
    return [examples[group].spans[at]?.f1 ?? 0]
  })
  console.log(`${set}: shortest answer within the right piece, F1 ${mean(f1s).toFixed(3)}`)
}

// whether it answers at all
const rightOf = (example: Example, best: number): number =>
  example.isAnswerable && example.pieces[best]?.holds ? 1 : 0
const confidenceRows: TrainingRow[] = scored.map(({ example, scores, best }, group) => ({
  group,
  features: example.confidenceOf(scores),
  label: rightOf(example, best),
}))
const withConfidence = confidenceRows.filter(row => examples[row.group]?.isForConfidence)
const confidence = crossValidate(withConfidence, foldOf, confidenceOptions)
const judged = withConfidence.map((row, i) => ({
  score: confidence.scores[i] ?? 0,
  label: row.label,
  isAnswerable: examples[row.group]?.isAnswerable === true,
  set: examples[row.group]?.set ?? '',
}))
const calibration = fitIsotonic(judged.map(({ score, label }) => ({ score, label })))
const probabilities = judged.map(item => ({
  ...item,
  probability: training.calibrate(calibration, item.score),
}))
const threshold = thresholdFor(probabilities)
for (const set of new Set(judged.map(item => item.set))) {
  const own = probabilities.filter(item => item.set === set)
  const answered = mean(
    own.filter(item => item.isAnswerable).map(item => (item.probability >= threshold ? 1 : 0)),
  )
  const abstained = mean(
    own.filter(item => !item.isAnswerable).map(item => (item.probability < threshold ? 1 : 0)),
  )
  const brier = mean(own.map(item => (item.probability - item.label) ** 2))
  console.log(
    `${set}: answered ${answered.toFixed(3)}, abstained ${abstained.toFixed(3)}, Brier ${brier.toFixed(3)}`,
  )
}

const model = training.readerModelSchema.parse({
  version: 1,
  data: attribution,
  piece: { columns: [...training.pieceFeatureNames], trees: pieceModel.trees },
  span: { columns: [...training.spanFeatureNames], trees: spanModel.trees },
  confidence: { columns: [...training.confidenceFeatureNames], trees: confidence.trees },
  calibration,
  threshold,
})
await writeFile(values.out, `${JSON.stringify(model)}\n`)
console.log(`threshold ${threshold.toFixed(3)}`)
process.exit(0)
