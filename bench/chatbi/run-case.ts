import { skillOf, workingThreshold } from '@millwright/chatbi'
import type { DirectAnswer, DirectExplanation, DirectSource } from '@millwright/chatbi'
import { goldRows, isRightSql } from './score.ts'
import type { Outcome } from './score.ts'
import type { OpenDatabase } from './open-database.ts'
import type { BenchCase, BenchSuite } from './suite.ts'

/** What is asked, of which suite, and where. */
export interface CaseContext {
  readonly suite: BenchSuite
  readonly source: DirectSource
  readonly database: OpenDatabase
}

type Judged = Pick<
  Outcome,
  'isRight' | 'isInTopFive' | 'isJudged' | 'sql' | 'confidence' | 'isSure' | 'decision' | 'error'
>

/** Asks one question as the product would, and judges what comes of it. */
export const runCase = async (bench: BenchCase, context: CaseContext): Promise<Outcome> => {
  const started = performance.now()
  const judge = bench.causes ? await explain(bench, context) : await ask(bench, context)
  const milliseconds = performance.now() - started
  return { ...describe(bench), milliseconds, ...(await judge()) }
}

/** What an outcome tells of its case. */
export const describe = ({
  index,
  groups,
  database,
  question,
  isEmptyResult,
  gold,
  causes,
  language,
}: BenchCase): Pick<
  Outcome,
  'index' | 'groups' | 'database' | 'question' | 'isEmptyResult' | 'isAnswerable' | 'language'
> => ({
  index,
  groups,
  database,
  question,
  isEmptyResult,
  isAnswerable: gold.length > 0 || causes !== undefined,
  ...(language ? { language } : {}),
})

const failed = (error: unknown): Omit<Judged, 'isRight' | 'isInTopFive' | 'isJudged'> => ({
  sql: null,
  confidence: 0,
  isSure: false,
  decision: 'error',
  error: error instanceof Error ? error.message : String(error),
})

/** The answer by its rows. A question for causes is none that rows answer. */
const ask = async (
  bench: BenchCase,
  { suite, source, database }: CaseContext,
): Promise<() => Promise<Judged>> => {
  const answer =
    skillOf(bench.question) === 'chatbi.ask'
      ? await source.ask(bench.question, bench.after).catch(failed)
      : failed('taken for a question for causes')
  const { sql, confidence, isSure, decision } = answer
  const candidates = 'candidates' in answer ? answer.candidates : []
  return async () => ({
    ...(await judgeRows(bench, suite, database, { sql, candidates })),
    sql,
    confidence,
    isSure,
    decision,
    ...('error' in answer && answer.error !== undefined ? { error: answer.error } : {}),
  })
}

const judgeRows = async (
  bench: BenchCase,
  suite: BenchSuite,
  database: OpenDatabase,
  answer: Pick<DirectAnswer, 'sql' | 'candidates'>,
): Promise<Pick<Outcome, 'isRight' | 'isInTopFive' | 'isJudged'>> => {
  if (bench.gold.length === 0)
    return { isRight: answer.sql === null, isInTopFive: answer.sql === null, isJudged: true }
  const gold = await goldRows(database.askGold, bench)
  if (gold.length === 0) return { isRight: false, isInTopFive: false, isJudged: false }
  const options = { isOrdered: bench.isOrdered, allowExtraColumns: suite.allowExtraColumns }
  const isRight = answer.sql !== null && (await isRightSql(database.ask, answer.sql, gold, options))
  let isInTopFive = isRight
  for (const sql of answer.candidates) isInTopFive ||= await isRightSql(database.ask, sql, gold, options)
  return { isRight, isInTopFive, isJudged: true }
}

/** The explanation by the values of its first cause; there is none where it compared nothing. */
const explain = async (bench: BenchCase, { source }: CaseContext): Promise<() => Promise<Judged>> => {
  const found =
    skillOf(bench.question) === 'chatbi.why'
      ? await source.explain(bench.question, bench.after).catch(failed)
      : failed('not taken for a question for causes')
  const isExplained = 'testCount' in found && found.testCount > 0
  const isRight = isExplained && namesCauses(found, bench.causes ?? [])
  return () =>
    Promise.resolve({
      isRight,
      isInTopFive: isRight,
      isJudged: true,
      // what was found stands in for SQL, of which an explanation has many
      sql: isExplained ? `causes: ${found.causes.join('; ')}` : null,
      confidence: found.confidence,
      isSure: isExplained && found.confidence >= workingThreshold,
      decision: isExplained ? 'explain' : 'refuse',
      ...('error' in found && found.error !== undefined
        ? { error: found.error }
        : isExplained || !('answer' in found)
          ? {}
          : { error: found.answer }),
    })
}

const namesCauses = ({ causes }: DirectExplanation, wanted: readonly string[]): boolean => {
  const [first] = causes
  if (wanted.length === 0) return first === undefined
  const values = (first ?? '').split(' & ').map(part => part.replace(/^.* = /, '').toLowerCase())
  return wanted.every(value => values.includes(value.toLowerCase()))
}
