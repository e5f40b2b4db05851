import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openDirectSource } from '@millwright/chatbi'
import type { DirectSource } from '@millwright/chatbi'
import { demoCalendar } from '@millwright/demo'
import { z } from 'zod'
import { sameAnswers, toAnswers } from './answer-set.ts'
import { openDatabase } from './open-database.ts'
import type { OpenDatabase } from './open-database.ts'
import { tableMarkdown } from './table-summary.ts'
import type { TableOutcome } from './table-summary.ts'

export interface TableQuestionsOptions {
  /** Holds `questions.json` of `{ id, question, table, answers }`; a table is a path within the folder. */
  readonly folder: string
  /** Where one JSON line a question is written. */
  readonly out?: string | undefined
  /** Only that many questions. */
  readonly limit?: number | undefined
  readonly verbose: boolean
}

const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  table: z.string(),
  answers: z.array(z.string()).default([]),
})
export type TableQuestion = z.infer<typeof questionSchema>

/** Asks every question of its one table, which is imported as the product imports it; the table of figures. */
export const measureTableQuestions = async (options: TableQuestionsOptions): Promise<string> => {
  const questions = (await loadTableQuestions(options.folder)).slice(0, options.limit)
  const byTable = Map.groupBy(questions, question => question.table)
  const found = new Map<string, TableOutcome>()
  for (const [table, asked] of byTable)
    for (const outcome of await askTable(join(options.folder, table), asked)) {
      found.set(outcome.id, outcome)
      if (options.verbose) tell(table, outcome)
    }
  const outcomes = questions.flatMap(({ id }) => found.get(id) ?? [])
  if (options.out) await writeFile(options.out, outcomes.map(toLine).join(''))
  return tableMarkdown(basename(options.folder), outcomes)
}

export const loadTableQuestions = async (folder: string): Promise<readonly TableQuestion[]> =>
  z.array(questionSchema).parse(JSON.parse(await readFile(join(folder, 'questions.json'), 'utf8')))

const toLine = ({ id, answers, confidence, milliseconds }: TableOutcome): string =>
  `${JSON.stringify({ id, answers, confidence, milliseconds })}\n`

const tell = (table: string, outcome: TableOutcome): void =>
  console.error(JSON.stringify({ table, ...outcome, milliseconds: Math.round(outcome.milliseconds) }))

/** A table that cannot be read leaves its questions unanswered. */
const askTable = async (
  path: string,
  questions: readonly TableQuestion[],
): Promise<readonly TableOutcome[]> => {
  const database = await openDatabase({ kind: 'files', paths: [path] }).catch((error: unknown) =>
    toText(error),
  )
  if (typeof database === 'string') return questions.map(question => unanswered(question, database))
  try {
    const source = await openDirectSource({
      name: basename(path),
      connection: database.connection,
      clock: { now: () => new Date() },
      calendar: demoCalendar,
      style: 'asked',
    })
    const outcomes: TableOutcome[] = []
    for (const question of questions) outcomes.push(await askOne(question, source, database))
    return outcomes
  } catch (error) {
    return questions.map(question => unanswered(question, toText(error)))
  } finally {
    await database.close()
  }
}

const toText = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const unanswered = (question: TableQuestion, decision: string): TableOutcome => ({
  id: question.id,
  question: question.question,
  expected: question.answers,
  answers: null,
  isRight: false,
  isBestRight: false,
  confidence: 0,
  milliseconds: 0,
  decision,
  sql: null,
})

const askOne = async (
  question: TableQuestion,
  source: DirectSource,
  database: OpenDatabase,
): Promise<TableOutcome> => {
  const started = performance.now()
  const answer = await source.ask(question.question).catch((error: unknown) => toText(error))
  const rows = typeof answer === 'string' || answer.sql === null ? undefined : await database.ask(answer.sql)
  const milliseconds = performance.now() - started
  if (typeof answer === 'string') return { ...unanswered(question, answer), milliseconds }
  const answers = rows === undefined ? null : toAnswers(rows)
  const best = answers ?? (await answersOf(answer.candidates[0], database))
  return {
    id: question.id,
    question: question.question,
    expected: question.answers,
    answers,
    isRight: answers !== null && sameAnswers(question.answers, answers),
    isBestRight: sameAnswers(question.answers, best),
    confidence: answer.confidence,
    milliseconds,
    decision: answer.decision,
    sql: answer.sql ?? answer.candidates[0] ?? null,
  }
}

const answersOf = async (sql: string | undefined, database: OpenDatabase): Promise<readonly string[]> =>
  sql === undefined ? [] : toAnswers((await database.ask(sql)) ?? [])
