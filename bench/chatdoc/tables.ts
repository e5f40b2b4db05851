import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findPageTables } from '@millwright/chatdoc/testing'
import type { SuiteOptions, SuiteResult } from './suite.ts'
import { adjacencyRelations, countCommon } from './tables-relations.ts'
import { loadTrueTables } from './tables-truth.ts'

interface Counts {
  readonly truth: number
  readonly found: number
  readonly common: number
}

const scoresOf = ({ truth, found, common }: Counts): { precision: number; recall: number; f1: number } => {
  const precision = found === 0 ? (truth === 0 ? 1 : 0) : common / found
  const recall = truth === 0 ? 1 : common / truth
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  }
}

/** Relations of each page, true and found, compared page by page so that tables are not mixed over pages. */
const measureDocument = async (folder: string, name: string): Promise<Counts> => {
  const truth = new Map<number, string[]>()
  for (const table of await loadTrueTables(join(folder, `${name}-str.xml`)))
    truth.set(table.page, [...(truth.get(table.page) ?? []), ...adjacencyRelations(table.cells)])
  const sum = {
    truth: [...truth.values()].reduce((count, list) => count + list.length, 0),
    found: 0,
    common: 0,
  }
  const source = { path: join(folder, `${name}.pdf`), name: `${name}.pdf` }
  for await (const { page, tables } of findPageTables(source, new AbortController().signal)) {
    const found = tables.flatMap(table => adjacencyRelations(table.cells))
    sum.found += found.length
    sum.common += countCommon(truth.get(page) ?? [], found)
  }
  return sum
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

const row = (
  name: string,
  scores: { readonly precision: number; readonly recall: number; readonly f1: number },
): string =>
  `| ${name} | ${scores.precision.toFixed(3)} | ${scores.recall.toFixed(3)} | ${scores.f1.toFixed(3)} |`

/**
 * Tables found in whole documents against their true cells, by adjacency relations. `data`: a folder of PDFs with
 * their `-str.xml`. `f1` is that of the mean precision and recall over documents, as in the competition; `pooled*` are
 * over all relations.
 */
export const runTables = async ({ data, limit }: SuiteOptions): Promise<SuiteResult> => {
  const files = new Set(await readdir(data))
  const names = [...files]
    .filter(file => file.endsWith('.pdf') && files.has(file.replace(/\.pdf$/, '-str.xml')))
    .map(file => file.slice(0, -4))
    .sort()
    .slice(0, limit)
  const rows: string[] = []
  const all: Counts[] = []
  for (const name of names) {
    const counts = await measureDocument(data, name)
    all.push(counts)
    rows.push(row(name, scoresOf(counts)))
  }
  const scores = all.map(scoresOf)
  const precision = mean(scores.map(score => score.precision))
  const recall = mean(scores.map(score => score.recall))
  const overall = { precision, recall, f1: (2 * precision * recall) / Math.max(1e-9, precision + recall) }
  const pooled = scoresOf({
    truth: all.reduce((sum, { truth }) => sum + truth, 0),
    found: all.reduce((sum, { found }) => sum + found, 0),
    common: all.reduce((sum, { common }) => sum + common, 0),
  })
  const table = [
    '| document | precision | recall | F1 |',
    '|---|---:|---:|---:|',
    ...rows,
    row('mean over documents', overall),
    row('all relations pooled', pooled),
  ].join('\n')
  const figures = {
    documents: names.length,
    ...overall,
    pooledPrecision: pooled.precision,
    pooledRecall: pooled.recall,
    pooledF1: pooled.f1,
  }
  return { table, figures }
}
