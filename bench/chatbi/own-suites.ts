import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** Monday 23 November 2026, 11:00 at the demo plant: what the expected rows count from. */
const demoNow = new Date('2026-11-23T03:00:00Z')

/** Sixty questions about the demo plant, thirty in each language. */
export const loadDemoSuite = async (): Promise<BenchSuite> => {
  const path = join(mkdtempSync(join(tmpdir(), 'millwright-bench-')), 'demo.duckdb')
  await createDatabase(path, generatePlant({ now: demoNow }))
  return {
    name: 'demo plant',
    allowExtraColumns: true,
    now: demoNow,
    databases: new Map<string, BenchDatabase>([['demo', { kind: 'duckdb', path }]]),
    modelFor: async () => {
      const parsed = parseOssieYaml(demoModel())
      if (!parsed.model) throw new Error(`bug: ${parsed.diagnostics.map(found => found.message).join('; ')}`)
      return parsed.model
    },
    cases: z
      .array(questionSchema)
      .parse(questionsOf('demo.json'))
      .map(({ language, question, sql }, index) => ({
        index,
        database: 'demo',
        question,
        gold: [sql],
        isOrdered: false,
        isEmptyResult: false,
        group: language ?? 'en',
        ...(language ? { language } : {}),
      })),
  }
}

/** Ten questions on each plain table of a folder, asked cold. */
export const loadTablesSuite = (folder: string): BenchSuite => {
  const byFile = z.record(z.string(), z.array(questionSchema)).parse(questionsOf('tables.json'))
  const databases = new Map<string, BenchDatabase>(
    Object.keys(byFile).map(file => [file, { kind: 'files', paths: [join(folder, file)] }]),
  )
  const cases = Object.entries(byFile).flatMap(([file, questions]) =>
    questions.map(question => ({ file, ...question })),
  )
  return {
    name: 'plain tables',
    allowExtraColumns: true,
    databases,
    cases: cases.map(({ file, question, sql }, index) => ({
      index,
      database: file,
      question,
      gold: [sql.replaceAll('FROM data', `FROM ${file.replace(/\.csv$/, '')}`)],
      isOrdered: false,
      isEmptyResult: false,
      group: file,
    })),
  }
}
