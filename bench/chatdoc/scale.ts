import { createAskServices, createAskSkill } from '@millwright/chatdoc/testing'
import { createRunService, migrate, runMigrations } from '@millwright/engine'
import type { RunTables } from '@millwright/engine'
import type { Actor, RunService } from '@millwright/spec'
import { openCorpus, paragraphBlock } from './corpus.ts'
import type { Corpus, CorpusDocument } from './corpus.ts'
import { createRandom } from '../random.ts'
import { paragraphOf, pickWord } from './made-up-words.ts'
import type { SuiteOptions, SuiteResult } from './suite.ts'

const sizes = [10_000, 100_000, 500_000]
const blocksOfDocument = 200
const questionCount = 100

/** One collection of few documents, all that one person may read of the library. */
const few = { name: 'few', count: 50, blocks: 20 }
const narrowReader: Actor = { personId: 'narrow', name: 'Narrow', role: 'viewer', via: 'session' }

type Random = () => number

const documentOf = (name: string, blocks: number, random: Random): CorpusDocument => ({
  id: name,
  title: `${pickWord(random)} ${pickWord(random)}`,
  blocks: Array.from({ length: blocks }, () => paragraphBlock(paragraphOf(random))),
})

const addFew = async (corpus: Corpus, random: Random): Promise<void> => {
  await corpus.addCollection(few.name, narrowReader.personId)
  for (let number = 0; number < few.count; number++) {
    const document = documentOf(`few-${number}`, few.blocks, random)
    await corpus.add([{ ...document, collectionId: few.name }])
  }
}

/** Documents that are asked about: `name-0` and so on. */
interface AskedDocuments {
  readonly name: string
  readonly count: number
  readonly blocks: number
}

/** Eight words: four that stand together in a passage, and four from anywhere. */
const questionOf = async (
  { database }: Corpus,
  { name, count, blocks }: AskedDocuments,
  random: Random,
): Promise<string> => {
  const { block } = await database
    .selectFrom('chatdoc_block')
    .select('block')
    .where('revision_id', '=', `${name}-${Math.floor(random() * count)}`)
    .where('ordinal', '=', Math.floor(random() * blocks))
    .executeTakeFirstOrThrow()
  const words = block.text.replaceAll('.', '').split(' ')
  const from = Math.floor(random() * (words.length - 4))
  return [...words.slice(from, from + 4), ...Array.from({ length: 4 }, () => pickWord(random))].join(' ')
}

const questionsOf = async (
  corpus: Corpus,
  asked: AskedDocuments,
  random: Random,
): Promise<readonly string[]> => {
  const questions: string[] = []
  while (questions.length < questionCount) questions.push(await questionOf(corpus, asked, random))
  return questions
}

interface Percentiles {
  readonly p50Ms: number
  readonly p95Ms: number
}

const percentilesOf = (ms: readonly number[]): Percentiles => {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}

/** Asks each question once; a tenth of them are asked before, uncounted. */
const measure = async (
  questions: readonly string[],
  ask: (question: string) => Promise<unknown>,
): Promise<Percentiles> => {
  for (const question of questions.slice(0, questions.length / 10)) await ask(question)
  const ms: number[] = []
  for (const question of questions) {
    const began = performance.now()
    await ask(question)
    ms.push(performance.now() - began)
  }
  return percentilesOf(ms)
}

/** Runs of the skill, in the store as the product keeps them: a run is settled when its answer is checked. */
const openRuns = async ({ store, database, search, actor }: Corpus): Promise<RunService> => {
  await migrate(store, [{ owner: 'runs', migrations: runMigrations }])
  const runs = createRunService({
    db: store.db.withTables<RunTables>(),
    clock: { now: () => new Date() },
    product: { name: 'bench', version: '0' },
    resolveActor: () => Promise.resolve(actor),
  })
  runs.register(createAskSkill(createAskServices({ database, search, runs })))
  return runs
}

const answer = async (runs: RunService, actor: Actor, question: string): Promise<void> => {
  const { id } = await runs.start({
    skill: 'chatdoc.ask',
    input: { question: `What is ${question}?` },
    actor,
  })
  const { state } = await runs.settled(id, actor)
  if (state !== 'done') throw new Error(`The run of "${question}" is ${state}.`)
}

/** Search by who reads all, search by who reads little, and whole answers to questions about what all read. */
const measureSize = async (corpus: Corpus, runs: RunService, documents: number, random: Random) => {
  const all = await questionsOf(
    corpus,
    { name: 'document', count: documents, blocks: blocksOfDocument },
    random,
  )
  const own = await questionsOf(corpus, few, random)
  const searchAs = (actor: Actor) => (question: string) =>
    corpus.search.search({ question, filter: {}, actor, limit: 10 })
  return {
    search: await measure(all, searchAs(corpus.actor)),
    narrow: await measure(own, searchAs(narrowReader)),
    answer: await measure(all, question => answer(runs, corpus.actor, question)),
  }
}

const columns = (...values: readonly number[]): string => values.map(value => value.toFixed(1)).join(' | ')

/** How the cost of indexing, searching and answering grows with the number of blocks. `limit`: the most that are measured. */
export const runScale = async ({ limit = Infinity }: SuiteOptions): Promise<SuiteResult> => {
  const random = createRandom(42)
  const corpus = await openCorpus([])
  const runs = await openRuns(corpus)
  const lines = [
    '| blocks | indexed blocks/s | search p50 ms | p95 | by who reads 50 documents p50 | p95 | whole answer p50 | p95 | memory MB |',
    '|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
  ]
  const figures: Record<string, number> = {}
  let documents = 0
  try {
    await addFew(corpus, random)
    for (const size of sizes.filter(one => one <= limit)) {
      const began = performance.now()
      const before = documents
      while (documents * blocksOfDocument < size)
        await corpus.add([documentOf(`document-${documents++}`, blocksOfDocument, random)])
      const rate = ((documents - before) * blocksOfDocument * 1000) / (performance.now() - began)
      const { search, narrow, answer: whole } = await measureSize(corpus, runs, documents, random)
      const rssMb = process.memoryUsage.rss() / 1e6
      const ms = [search, narrow, whole].flatMap(({ p50Ms, p95Ms }) => [p50Ms, p95Ms])
      lines.push(`| ${size} | ${rate.toFixed(0)} | ${columns(...ms)} | ${rssMb.toFixed(0)} |`)
      Object.assign(figures, {
        [`rate${size}`]: rate,
        [`p50Ms${size}`]: search.p50Ms,
        [`p95Ms${size}`]: search.p95Ms,
        [`narrowP50Ms${size}`]: narrow.p50Ms,
        [`narrowP95Ms${size}`]: narrow.p95Ms,
        [`answerP50Ms${size}`]: whole.p50Ms,
        [`answerP95Ms${size}`]: whole.p95Ms,
      })
    }
    return { table: lines.join('\n'), figures }
  } finally {
    await runs.close()
    await corpus.close()
  }
}
