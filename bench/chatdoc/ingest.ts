import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { createFileReader } from '@millwright/chatdoc/testing'
import type { FileReader } from '@millwright/chatdoc/testing'
import { isPlatformError } from '@millwright/spec'
import type { SuiteOptions, SuiteResult } from './suites.ts'

interface Reading {
  readonly type: string
  /** Pages where the format has them, else 3,000 characters each. */
  readonly pages: number
  readonly blocks: number
  readonly seconds: number
  /** Code of the error that refused the file. */
  readonly refused?: string
}

const charactersPerPage = 3000

const readOne = async (reader: FileReader, path: string, name: string): Promise<Reading> => {
  const began = performance.now()
  let [pages, blocks, characters] = [0, 0, 0]
  const tell = (): Omit<Reading, 'refused'> => ({
    type: extname(name).slice(1).toLowerCase(),
    pages: pages > 0 ? pages : characters / charactersPerPage,
    blocks,
    seconds: (performance.now() - began) / 1000,
  })
  try {
    const { signal } = new AbortController()
    for await (const window of reader.readFile({ path, name, recognise: false }, { signal })) {
      pages += window.pages.length
      blocks += window.blocks.length
      characters += window.blocks.reduce((total, block) => total + block.text.length, 0)
    }
    return tell()
  } catch (error) {
    if (!isPlatformError(error)) throw error
    return { ...tell(), refused: error.code }
  }
}

/** The largest resident size of the process while `work` runs, in bytes. */
const withPeak = async <T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly peakBytes: number }> => {
  let peakBytes = 0
  const look = (): void => void (peakBytes = Math.max(peakBytes, process.memoryUsage.rss()))
  const timer = setInterval(look, 20)
  try {
    const result = await work()
    look()
    return { result, peakBytes }
  } finally {
    clearInterval(timer)
  }
}

/** A reader loads with its first file, once for thousands. */
const firstOfEachType = (names: readonly string[]): readonly string[] => [
  ...new Map(names.toReversed().map(name => [extname(name).toLowerCase(), name])).values(),
]

const readAll = async (folder: string, names: readonly string[]): Promise<readonly Reading[]> => {
  const reader = createFileReader()
  try {
    for (const name of firstOfEachType(names)) await readOne(reader, join(folder, name), name)
    const readings: Reading[] = []
    for (const name of names) readings.push(await readOne(reader, join(folder, name), name))
    return readings
  } finally {
    await reader.close()
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const rowOf = (name: string, readings: readonly Reading[]): string => {
  const pages = sum(readings.map(reading => reading.pages))
  const seconds = sum(readings.map(reading => reading.seconds))
  const refused = readings.filter(reading => reading.refused !== undefined).length
  const blocks = sum(readings.map(reading => reading.blocks))
  return `| ${name} | ${readings.length} | ${refused} | ${pages.toFixed(0)} | ${blocks} | ${(pages / seconds).toFixed(1)} |`
}

/**
 * How fast the files of a folder are read, as the product reads them but without recognising pictures: in one thread, of
 * low priority, once its readers are loaded. Peak memory is that of the whole process.
 */
export const runIngest = async ({ data, limit }: SuiteOptions): Promise<SuiteResult> => {
  const entries = await readdir(data, { recursive: true, withFileTypes: true })
  const names = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(data.length + 1))
    .toSorted()
  const { result, peakBytes } = await withPeak(() => readAll(data, names.slice(0, limit)))
  const types = [...new Set(result.map(reading => reading.type))].toSorted()
  const rows = types.map(type => rowOf(type, result.filter(reading => reading.type === type))) // prettier-ignore
  const pages = sum(result.map(reading => reading.pages))
  const figures = {
    files: result.length,
    refused: result.filter(reading => reading.refused !== undefined).length,
    pages,
    blocks: sum(result.map(reading => reading.blocks)),
    pagesPerSecond: pages / sum(result.map(reading => reading.seconds)),
    peakMb: peakBytes / 1e6,
  }
  const table = [
    '| type | files | refused | pages | blocks | pages/s |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
    rowOf('all', result),
    '',
    `Peak memory ${figures.peakMb.toFixed(0)} MB.`,
  ].join('\n')
  return { table, figures }
}
