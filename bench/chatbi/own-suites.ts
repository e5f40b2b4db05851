import { mkdtempSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createDatabase } from '@millwright/connector-duckdb'
import { demoModel, generatePlant } from '@millwright/demo'
import { parseOssieYaml } from '@millwright/chatbi'
import { z } from 'zod'
import type { BenchDatabase, BenchSuite } from './suite.ts'

const questionsOf = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`./questions/${file}`, import.meta.url), 'utf8'))
const questionSchema = z.object({
  language: z.enum(['en', 'zh']).optional(),
  question: z.string(),
  sql: z.string(),
})

/** What a question of a conversation asks for; its kinds are rows of the table, in this order. */
const kinds = ['plain', 'nested', 'period', 'follow-up', 'why'] as const

/** A question of people in a plant: right are the rows of `sql`, or `causes` where it asks why. */
const caseSchema = z
  .object({
    language: z.enum(['en', 'zh']),
    kind: z.enum(kinds),
    question: z.string(),
    /** Questions of the conversation before it, in order. */
    after: z.array(z.string()).optional(),
    sql: z.string().optional(),
    /** Values that the first explanation must name; none where nothing stands out. */
    causes: z.array(z.string()).optional(),
  })
  .refine(({ sql, causes }) => (sql === undefined) !== (causes === undefined), 'either sql or causes')

/** Monday 23 November 2026, 11:00 at the demo plant: what the expected rows count from. */
const demoNow = new Date('2026-11-23T03:00:00Z')

/**
 * `own`: written with the parser. `unseen`: written without sight of it or of the others; what they found has been mended
 * since, so only a newly written set tells what to expect.
 */
export type QuestionSet = 'own' | 'unseen'

const nameOf = (base: string, set: QuestionSet): string =>
  set === 'own' ? `${base}.json` : `${base}-unseen.json`

/** The demo plant with its own model, its cases and their database to be added. */
const openDemoPlant = async (): Promise<Omit<BenchSuite, 'name' | 'cases'>> => {
  const path = join(mkdtempSync(join(tmpdir(), 'millwright-bench-')), 'demo.duckdb')
  await createDatabase(path, generatePlant({ now: demoNow }))
  return {
    allowExtraColumns: true,
    now: demoNow,
    databases: new Map<string, BenchDatabase>([['demo', { kind: 'duckdb', path }]]),
    modelFor: async () => {
      const parsed = parseOssieYaml(demoModel())
      if (!parsed.model) throw new Error(`bug: ${parsed.diagnostics.map(found => found.message).join('; ')}`)
      return parsed.model
    },
  }
}

const unordered = { database: 'demo', isOrdered: false, isEmptyResult: false } as const

/** Questions about the demo plant, half of them in each language: 60 of our own, 180 unseen. */
export const loadDemoSuite = async (set: QuestionSet): Promise<BenchSuite> => ({
  ...(await openDemoPlant()),
  name: set === 'own' ? 'demo plant' : 'demo plant, unseen',
  cases: z
    .array(questionSchema)
    .parse(questionsOf(nameOf('demo', set)))
    .map(({ language, question, sql }, index) => ({
      ...unordered,
      index,
      question,
      gold: [sql],
      groups: [language ?? 'en'],
      ...(language ? { language } : {}),
    })),
})

/** Questions about the demo plant as people ask them, one after another and for causes too, in a file of them. */
export const loadConversationSuite = async (file: string): Promise<BenchSuite> => ({
  ...(await openDemoPlant()),
  name: basename(file, '.json'),
  cases: z
    .array(caseSchema)
    .parse(JSON.parse(await readFile(file, 'utf8')))
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .map(({ language, kind, question, after, sql, causes }, index) => ({
      ...unordered,
      index,
      question,
      language,
      gold: sql === undefined ? [] : [sql],
      groups: [kind, language],
      ...(after ? { after } : {}),
      ...(causes ? { causes } : {}),
    })),
})

/** Questions on each plain table of a folder, asked cold: 10 of our own, 25 unseen. */
export const loadTablesSuite = (folder: string, set: QuestionSet): BenchSuite => {
  const byFile = z.record(z.string(), z.array(questionSchema)).parse(questionsOf(nameOf('tables', set)))
  const databases = new Map<string, BenchDatabase>(
    Object.keys(byFile).map(file => [file, { kind: 'files', paths: [join(folder, file)] }]),
  )
  const cases = Object.entries(byFile).flatMap(([file, questions]) =>
    questions.map(question => ({ file, ...question })),
  )
  return {
    name: set === 'own' ? 'plain tables' : 'plain tables, unseen',
    allowExtraColumns: true,
    databases,
    cases: cases.map(({ file, question, sql }, index) => ({
      index,
      database: file,
      question,
      gold: [sql.replace(/\bFROM data\b/g, `FROM ${file.replace(/\.csv$/, '')}`)],
      isOrdered: false,
      isEmptyResult: false,
      groups: [file],
    })),
  }
}
