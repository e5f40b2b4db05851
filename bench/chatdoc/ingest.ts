import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isPlatformError } from '@millwright/spec'
import { readPdf } from '@millwright/chatdoc'
import type { SuiteOptions, SuiteResult } from './suites.ts'

interface Reading {
  readonly name: string
  readonly pages: number
  readonly blocks: number
  readonly seconds: number
  /** Code of the error that refused the file. */
  readonly refused?: string
}

const readOne = async (path: string, name: string): Promise<Reading> => {
  const began = performance.now()
  let [pages, blocks] = [0, 0]
  const tell = (): Omit<Reading, 'refused'> => ({
    name,
    pages,
    blocks,
    seconds: (performance.now() - began) / 1_000,
  })
  try {
    const options = { recognise: false, signal: new AbortController().signal }
    for await (const window of readPdf({ path, name, format: 'pdf' }, options)) {
      pages += window.pages.length
      blocks += window.blocks.length
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

const readAll = async (folder: string, names: readonly string[]): Promise<Reading[]> => {
  const readings: Reading[] = []
  for (const name of names) readings.push(await readOne(join(folder, name), name))
  return readings
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/**
 * How fast the files of a folder are read, without recognising pictures, in one thread. Pages per second of wall-clock
 * and of processor time, with start-up; the largest resident size of the whole process.
 */
export const runIngest = async ({ data, limit }: SuiteOptions): Promise<SuiteResult> => {
  const names = (await readdir(data, { recursive: true })).filter(name => /\.pdf$/i.test(name)).sort()
  const before = process.cpuUsage()
  const { result, peakBytes } = await withPeak(() => readAll(data, names.slice(0, limit)))
  const used = process.cpuUsage(before)
  const seconds = sum(result.map(reading => reading.seconds))
  const processorSeconds = (used.user + used.system) / 1e6
  const pages = sum(result.map(reading => reading.pages))
  const figures = {
    files: result.length,
    refused: result.filter(reading => reading.refused !== undefined).length,
    pages,
    blocks: sum(result.map(reading => reading.blocks)),
    pagesPerSecond: pages / seconds,
    pagesPerProcessorSecond: pages / processorSeconds,
    peakMb: peakBytes / 1e6,
  }
  const table = [
    '| files | refused | pages | blocks | pages/s | pages/processor s | peak RSS MB |',
    '|---:|---:|---:|---:|---:|---:|---:|',
    `| ${figures.files} | ${figures.refused} | ${pages} | ${figures.blocks} | ${figures.pagesPerSecond.toFixed(1)} | ${figures.pagesPerProcessorSecond.toFixed(1)} | ${figures.peakMb.toFixed(0)} |`,
  ].join('\n')
  return { table, figures }
}
