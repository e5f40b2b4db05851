import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { answerTable, measureAnswers } from './answers.ts'
import { openCorpus, paragraphBlock } from './corpus.ts'
import type { Corpus, CorpusDocument } from './corpus.ts'
import type { SuiteOptions, SuiteResult } from './suite.ts'

const squadSchema = z.object({
  data: z.array(
    z.object({
      title: z.string().default(''),
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(
            z.object({
              id: z.union([z.string(), z.number()]).transform(String),
              question: z.string(),
              answers: z.array(z.object({ text: z.string() })).default([]),
              is_impossible: z.boolean().default(false),
            }),
          ),
        }),
      ),
    }),
  ),
})

/** A question of a SQuAD-format file with the article and the paragraph that answer it. */
export interface SquadQuestion {
  readonly id: string
  readonly question: string
  readonly articleId: string
  readonly paragraph: string
  /** Any of these is right; empty where the paragraph does not tell. */
  readonly answers: readonly string[]
}

export interface SquadFile {
  readonly documents: readonly CorpusDocument[]
  readonly questions: readonly SquadQuestion[]
}

/** A SQuAD-format file: one document for each article, one block for each paragraph. */
export const loadSquad = async (path: string): Promise<SquadFile> => {
  const { data } = squadSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  const documents = data.map((article, index) => ({
    id: `article-${index}`,
    title: article.title.replaceAll('_', ' '),
    blocks: article.paragraphs.map(paragraph => paragraphBlock(paragraph.context)),
  }))
  const questions = data.flatMap((article, index) =>
    article.paragraphs.flatMap(({ context, qas }) =>
      qas.map(({ id, question, answers, is_impossible }) => ({
        id,
        question,
        articleId: `article-${index}`,
        paragraph: context,
        answers: is_impossible ? [] : answers.map(answer => answer.text),
      })),
    ),
  )
  return { documents, questions }
}

/** The place of the gold paragraph among the hits, from 1; undefined where it is not there. */
const rankOf = async (corpus: Corpus, question: SquadQuestion): Promise<number | undefined> => {
  const { hits } = await corpus.search.search({
    question: question.question,
    filter: {},
    actor: corpus.actor,
    limit: 20,
  })
  const at = hits.findIndex(hit => hit.blocks.some(block => block.text === question.paragraph))
  return at === -1 ? undefined : at + 1
}

interface Retrieval {
  readonly hit1: number
  readonly hit5: number
  readonly mrr: number
  readonly msPerQuestion: number
}

const shareOf = (ranks: readonly (number | undefined)[], top: number): number =>
  ranks.filter(rank => rank !== undefined && rank <= top).length / ranks.length

/** How well the paragraph that answers is found: share at the first place, among five, mean reciprocal rank of 20. */
const measureRetrieval = async (corpus: Corpus, questions: readonly SquadQuestion[]): Promise<Retrieval> => {
  const began = performance.now()
  const ranks: (number | undefined)[] = []
  for (const question of questions) ranks.push(await rankOf(corpus, question))
  const msPerQuestion = (performance.now() - began) / questions.length
  const mrr = ranks.reduce<number>((sum, rank) => sum + (rank === undefined ? 0 : 1 / rank), 0) / ranks.length
  return { hit1: shareOf(ranks, 1), hit5: shareOf(ranks, 5), mrr, msPerQuestion }
}

/** One SQuAD-format file as one corpus of paragraphs: is the paragraph that answers found, and the question answered? */
export const runSquad = async ({ data, limit }: SuiteOptions): Promise<SuiteResult> => {
  const { documents, questions } = await loadSquad(data)
  const asked = questions.filter(question => question.answers.length > 0).slice(0, limit)
  const corpus = await openCorpus(documents)
  try {
    const { hit1, hit5, mrr, msPerQuestion } = await measureRetrieval(corpus, asked)
    const answers = await measureAnswers(corpus, documents, asked)
    const paragraphs = documents.reduce((sum, document) => sum + document.blocks.length, 0)
    const table = [
      '| paragraphs | questions | hit@1 | hit@5 | MRR | ms a question |',
      '|---:|---:|---:|---:|---:|---:|',
      `| ${paragraphs} | ${asked.length} | ${hit1.toFixed(3)} | ${hit5.toFixed(3)} | ${mrr.toFixed(3)} | ${msPerQuestion.toFixed(1)} |`,
      '',
      answerTable(answers),
    ].join('\n')
    return { table, figures: { questions: asked.length, hit1, hit5, mrr, msPerQuestion, ...answers } }
  } finally {
    await corpus.close()
  }
}
