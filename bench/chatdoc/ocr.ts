import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFileReader, renderPage } from '@millwright/chatdoc/testing'
import type { FileReader } from '@millwright/chatdoc/testing'
import type { SuiteOptions, SuiteResult } from './suite.ts'

/** A page that tells its own words, and what was recognised of its picture. */
interface PageScore {
  readonly truth: number
  readonly read: number
  readonly common: number
  readonly ms: number
  /** Processor time of all threads. */
  readonly cpuMs: number
}

/** A page of A4 at 200 dots an inch, as scanners make them. */
const widthPx = 1654

/** Pages with fewer words say little. */
const fewestTokens = 30

/** Words of letters, numbers, and single Chinese characters, whatever stands between them. */
const tokensOf = (text: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const [token] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}|[\p{L}\p{N}]+/gu))
    for (const one of /\p{Script=Han}/u.test(token) ? token : [token])
      counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

const sizeOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

const commonOf = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number =>
  [...one].reduce((sum, [token, count]) => sum + Math.min(count, other.get(token) ?? 0), 0)

/** The text of each page. */
const readTexts = async (
  reader: FileReader,
  file: { readonly path: string; readonly name: string },
  recognise: boolean,
): Promise<ReadonlyMap<number, string>> => {
  const texts = new Map<number, string>()
  const { signal } = new AbortController()
  for await (const { blocks } of reader.readFile({ ...file, recognise }, { signal }))
    for (const block of blocks) {
      const page = block.boxes[0]?.page ?? 1
      texts.set(page, `${texts.get(page) ?? ''}\n${block.text}`)
    }
  return texts
}

const measurePage = async (
  reader: FileReader,
  { path, page, truth }: { readonly path: string; readonly page: number; readonly truth: string },
  folder: string,
): Promise<PageScore> => {
  const picture = { path: join(folder, 'page.png'), name: 'page.png' }
  await writeFile(picture.path, await renderPage(path, page, { widthPx }))
  const began = performance.now()
  const cpu = process.cpuUsage()
  const texts = await readTexts(reader, picture, true)
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  const [wanted, read] = [tokensOf(truth), tokensOf([...texts.values()].join('\n'))]
  return {
    truth: sizeOf(wanted),
    read: sizeOf(read),
    common: commonOf(wanted, read),
    ms,
    cpuMs: (user + system) / 1000,
  }
}

const measure = async (reader: FileReader, data: string, limit: number, folder: string) => {
  const scores: PageScore[] = []
  const names = (await readdir(data)).filter(name => name.endsWith('.pdf')).toSorted()
  for (const name of names) {
    const path = join(data, name)
    const pages = await readTexts(reader, { path, name }, false).catch(() => new Map<number, string>())
    for (const [page, truth] of pages)
      if (scores.length < limit && sizeOf(tokensOf(truth)) >= fewestTokens)
        scores.push(await measurePage(reader, { path, page, truth }, folder))
  }
  return scores
}

/**
 * How well and how fast pictures of pages are recognised. `data`: a folder of PDFs with a text layer, whose pages are drawn at
 * 200 dots an inch and recognised as the product recognises scans; the text layer is the truth. Words count wherever
 * they stand on the page, Chinese ones character by character. A drawn page is cleaner than a scan.
 */
export const runOcr = async ({ data, limit = 40 }: SuiteOptions): Promise<SuiteResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-bench-ocr-'))
  const reader = createFileReader()
  try {
    const scores = await measure(reader, data, limit, folder)
    const sum = (part: keyof PageScore): number => scores.reduce((total, score) => total + score[part], 0)
    const figures = {
      pages: scores.length,
      words: sum('truth'),
      recall: sum('common') / Math.max(1, sum('truth')),
      precision: sum('common') / Math.max(1, sum('read')),
      pagesPerSecond: (scores.length * 1000) / Math.max(1, sum('ms')),
      cpuSecondsPerPage: sum('cpuMs') / 1000 / Math.max(1, scores.length),
    }
    const shown = [
      figures.pages,
      figures.words,
      figures.recall.toFixed(3),
      figures.precision.toFixed(3),
      figures.pagesPerSecond.toFixed(2),
      figures.cpuSecondsPerPage.toFixed(1),
    ]
    const table = ['| pages | words | recall | precision | pages/s | CPU s a page |', '|--:|--:|--:|--:|--:|--:|', `| ${shown.join(' | ')} |`] // prettier-ignore
    return { table: table.join('\n'), figures }
  } finally {
    await reader.close()
    await rm(folder, { recursive: true, force: true })
  }
}
