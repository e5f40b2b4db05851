import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { answerQuestion, createFileReader, createLoadSections } from '@millwright/chatdoc/testing'
import type { DirectAnswer, FileReader } from '@millwright/chatdoc/testing'
import { z } from 'zod'
import { medianOf } from './answers.ts'
import { openCorpus } from './corpus.ts'
import type { Corpus, CorpusDocument } from './corpus.ts'
import type { SuiteOptions, SuiteResult } from './suite.ts'

const placeSchema = z.object({ file: z.string(), heading: z.string() })
const questionsSchema = z.object({
  questions: z.array(z.object({ question: z.string(), places: z.array(placeSchema).min(1) })),
})
type ManualQuestion = z.infer<typeof questionsSchema>['questions'][number]

const folders = ['linuxcnc', 'klipper-en', 'klipper-zh']

const filesBelow = async (root: string): Promise<readonly string[]> => {
  const all = await Promise.all(
    folders.map(async folder => {
      const entries = await readdir(join(root, folder), { recursive: true })
      return entries.filter(entry => /\.(?:md|adoc)$/.test(entry)).map(entry => join(folder, entry))
    }),
  )
  return all.flat().toSorted()
}

const readOne = async (reader: FileReader, root: string, name: string): Promise<CorpusDocument> => {
  const windows = reader.readFile(
    { path: join(root, name), name, recognise: false },
    { signal: new AbortController().signal },
  )
  const read = []
  for await (const window of windows) read.push(window)
  const title = read.find(window => window.title !== undefined)?.title
  return { id: name, title: title ?? '', blocks: read.flatMap(window => window.blocks) }
}

/** The manuals below a folder as one library. */
const openManuals = async (root: string): Promise<Corpus> => {
  const reader = createFileReader()
  const documents: CorpusDocument[] = []
  for (const name of await filesBelow(root)) documents.push(await readOne(reader, root, name))
  await reader.close()
  return openCorpus(documents)
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')

const isPlace = (
  citation:
    | {
        readonly documentName: string
        readonly documentTitle: string
        readonly headingPath: readonly string[]
      }
    | undefined,
  { places }: ManualQuestion,
): boolean =>
  citation !== undefined &&
  places.some(
    ({ file, heading }) =>
      citation.documentName === file &&
      [citation.documentTitle, ...citation.headingPath].some(title => plain(title) === plain(heading)),
  )

/** What happened to one question. */
interface Outcome {
  readonly question: string
  readonly isAnswered: boolean
  /** The first citation is at a right place. */
  readonly isRight: boolean
  /** Any citation is. */
  readonly isAmong: boolean
  /** A right place is among the passages that were found. */
  readonly isFound: boolean
  readonly answer: DirectAnswer
}

const askOne = async (corpus: Corpus, question: ManualQuestion): Promise<Outcome> => {
  const { search, actor, database } = corpus
  const loadSections = createLoadSections(database)
  const answer = await answerQuestion({ search, actor, loadSections, question: question.question })
  const isAnswered = answer.answer.form !== 'abstention'
  const { citations } = answer.cite
  return {
    question: question.question,
    isAnswered,
    isRight: isAnswered && isPlace(citations[0], question),
    isAmong: isAnswered && citations.some(citation => isPlace(citation, question)),
    isFound: answer.retrieve.passages.some(passage => isPlace(passage, question)),
    answer,
  }
}

const share = (outcomes: readonly Outcome[], test: (outcome: Outcome) => boolean): number =>
  outcomes.filter(test).length / Math.max(1, outcomes.length)

/**
 * The manuals of LinuxCNC and Klipper (English and Chinese) as one library, and questions that were written by reading
 * them first: is each answered, with the right section cited? DIR holds `linuxcnc`, `klipper-en` and `klipper-zh`.
 */
export const runManuals = async ({ data, limit }: SuiteOptions): Promise<SuiteResult> => {
  const file = new URL('questions/manuals.json', import.meta.url)
  const { questions } = questionsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const corpus = await openManuals(data)
  try {
    const outcomes: Outcome[] = []
    for (const question of questions.slice(0, limit)) outcomes.push(await askOne(corpus, question))
    const right = share(outcomes, outcome => outcome.isRight)
    const among = share(outcomes, outcome => outcome.isAmong)
    const found = share(outcomes, outcome => outcome.isFound)
    const answered = share(outcomes, outcome => outcome.isAnswered)
    const msMedian = medianOf(outcomes.map(outcome => outcome.answer.durationMs))
    const missed = outcomes
      .filter(outcome => !outcome.isRight)
      .map(
        ({ question, isAnswered, isFound, answer }) =>
          `- ${question} (${answer.understand.type}; ${isAnswered ? 'another place' : 'abstained'}; confidence ${answer.read.confidence.toFixed(2)}; ${isFound ? 'found' : 'not found'}; cited ${answer.cite.citations[0]?.documentName ?? 'nothing'} › ${answer.cite.citations[0]?.headingPath.at(-1) ?? ''})`,
      )
    const table = [
      '| questions | right place first | right place cited | found among 20 | answered | ms an answer (median) |',
      '|---:|---:|---:|---:|---:|---:|',
      `| ${outcomes.length} | ${right.toFixed(3)} | ${among.toFixed(3)} | ${found.toFixed(3)} | ${answered.toFixed(3)} | ${msMedian.toFixed(0)} |`,
      ...(missed.length === 0 ? [] : ['', 'Not at the right place first:', ...missed]),
    ].join('\n')
    return { table, figures: { questions: outcomes.length, right, among, found, answered, msMedian } }
  } finally {
    await corpus.close()
  }
}
