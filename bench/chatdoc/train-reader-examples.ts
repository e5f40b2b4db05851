import { join } from 'node:path'
import { training } from '@millwright/chatdoc/testing'
import type { PassageSearch, SearchFilter } from '@millwright/chatdoc/testing'
import type { Actor } from '@millwright/spec'
import { holdsAnswer, scoreAnswer } from './answers-score.ts'
import { openCorpus } from './corpus.ts'
import { loadSquad } from './squad.ts'
import type { SquadQuestion } from './squad.ts'
import { loadTatqa } from './tatqa-data.ts'

/** One question as the models learn from it. */
export interface Example {
  readonly set: string
  readonly article: number
  /** False: asked with what answers it removed. */
  readonly isAnswerable: boolean
  readonly isForConfidence: boolean
  readonly pieces: readonly {
    readonly features: readonly number[]
    readonly label: number
    readonly holds: boolean
  }[]
  /** Stretches of a piece that holds the answer; `f1` against the gold answers, `label` sharper. */
  readonly spans: readonly {
    readonly features: readonly number[]
    readonly label: number
    readonly f1: number
  }[]
  /** Features of the confidence, given a score for each piece. */
  confidenceOf(scores: readonly number[]): readonly number[]
}

interface Asked {
  readonly set: string
  readonly article: number
  readonly question: string
  readonly answers: readonly string[]
  /** Whether a block is the one that answers. */
  isGold(text: string): boolean
  /** Whether a cell that was chosen is the answer. */
  isCell?(short: string): boolean
}

interface Library {
  readonly search: PassageSearch
  readonly actor: Actor
}

const files = [
  { set: 'xquad-en', path: 'xquad/xquad.en.json' },
  { set: 'xquad-zh', path: 'xquad/xquad.zh.json' },
  { set: 'cmrc', path: 'cmrc2018-trial/cmrc2018_trial.json' },
]
const now = new Date('2026-01-01T00:00:00Z')

const exampleOf = async (
  asked: Asked,
  { search, actor }: Library,
  { isAnswerable, filter }: { readonly isAnswerable: boolean; readonly filter: SearchFilter },
): Promise<Example> => {
  const { output: understood } = training.understandQuestion({
    input: {
      question: asked.question,
      ...(filter.documentIds ? { documentIds: [...filter.documentIds] } : {}),
    },
    now,
    equipment: [],
  })
  const { passages } = await training.retrievePassages(
    { search, loadSections: () => Promise.resolve([]) },
    { understood, actor },
  )
  const { judged, terms } = training.judgePassages({ understood, passages })
  const pieces = judged.map(({ piece, features }) => {
    const cell = training.chooseCell(piece, terms, understood)
    const holds =
      isAnswerable && (cell ? (asked.isCell?.(cell.short) ?? false) : holdsAnswer(piece.quote, asked.answers))
    const isGold = holds && (cell !== undefined || asked.isGold(piece.block.text))
    return { features: training.pieceFeatureNames.map(name => features[name]), label: isGold ? 1 : 0, holds }
  })
  const gold = judged.find(({ piece }, i) => (pieces[i]?.label ?? 0) > 0 && piece.row === undefined)?.piece
  const found = gold === undefined ? undefined : training.spansOf(gold, terms, understood)
  const spans = (found?.spans ?? []).map((span, i) => {
    const { f1, em } = scoreAnswer(span.text, asked.answers)
    return { features: found?.rows[i] ?? [], label: em === 1 ? 1 : f1 > 0.6 ? f1 ** 4 * 0.5 : 0, f1 }
  })
  return {
    set: asked.set,
    article: asked.article,
    isAnswerable,
    isForConfidence: true,
    pieces,
    spans: spans.some(span => span.label > 0) ? spans : [],
    confidenceOf: scores =>
      training.confidenceFeatures({
        understood,
        passages,
        terms,
        ranked: judged
          .map((piece, i) => ({ ...piece, score: scores[i] ?? 0 }))
          .toSorted((a, b) => b.score - a.score),
      }),
  }
}

const squadExamples = async (
  { set, path }: { readonly set: string; readonly path: string },
  limit: number,
): Promise<readonly Example[]> => {
  const { documents, questions } = await loadSquad(path)
  const corpus = await openCorpus(documents)
  const others = (question: SquadQuestion): string[] =>
    documents.map(document => document.id).filter(id => id !== question.articleId)
  const examples: Example[] = []
  for (const question of questions.slice(0, limit)) {
    const asked: Asked = {
      set,
      article: Number(question.articleId.replace(/\D/g, '')),
      question: question.question,
      answers: question.answers,
      isGold: text => text === question.paragraph,
    }
    examples.push(await exampleOf(asked, corpus, { isAnswerable: true, filter: {} }))
    if (examples.length % 3 !== 1) continue // every other question is asked without its article too
    examples.push(
      await exampleOf(asked, corpus, { isAnswerable: false, filter: { documentIds: others(question) } }),
    )
  }
  await corpus.close()
  return examples
}

const figure = (text: string): string => text.replaceAll(/[\s$€£¥,%()]/g, '').toLowerCase()

/** Questions over a table with the text beside it; those that need a calculation teach nothing here. */
const tatqaExamples = async (path: string, limit: number): Promise<readonly Example[]> => {
  const { documents, questions } = loadTatqa(path)
  const corpus = await openCorpus(documents)
  const examples: Example[] = []
  for (const question of questions.filter(({ type }) => type === 'span').slice(0, limit)) {
    const isText = question.from === 'text'
    const asked: Asked = {
      set: 'tatqa',
      article: Number(question.documentId.replace(/\D/g, '')),
      question: question.question,
      answers: question.answers,
      isGold: () => question.from !== 'table',
      isCell: short => !isText && question.answers.some(answer => figure(answer) === figure(short)),
    }
    const filter = { documentIds: [question.documentId] }
    examples.push(await exampleOf(asked, corpus, { isAnswerable: true, filter }))
  }
  await corpus.close()
  return examples
}

/** Every question of the sets, asked once as it is and once with its article removed. */
export const collectExamples = async (
  folder: string,
  { limit = Infinity }: { readonly limit?: number },
): Promise<readonly Example[]> => {
  const all: Example[] = []
  for (const { set, path } of files) {
    all.push(...(await squadExamples({ set, path: join(folder, path) }, limit)))
    console.log(`read ${set}: ${all.length} examples`)
  }
  all.push(...(await tatqaExamples(join(folder, 'tatqa-dev'), limit)))
  console.log(`read tatqa: ${all.length} examples`)
  return all
}
