import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { RankingWeights } from '@millwright/chatbi'
import { loadTableQuestions } from '../table-questions.ts'
import { tableMarkdown } from '../table-summary.ts'
import type { TableOutcome } from '../table-summary.ts'
import { collectExamples } from './collect-examples.ts'
import type { TableExample } from './collect-examples.ts'
import { createFeatureRegister } from './feature-register.ts'
import type { FeatureRegister } from './feature-register.ts'
import { fitWeights, toDense, weightLines } from './fit-weights.ts'
import type { NamedWeights } from './fit-weights.ts'
import { openResultCache } from './result-cache.ts'
import { fitSureness, judge, surenessOf } from './sureness.ts'
import type { Judgment } from './sureness.ts'

export interface TrainTablesOptions {
  /** Questions over single tables with their answers, as `--tables` measures them. */
  readonly folder: string
  /** Questions that are learned from in every fold, and measured in none. */
  readonly also?: string | undefined
  /** Where the weights are written. */
  readonly out: string
  readonly limit?: number | undefined
  /** Keeps the results of queries between trainings. */
  readonly cache?: string | undefined
  /** How often the beam is made by the weights that were learned before; the first by those that are stored. */
  readonly rounds: number
}

const folds = 5
const readingCount = 40
/** As many as are run when a question is asked. */
const judgedCount = 24
const training = { epochs: 6, rate: 0.1, sparsity: 1e-4 } as const

const about =
  'Log-linear weights for readings of small tables, learned by `npm run train:chatbi -- --tables DIR --train FILE` from ' +
  'questions of WikiTableQuestions (P. Pasupat and P. Liang, "Compositional Semantic Parsing on Semi-Structured Tables", ' +
  'ACL 2015; https://github.com/ppasupat/WikiTableQuestions), which is licensed CC BY-SA 4.0; these weights are adapted ' +
  'from it and under the same licence. With them were learned questions of our own on small tables of a plant ' +
  '(bench/chatbi/train/plant-tables).'

/**
 * Learns which readings of questions over small tables are meant, writes the weights, and gives the table of figures of
 * questions whose tables the weights had not seen: five folds by table, the beam of each pruned by its own fold's weights.
 */
export const trainTables = async (options: TrainTablesOptions): Promise<string> => {
  const questions = (await loadTableQuestions(options.folder)).slice(0, options.limit)
  const questionsByTable = Map.groupBy(questions, question => question.table)
  const alsoByTable = Map.groupBy(
    options.also === undefined ? [] : await loadTableQuestions(options.also),
    question => question.table,
  )
  const results = openResultCache(options.cache)
  let models: readonly NamedWeights[] = []
  let outcomes: readonly TableOutcome[] = []
  for (let round = 0; round < options.rounds; round++) {
    const register = createFeatureRegister()
    const held = models
    const common = {
      register,
      count: readingCount,
      results,
      weightsFor: (table: number) => held[table % folds],
    }
    const examples = await collectExamples({
      ...common,
      folder: options.folder,
      firstTable: 0,
      questionsByTable,
    })
    const also = await collectExamples({
      ...common,
      folder: options.also ?? '',
      firstTable: questionsByTable.size,
      questionsByTable: alsoByTable,
    })
    models = Array.from({ length: folds }, (_, fold) =>
      fit([...examples.filter(({ table }) => table % folds !== fold), ...also], register),
    )
    outcomes = judgeAll(examples, models, register)
    console.error(`round ${round + 1}:\n${tableMarkdown(basename(options.folder), outcomes)}`)
    if (round === options.rounds - 1)
      await save(
        { ...fit([...examples, ...also], register), confidence: sureOf(examples, models, register) },
        options.out,
      )
  }
  return tableMarkdown(`${basename(options.folder)}, cross-validated by table`, outcomes)
}

const fit = (examples: readonly TableExample[], register: FeatureRegister): NamedWeights =>
  fitWeights(
    examples.map(one => one.readings),
    register,
    training,
  )

const judgeAll = (
  examples: readonly TableExample[],
  models: readonly NamedWeights[],
  register: FeatureRegister,
): readonly TableOutcome[] => {
  const judged = judgments(examples, models, register)
  const sure = Array.from({ length: folds }, (_, fold) =>
    fitSureness(
      judged.filter(({ example }) => example.table % folds !== fold),
      register,
    ),
  )
  return judged.map(one => toOutcome(one, surenessOf(one, sure[one.example.table % folds], register)))
}

const sureOf = (
  examples: readonly TableExample[],
  models: readonly NamedWeights[],
  register: FeatureRegister,
): ReadonlyMap<string, number> => fitSureness(judgments(examples, models, register), register)

/** Each question judged by weights that did not see its table. */
const judgments = (
  examples: readonly TableExample[],
  models: readonly NamedWeights[],
  register: FeatureRegister,
): readonly Judgment[] => {
  const dense = models.map(weights => toDense(weights, register))
  return examples.map(example =>
    judge(example, dense[example.table % folds] ?? new Float64Array(), judgedCount),
  )
}

const toOutcome = ({ example, best }: Judgment, confidence: number): TableOutcome => ({
  id: example.question.id,
  question: example.question.question,
  expected: example.question.answers,
  answers: best?.answers ?? null,
  isRight: best?.isRight ?? false,
  isBestRight: best?.isRight ?? false,
  confidence,
  milliseconds: example.milliseconds,
  decision: best ? 'answer' : 'refuse',
  sql: null,
})

const save = async ({ grams, weights, confidence }: RankingWeights, out: string): Promise<void> => {
  await writeFile(
    out,
    `{
  "version": 1,
  "about": ${JSON.stringify(about)},
  "licence": "CC-BY-SA-4.0",
  "grams": ${JSON.stringify([...grams].toSorted())},
  "weights": ${weightLines(weights)},
  "confidence": ${weightLines(confidence)}
}
`,
  )
}
