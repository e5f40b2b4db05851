import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile, residentMb, runProduct } from '../product/run-product.ts'
import { createProductClient } from './product-client.ts'
import type { ProductClient } from './product-client.ts'
import type { SuiteOptions, SuiteResult } from './suite.ts'

const manyFiles = 10_000
const questionsBefore = 60
/** A person asks, reads, asks again: one question every so often. */
const everyMs = 500
/** Characters of a small file: a page or so. */
const fileCharacters = 3_000

/** Sections of the texts of a folder, each long enough to be a file of its own. */
const sectionsOf = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sections: string[] = []
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isFile() || !/^\.(?:md|adoc|txt)$/.test(extname(entry.name))) continue
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8')
    for (let from = 0; from + fileCharacters / 2 < text.length; from += fileCharacters)
      sections.push(text.slice(from, from + fileCharacters))
  }
  return sections
}

/** So many Markdown files, made of the sections in turn; a line of its own makes each another document. */
const writeFiles = async (folder: string, sections: readonly string[], count: number): Promise<void> => {
  await mkdir(folder, { recursive: true })
  for (let at = 0; at < count; at++) {
    const section = sections[at % sections.length] ?? ''
    await writeFile(join(folder, `${at}.md`), `# Sheet ${at}\n\nEdition ${at} of this sheet.\n\n${section}\n`)
  }
}

/** Eight words that stand together in a section. */
const questionOf = (section: string, at: number): string => {
  const words = section.match(/[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu) ?? []
  const from = (at * 37) % Math.max(1, words.length - 8)
  return words.slice(from, from + 8).join(' ')
}

interface Asked {
  readonly kind: 'search' | 'answer'
  readonly ms: number
}

/** Asks a search and a question in turn until `isOver`. */
const trickle = async (
  client: ProductClient,
  sections: readonly string[],
  isOver: (count: number) => boolean,
): Promise<readonly Asked[]> => {
  const asked: Asked[] = []
  while (!isOver(asked.length)) {
    const at = asked.length
    const question = questionOf(sections[(at * 11) % sections.length] ?? '', at)
    const kind = at % 2 === 0 ? 'search' : 'answer'
    const ms = await client.ask(kind, question)
    asked.push({ kind, ms })
    await sleep(Math.max(0, everyMs - ms))
  }
  return asked
}

const rowOf = (name: string, asked: readonly Asked[]): string => {
  const cells = (['search', 'answer'] as const).flatMap(kind => {
    const ms = asked.filter(one => one.kind === kind).map(one => one.ms)
    return [
      ms.length,
      quantile(ms, 0.5).toFixed(0),
      quantile(ms, 0.95).toFixed(0),
      quantile(ms, 1).toFixed(0),
    ]
  })
  return `| ${[name, ...cells].join(' | ')} |`
}

const p95Of = (asked: readonly Asked[], kind: Asked['kind']): number =>
  quantile(asked.filter(one => one.kind === kind).map(one => one.ms), 0.95) // prettier-ignore

/**
 * Questions while thousands of files are read: the product in its own process, with its embedded store, follows a folder of
 * small files while one person asks by HTTP. `data`: a folder of texts, of which the library and the files are made.
 * `limit`: how many files.
 */
export const runLoad = async ({ data, limit = manyFiles }: SuiteOptions): Promise<SuiteResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-load-'))
  const sections = await sectionsOf(data)
  await writeFiles(join(folder, 'library'), sections, Math.min(sections.length, 300))
  await writeFiles(join(folder, 'many'), sections, limit)
  const product = await runProduct(join(folder, 'data'), { MILLWRIGHT_DEMO: 'off' })
  const client = createProductClient(product)
  let peakMb = 0
  const look = setInterval(() => void (peakMb = Math.max(peakMb, residentMb(product.pid) ?? 0)), 1000)
  try {
    await client.readFolder('Library', join(folder, 'library'))
    await trickle(client, sections, count => count >= 20)
    const before = await trickle(client, sections, count => count >= questionsBefore)
    const began = performance.now()
    let reading = true
    const read = client.readFolder('Many', join(folder, 'many')).finally(() => void (reading = false))
    const during = await trickle(client, sections, () => !reading)
    const { ready, failed, jobs } = await read
    const seconds = (performance.now() - began) / 1000
    const table = [
      '| | searches | p50 ms | p95 ms | maximum ms | answers | p50 ms | p95 ms | maximum ms |',
      '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
      rowOf('before', before),
      rowOf(`while ${limit} files are read`, during),
      '',
      `${ready} read and ${failed} not in ${seconds.toFixed(0)} s: ${(limit / seconds).toFixed(1)} files/s; ${jobs} lines in the list of jobs; peak memory ${peakMb.toFixed(0)} MB.`,
    ].join('\n')
    const figures = {
      filesPerSecond: limit / seconds,
      searchP95MsBefore: p95Of(before, 'search'),
      searchP95MsDuring: p95Of(during, 'search'),
      answerP95MsBefore: p95Of(before, 'answer'),
      answerP95MsDuring: p95Of(during, 'answer'),
      jobs,
      peakMb,
    }
    return { table, figures }
  } finally {
    clearInterval(look)
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
