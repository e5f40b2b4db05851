import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { csvParse } from 'd3-dsv'
import { parseOssieYaml } from '@millwright/chatbi'
import type { SemanticModel } from '@millwright/chatbi'
import { z } from 'zod'
import type { BenchCase, BenchDatabase, BenchSuite } from './suite.ts'

/**
 * Reads a folder of questions with SQL. Three shapes are known:
 * - `questions.json` of `{ db, question, sql }` with `databases/<db>.sqlite` (as Spider)
 * - `questions.json` of `{ sql, sentences, variables }` with one `*.sqlite` (as text2sql-data)
 * - `*.csv` with `db_name, question, query` and `databases/<db>/<db>.sql` (as sql-eval)
 */
export const loadSuite = (folder: string): BenchSuite => {
  const name = basename(folder)
  const questions = join(folder, 'questions.json')
  if (!existsSync(questions)) return loadCsvSuite(folder, name)
  const parsed: unknown = JSON.parse(readFileSync(questions, 'utf8'))
  const plain = plainSchema.safeParse(parsed)
  return plain.success
    ? loadPlainSuite(folder, name, plain.data)
    : loadTemplateSuite(folder, name, templateSchema.parse(parsed))
}

const isOrderedSql = (sql: string): boolean =>
  /\border\s+by\b/i.test(sql.replace(/\([^()]*\)/g, '')) && !/\blimit\s+1\b/i.test(sql)

const plainSchema = z.array(
  z.object({ db: z.string(), question: z.string(), sql: z.string(), empty_result: z.boolean().optional() }),
)

const loadPlainSuite = (folder: string, name: string, rows: z.infer<typeof plainSchema>): BenchSuite => ({
  name,
  allowExtraColumns: false,
  databases: new Map(
    [...new Set(rows.map(row => row.db))].map(db => [
      db,
      { kind: 'sqlite', path: join(folder, 'databases', `${db}.sqlite`) },
    ]),
  ),
  cases: rows.map((row, index) => ({
    index,
    database: row.db,
    question: row.question,
    gold: [row.sql],
    isOrdered: isOrderedSql(row.sql),
    isEmptyResult: row.empty_result ?? false,
    groups: [name],
  })),
})

const templateSchema = z.array(
  z.object({
    sql: z.array(z.string()),
    variables: z.array(z.object({ name: z.string(), example: z.string() })),
    sentences: z.array(
      z.object({
        text: z.string(),
        'question-split': z.string(),
        variables: z.record(z.string(), z.string()),
      }),
    ),
  }),
)

const loadTemplateSuite = (
  folder: string,
  name: string,
  templates: z.infer<typeof templateSchema>,
): BenchSuite => {
  const file = readdirSync(folder).find(entry => entry.endsWith('.sqlite'))
  const fill = (text: string, variables: Readonly<Record<string, string>>): string =>
    Object.entries(variables).reduce((filled, [variable, value]) => filled.replaceAll(variable, value), text)
  const cases = templates
    .flatMap(template =>
      template.sentences.map(sentence => {
        const variables = {
          ...Object.fromEntries(template.variables.map(v => [v.name, v.example])),
          ...sentence.variables,
        }
        return {
          question: fill(sentence.text, variables),
          gold: template.sql.map(sql => fill(sql, variables)),
          groups: [sentence['question-split']],
        }
      }),
    )
    .map((entry, index): BenchCase => ({
      ...entry,
      index,
      database: 'main',
      isOrdered: false,
      isEmptyResult: false,
    }))
  const lexicon = lexiconOf(name)
  return {
    name,
    cases,
    allowExtraColumns: false,
    databases: new Map([['main', { kind: 'sqlite', path: join(folder, file ?? 'missing.sqlite') }]]),
    ...(lexicon ? { modelFor: () => Promise.resolve(lexicon) } : {}),
  }
}

/** The semantic model that was written for the suite's database, its lexicon among it; absent where none was. */
const lexiconOf = (name: string): SemanticModel | undefined => {
  const path = new URL(`./models/${name}.yaml`, import.meta.url)
  if (!existsSync(path)) return undefined
  const { model, diagnostics } = parseOssieYaml(readFileSync(path, 'utf8'))
  if (!model) throw new Error(`bug: ${diagnostics.map(found => found.message).join('; ')}`)
  return model
}

const loadCsvSuite = (folder: string, name: string): BenchSuite => {
  const databases = new Map<string, BenchDatabase>()
  const cases: BenchCase[] = []
  for (const file of readdirSync(folder)
    .filter(entry => entry.endsWith('.csv'))
    .toSorted())
    for (const row of csvParse(readFileSync(join(folder, file), 'utf8'))) {
      const database = row['db_name'] ?? ''
      databases.set(database, {
        kind: 'postgres-script',
        path: join(folder, 'databases', database, `${database}.sql`),
      })
      const isUnanswerable = basename(file, '.csv') === 'idk'
      const gold = isUnanswerable ? [] : expandGold(row['query'] ?? '')
      cases.push({
        index: cases.length,
        database,
        question: row['question'] ?? '',
        gold,
        isOrdered: false,
        isEmptyResult: false,
        groups: [basename(file, '.csv')],
      })
    }
  return { name, cases, databases, allowExtraColumns: false }
}

const goldLimit = 24

/** `{a, b}` stands for any of its columns that is enough of an answer; `;` separates whole alternatives. */
export const expandGold = (text: string): readonly string[] =>
  text
    .split(';')
    .map(sql => sql.trim())
    .filter(sql => sql !== '')
    .flatMap(sql => expandBraces(sql))
    .slice(0, goldLimit)

const expandBraces = (sql: string): readonly string[] => {
  const braces = /\{([^{}]+)\}/.exec(sql)
  if (!braces) return [sql]
  const columns = (braces[1] ?? '').split(',').map(column => column.trim())
  return subsets(columns).flatMap(subset =>
    expandBraces(
      sql
        .replace(braces[0], subset.join(', '))
        .replaceAll('{}', subset.map(c => c.replace(/\s+as\s+\w+$/i, '')).join(', ')),
    ),
  )
}

/** Non-empty subsets, the larger ones first. */
const subsets = (items: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** items.length - 1 }, (_, i) =>
    items.filter((_item, bit) => ((i + 1) >> bit) & 1),
  ).toSorted((a, b) => b.length - a.length)
