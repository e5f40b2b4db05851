import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { openDirectSource } from '@millwright/chatbi'
import type { DirectSource } from '@millwright/chatbi'
import { demoCalendar } from '@millwright/demo'
import { loadDemoSuite, loadTablesSuite } from './own-suites.ts'
import { loadSuite } from './load-suite.ts'
import { openDatabase } from './open-database.ts'
import { goldRows, isRightSql, summarize, toMarkdown } from './score.ts'
import type { Outcome } from './score.ts'
import type { BenchCase, BenchSuite } from './suite.ts'

/**
 * `npm run bench:chatbi -- --data DIR [--out predictions.jsonl] [--limit N]` measures execution accuracy on a folder
 * of questions with SQL; `--demo` on the demo plant's own questions; `--files DIR` on the plain tables in DIR.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    files: { type: 'string' },
    demo: { type: 'boolean', default: false },
    out: { type: 'string' },
    limit: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
})

const loadChosen = async (): Promise<BenchSuite> => {
  if (values.demo) return loadDemoSuite()
  if (values.files) return loadTablesSuite(values.files)
  if (values.data) return loadSuite(values.data)
  console.error('Name what to measure: --data DIR, --files DIR or --demo.')
  process.exit(2)
}

const unansweredIsRight = (bench: BenchCase, sql: string | null): boolean =>
  bench.gold.length === 0 && sql === null

const runCase = async (
  bench: BenchCase,
  suite: BenchSuite,
  source: DirectSource,
  connection: Parameters<typeof goldRows>[0],
): Promise<Outcome | undefined> => {
  const isAnswerable = bench.gold.length > 0
  const gold = await goldRows(connection, bench)
  if (isAnswerable && gold.length === 0) return undefined
  const started = performance.now()
  const answer = await source.ask(bench.question).catch((error: unknown) => ({
    sql: null,
    candidates: [],
    decision: 'error',
    confidence: 0,
    error: String(error),
  }))
  const milliseconds = performance.now() - started
  const options = { isOrdered: bench.isOrdered, allowExtraColumns: suite.allowExtraColumns }
  const isRight =
    answer.sql !== null && isAnswerable
      ? await isRightSql(connection, answer.sql, gold, options)
      : unansweredIsRight(bench, answer.sql)
  let isInTopFive = isRight
  for (const sql of isAnswerable ? answer.candidates : [])
    isInTopFive ||= await isRightSql(connection, sql, gold, options)
  const { index, group, database, question, isEmptyResult } = bench
  return {
    index,
    group,
    database,
    question,
    isEmptyResult,
    isAnswerable,
    isRight,
    isInTopFive,
    milliseconds,
    sql: answer.sql,
    confidence: answer.confidence,
    decision: answer.decision,
    ...(bench.language ? { language: bench.language } : {}),
    ...('error' in answer ? { error: String(answer.error) } : {}),
  }
}

const runDatabase = async (name: string, suite: BenchSuite): Promise<readonly Outcome[]> => {
  const cases = suite.cases.filter(bench => bench.database === name)
  const database = suite.databases.get(name)
  if (cases.length === 0 || !database) return []
  const { connection, close } = await openDatabase(database)
  try {
    const calendar = demoCalendar
    const clock = { now: () => suite.now ?? new Date() }
    const model = await suite.modelFor?.(connection)
    const source = await openDirectSource({
      name,
      connection,
      clock,
      calendar,
      style: suite.allowExtraColumns ? 'explained' : 'asked',
      ...(model ? { model } : {}),
    })
    const outcomes: Outcome[] = []
    for (const bench of cases) {
      const outcome = await runCase(bench, suite, source, connection)
      if (outcome) outcomes.push(outcome)
      else broken++
      if (values.verbose && outcome && !outcome.isRight)
        console.error(
          `✗ ${name} #${outcome.index} ${outcome.question}\n    ${outcome.decision} ${outcome.confidence.toFixed(2)} ${outcome.sql?.replace(/\s+/g, ' ') ?? outcome.error ?? ''}\n    gold: ${bench.gold[0] ?? '(not answerable)'}`,
        )
    }
    return outcomes
  } finally {
    await close()
  }
}

let broken = 0
const whole = await loadChosen()
const suite: BenchSuite = {
  ...whole,
  cases: whole.cases.slice(0, Number(values.limit ?? whole.cases.length)),
}
const outcomes: Outcome[] = []
for (const name of suite.databases.keys())
  try {
    outcomes.push(...(await runDatabase(name, suite)))
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  }

const byIndex = outcomes.toSorted((a, b) => a.index - b.index)
if (values.out)
  await writeFile(
    values.out,
    byIndex
      .map(
        ({ index, sql, confidence, milliseconds }) =>
          `${JSON.stringify({ index, sql, confidence, milliseconds })}\n`,
      )
      .join(''),
  )
const counted = byIndex.filter(outcome => !outcome.isEmptyResult)
const groups = [...new Set(counted.map(outcome => outcome.group))]
const tables = [
  ...(groups.length > 1
    ? groups.map(group =>
        summarize(
          group,
          counted.filter(outcome => outcome.group === group),
        ),
      )
    : []),
  summarize(`${suite.name}, all`, counted),
  ...(counted.length < byIndex.length
    ? [
        summarize(
          'empty gold result',
          byIndex.filter(outcome => outcome.isEmptyResult),
        ),
      ]
    : []),
]
console.log(toMarkdown(tables))
const confident = byIndex.filter(outcome => outcome.sql !== null && outcome.confidence >= 0.75)
console.log(
  `\nwrong and confident (≥ 0.75): ${confident.filter(outcome => !outcome.isRight).length} of ${byIndex.length}`,
)
if (broken > 0) console.log(`${broken} questions left out: their own SQL does not run.`)
