import { readdir, stat } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { buildDocument, createFileReader, expandFile, type FileReader } from '@millwright/chatdoc/testing'
import { isPlatformError } from '@millwright/spec'

type Outcome = 'read' | 'refused' | 'crashed' | 'hung'

interface FileResult {
  readonly name: string
  readonly type: string
  readonly outcome: Outcome
  readonly reason: string
  /** Pages where the format has them, else 3,000 characters each. */
  readonly pages: number
  readonly bytes: number
  readonly seconds: number
  readonly blocks: number
}

const charactersPerPage = 3_000

/** A refusal says what is wrong with the file; a reader that broke down or stood still is at fault itself. */
const outcomeOf = (error: unknown): Outcome => {
  if (!isPlatformError(error)) return 'crashed'
  if (/broke down/.test(error.message)) return 'crashed'
  return /stood still|took longer/.test(error.message) ? 'hung' : 'refused'
}

const reasonOf = (error: unknown): string =>
  isPlatformError(error)
    ? `${error.code}: ${error.message}`
    : error instanceof Error
      ? (error.stack ?? '')
      : String(error)

const filesBelow = async (folder: string): Promise<string[]> => {
  if ((await stat(folder)).isFile()) return [folder]
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted()
}

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

const readOne = async (reader: FileReader, path: string, name: string): Promise<FileResult> => {
  const started = performance.now()
  const bytes = (await stat(path)).size
  const type = extname(name).slice(1).toLowerCase() || 'none'
  const base = { name, type, bytes }
  try {
    const windows = await collect(
      reader.readFile({ path, name, recognise: true }, { signal: new AbortController().signal }),
    )
    const seconds = (performance.now() - started) / 1_000
    const document = buildDocument(windows, { name })
    const characters = document.blocks.reduce((sum, block) => sum + block.text.length, 0)
    const pages = document.pages.length > 0 ? document.pages.length : characters / charactersPerPage
    return { ...base, outcome: 'read', reason: '', pages, seconds, blocks: document.blocks.length }
  } catch (error) {
    const seconds = (performance.now() - started) / 1_000
    return { ...base, outcome: outcomeOf(error), reason: reasonOf(error), pages: 0, seconds, blocks: 0 }
  }
}

/** One file, or each of the files within it. */
const readAll = async (reader: FileReader, path: string, name: string): Promise<FileResult[]> => {
  const results: FileResult[] = []
  for await (const inner of expandFile({ path, name }, { signal: new AbortController().signal })) {
    if (inner.kind === 'file') results.push(await readOne(reader, inner.path, inner.name))
    else {
      const refused = { outcome: outcomeOf(inner.error), reason: reasonOf(inner.error) }
      const type = extname(inner.name).slice(1).toLowerCase()
      results.push({ name: inner.name, type, ...refused, pages: 0, bytes: 0, seconds: 0, blocks: 0 })
    }
  }
  return results
}

const sumOf = (results: readonly FileResult[], value: (result: FileResult) => number): number =>
  results.reduce((sum, result) => sum + value(result), 0)

const countOf = (results: readonly FileResult[], outcome: Outcome): number =>
  results.filter(result => result.outcome === outcome).length

const rate = (amount: number, seconds: number): number => (seconds > 0 ? amount / seconds : 0)

const rowOf = (type: string, results: readonly FileResult[]): string => {
  const read = results.filter(result => result.outcome === 'read')
  const seconds = sumOf(read, result => result.seconds)
  const pages = sumOf(read, result => result.pages)
  const kilobytes = sumOf(read, result => result.bytes) / 1_000
  const counts = (['read', 'refused', 'crashed', 'hung'] as const).map(outcome => countOf(results, outcome))
  const cells = [
    type,
    results.length,
    ...counts,
    sumOf(read, result => result.blocks),
    pages.toFixed(1),
    rate(pages, seconds).toFixed(1),
    rate(kilobytes, seconds).toFixed(0),
  ]
  return `| ${cells.join(' | ')} |`
}

const tableOf = (results: readonly FileResult[]): string => {
  const types = [...new Set(results.map(result => result.type))].toSorted()
  const reasons = results.filter(result => result.outcome !== 'read')
  return [
    '| type | files | read | refused | crashed | hung | blocks | pages | pages/s | KB/s |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...types.map(type =>
      rowOf(
        type,
        results.filter(result => result.type === type),
      ),
    ),
    rowOf('all', results),
    ...(reasons.length === 0 ? [] : ['', '| not read | reason |', '|---|---|']),
    ...reasons.map(result => `| ${result.name} | ${result.reason.split('\n')[0] ?? ''} |`),
  ].join('\n')
}

const figuresOf = (results: readonly FileResult[]): Record<string, number> => {
  const types = [...new Set(results.map(result => result.type))].toSorted()
  const rates = types.map(type => {
    const read = results.filter(result => result.type === type && result.outcome === 'read')
    const pages = rate(
      sumOf(read, result => result.pages),
      sumOf(read, result => result.seconds),
    )
    return [`pagesPerSecond.${type}`, Number(pages.toFixed(2))] as const
  })
  return {
    files: results.length,
    read: countOf(results, 'read'),
    refused: countOf(results, 'refused'),
    crashed: countOf(results, 'crashed'),
    hung: countOf(results, 'hung'),
    ...Object.fromEntries(rates),
  }
}

const warmUpFiles = 12

/** Readers load with their first file and gain speed over the next ones, so some of each type are read before. */
const warmUp = async (reader: FileReader, paths: readonly string[]): Promise<void> => {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const type = extname(path).toLowerCase()
    const count = (counts.get(type) ?? 0) + 1
    counts.set(type, count)
    if (count <= (isSlow(type) ? 1 : warmUpFiles)) await readOne(reader, path, path)
  }
}
const isSlow = (type: string): boolean => !/^\.(?:md|html?|adoc|txt|csv|xlsx|docx|pptx)$/.test(type)

/**
 * Reads every file below a folder, as the product does, and tells which were read, which were refused and why, and
 * how fast; a page is the format's own or 3,000 characters. Text in pictures is recognised.
 */
export const runFormats = async ({
  data,
}: {
  readonly data: string
}): Promise<{ table: string; figures: Record<string, number> }> => {
  const reader = createFileReader()
  try {
    const paths = await filesBelow(data)
    await warmUp(reader, paths)
    const results: FileResult[] = []
    for (const path of paths) results.push(...(await readAll(reader, path, relative(data, path) || path)))
    return { table: tableOf(results), figures: figuresOf(results) }
  } finally {
    await reader.close()
  }
}
