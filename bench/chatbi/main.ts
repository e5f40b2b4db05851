import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { openDirectSource, readingParts } from '@millwright/chatbi'
import type { DirectSource } from '@millwright/chatbi'
import { demoCalendar } from '@millwright/demo'
import { measureAskBack } from './ask-back.ts'
import { loadConversationSuite, loadDemoSuite, loadTablesSuite } from './own-suites.ts'
import { loadSuite } from './load-suite.ts'
import { openDatabase } from './open-database.ts'
import type { OpenDatabase } from './open-database.ts'
import { describe, runCase } from './run-case.ts'
import { summarize, toMarkdown } from './score.ts'
import type { Outcome } from './score.ts'
import type { BenchCase, BenchDatabase, BenchSuite } from './suite.ts'
import { measureTableQuestions } from './table-questions.ts'
import { measureWide } from './wide.ts'

/**
 * `npm run bench:chatbi -- --data DIR [--out predictions.jsonl] [--limit N]` measures execution accuracy on a folder
 * of questions with SQL; `--demo` on questions about the demo plant; `--files DIR` on the plain tables in DIR;
 * both with `--unseen` on questions that were written without sight of the parser; `--conversations FILE` on questions about
 * the demo plant that may follow others or ask why. `--tables DIR` measures right answers on
 * a folder of questions about single tables that no one prepared. `--wide N` measures the time and memory of reading over a
 * schema of N tables. `--ask-back` measures what becomes of doubtful questions about the demo plant, and the time to ask one
 * back with what its readings give.
 * `--without PART` leaves a part of reading out, to see what it is worth; it may be given several times.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    files: { type: 'string' },
    tables: { type: 'string' },
    demo: { type: 'boolean', default: false },
    conversations: { type: 'string' },
    out: { type: 'string' },
    limit: { type: 'string' },
    wide: { type: 'string' },
    'ask-back': { type: 'boolean', default: false },
    unseen: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    without: { type: 'string', multiple: true, default: [] },
  },
})

const without = values.without.map(name => {
  const part = readingParts.find(one => one === name)
  if (part) return part
  console.error(`There is no part "${name}" to leave out. The parts are ${readingParts.join(', ')}.`)
  process.exit(2)
})

const loadChosen = async (): Promise<BenchSuite> => {
  const set = values.unseen ? 'unseen' : 'own'
  if (values.conversations) return loadConversationSuite(values.conversations)
  if (values.demo) return loadDemoSuite(set)
  if (values.files) return loadTablesSuite(values.files, set)
  if (values.data) return loadSuite(values.data)
  console.error(
    'Name what to measure: --data DIR, --files DIR, --tables DIR, --conversations FILE, --wide N, --ask-back or --demo.',
  )
  process.exit(2)
}

/** A question of a database that could not be opened: not answered, and not judged. */
const unopened = (bench: BenchCase, error: unknown): Outcome => ({
  ...describe(bench),
  isRight: false,
  isInTopFive: false,
  isJudged: false,
  milliseconds: 0,
  sql: null,
  confidence: 0,
  isSure: false,
  decision: 'error',
  error: error instanceof Error ? error.message : String(error),
})

const tell = (bench: BenchCase, outcome: Outcome): void =>
  console.error(
    `✗ ${outcome.database} #${outcome.index} ${[...(bench.after ?? []), outcome.question].join(' → ')}\n    ${outcome.decision} ${outcome.confidence.toFixed(2)} ${outcome.sql?.replace(/\s+/g, ' ') ?? outcome.error ?? ''}\n    gold: ${bench.gold[0] ?? bench.causes?.join(', ') ?? '(not answerable)'}`,
  )

const openSource = async (
  name: string,
  suite: BenchSuite,
  { connection }: OpenDatabase,
): Promise<DirectSource> => {
  const model = await suite.modelFor?.(connection)
  return openDirectSource({
    name,
    connection,
    clock: { now: () => suite.now ?? new Date() },
    calendar: demoCalendar,
    style: suite.allowExtraColumns ? 'explained' : 'asked',
    ...(model ? { model } : {}),
    without,
  })
}

const runDatabase = async (
  name: string,
  description: BenchDatabase,
  suite: BenchSuite,
): Promise<readonly Outcome[]> => {
  const cases = suite.cases.filter(bench => bench.database === name)
  if (cases.length === 0) return []
  const database = await openDatabase(description).catch((error: unknown) => String(error))
  if (typeof database === 'string') return cases.map(bench => unopened(bench, database))
  try {
    const source = await openSource(name, suite, database)
    const outcomes: Outcome[] = []
    for (const bench of cases) {
      const outcome = await runCase(bench, { suite, source, database })
      outcomes.push(outcome)
      if (values.verbose && outcome.isJudged && !outcome.isRight) tell(bench, outcome)
    }
    return outcomes
  } finally {
    await database.close()
  }
}

if (values.wide) {
  console.log(await measureWide(Number(values.wide)))
  process.exit(0)
}

if (values['ask-back']) {
  console.log(await measureAskBack())
  process.exit(0)
}

if (values.tables) {
  const limit = values.limit === undefined ? undefined : Number(values.limit)
  console.log(
    await measureTableQuestions({ folder: values.tables, out: values.out, limit, verbose: values.verbose }),
  )
  process.exit(0)
}

const whole = await loadChosen()
const suite: BenchSuite = {
  ...whole,
  cases: whole.cases.slice(0, Number(values.limit ?? whole.cases.length)),
}
const outcomes: Outcome[] = []
for (const [name, description] of suite.databases)
  outcomes.push(...(await runDatabase(name, description, suite)))

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
const judged = byIndex.filter(outcome => outcome.isJudged)
const counted = judged.filter(outcome => !outcome.isEmptyResult)
// all kinds, then all languages
const groups = [...new Set([0, 1].flatMap(place => counted.flatMap(outcome => outcome.groups[place] ?? [])))]
const tables = [
  ...(groups.length > 1
    ? groups.map(group =>
        summarize(
          group,
          counted.filter(outcome => outcome.groups.includes(group)),
        ),
      )
    : []),
  summarize(`${suite.name}, all`, counted),
  ...(counted.length < judged.length
    ? [
        summarize(
          'empty gold result',
          judged.filter(outcome => outcome.isEmptyResult),
        ),
      ]
    : []),
]
console.log(toMarkdown(tables))
const confident = judged.filter(outcome => outcome.sql !== null && outcome.confidence >= 0.75)
console.log(
  `\nwrong and confident (≥ 0.75): ${confident.filter(outcome => !outcome.isRight).length} of ${judged.length}`,
)
const unjudged = byIndex.filter(outcome => !outcome.isJudged)
if (unjudged.length > 0)
  console.log(
    `not judged: ${unjudged.length}, whose own SQL or database does not run (first: #${unjudged[0]?.index}).`,
  )
