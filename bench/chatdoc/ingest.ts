import { readdir } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { beginEarly, createFileReader, filesAhead } from '@millwright/chatdoc/testing'
import type { FileReader } from '@millwright/chatdoc/testing'
import { isPlatformError } from '@millwright/spec'
import type { SuiteOptions, SuiteResult } from './suite.ts'

interface Reading {
  /** Pages where the format has them, else 3,000 characters each. */
  readonly pages: number
  readonly blocks: number
  /** Code of the error that refused the file. */
  readonly refused?: string
}

/** The files of one type, read in one go. */
interface TypeReading {
  readonly type: string
  readonly readings: readonly Reading[]
  readonly seconds: number
  /** Of all threads of the process together. */
  readonly cpuSeconds: number
}

const charactersPerPage = 3000

/** A reader loads with its first file and gains speed over the next ones, once for thousands. */
const warmUpFiles = 12

const typeOf = (name: string): string => extname(name).slice(1).toLowerCase()

type Windows = AsyncIterable<{
  readonly pages: readonly unknown[]
  readonly blocks: readonly { readonly text: string }[]
}>

const takeWindows = async (windows: Windows): Promise<Reading> => {
  let [pages, blocks, characters] = [0, 0, 0]
  const tell = (): Reading => ({ pages: pages > 0 ? pages : characters / charactersPerPage, blocks })
  try {
    for await (const window of windows) {
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

/** As the product does: the next files are begun while the blocks of the last one are taken. */
const readInOrder = async (reader: FileReader, folder: string, names: readonly string[]) => {
  const { signal } = new AbortController()
  const begin = (name: string) =>
    beginEarly(reader.readFile({ path: join(folder, name), name, recognise: false }, { signal }))
  const begun: Windows[] = []
  const readings: Reading[] = []
  for (const name of names) {
    begun.push(begin(name))
    const first = begun.length > filesAhead ? begun.shift() : undefined
    if (first) readings.push(await takeWindows(first))
  }
  for (const windows of begun) readings.push(await takeWindows(windows))
  return readings
}

const readType = async (
  reader: FileReader,
  {
    type,
    folder,
    names,
  }: { readonly type: string; readonly folder: string; readonly names: readonly string[] },
): Promise<TypeReading> => {
  await readInOrder(reader, folder, names.slice(0, warmUpFiles))
  const began = performance.now()
  const cpu = process.cpuUsage()
  const readings = await readInOrder(reader, folder, names)
  const { user, system } = process.cpuUsage(cpu)
  return { type, readings, seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 }
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

const readAll = async (folder: string, names: readonly string[]): Promise<readonly TypeReading[]> => {
  const reader = createFileReader()
  try {
    const read: TypeReading[] = []
    for (const type of new Set(names.map(typeOf)))
      read.push(await readType(reader, { type, folder, names: names.filter(name => typeOf(name) === type) }))
    return read
  } finally {
    await reader.close()
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const totalOf = (read: readonly TypeReading[]) => {
  const readings = read.flatMap(one => one.readings)
  return {
    files: readings.length,
    refused: readings.filter(reading => reading.refused !== undefined).length,
    pages: sum(readings.map(reading => reading.pages)),
    blocks: sum(readings.map(reading => reading.blocks)),
    seconds: sum(read.map(one => one.seconds)),
    cpuSeconds: sum(read.map(one => one.cpuSeconds)),
  }
}

const rowOf = (name: string, read: readonly TypeReading[]): string => {
  const { files, refused, pages, blocks, seconds, cpuSeconds } = totalOf(read)
  const rates = [pages / seconds, pages / cpuSeconds].map(rate => rate.toFixed(1))
  return `| ${[name, files, refused, pages.toFixed(0), blocks, ...rates].join(' | ')} |`
}

/**
 * How fast the files of a folder are read, as the product reads them but without recognising pictures: in one thread, of
 * low priority, once its readers are warm. Where the machine has other work, pages a second of processor time say what
 * an idle one would do at least. Peak memory is that of the whole process.
 */
export const runIngest = async ({ data, limit }: SuiteOptions): Promise<SuiteResult> => {
  const entries = await readdir(data, { recursive: true, withFileTypes: true })
  const names = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(data, join(entry.parentPath, entry.name)))
    .toSorted()
  const { result, peakBytes } = await withPeak(() => readAll(data, names.slice(0, limit)))
  const { files, refused, pages, blocks, seconds, cpuSeconds } = totalOf(result)
  const figures = {
    files,
    refused,
    pages,
    blocks,
    pagesPerSecond: pages / seconds,
    pagesPerCpuSecond: pages / cpuSeconds,
    peakMb: peakBytes / 1e6,
  }
  const table = [
    '| type | files | refused | pages | blocks | pages/s | pages/CPU s |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...result.map(one => rowOf(one.type, [one])),
    rowOf('all', result),
    '',
    `Peak memory ${figures.peakMb.toFixed(0)} MB.`,
  ].join('\n')
  return { table, figures }
}
