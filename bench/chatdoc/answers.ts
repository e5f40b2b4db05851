import { answerQuestion } from '@millwright/chatdoc/testing'
import type { DirectAnswer } from '@millwright/chatdoc/testing'
import { holdsAnswer, scoreAnswer } from './answers-score.ts'
import type { Corpus, CorpusDocument } from './corpus.ts'

/** A question with its right answers and the document that holds them. */
export interface AnswerableQuestion {
  readonly question: string
  readonly articleId: string
  readonly answers: readonly string[]
}

export interface AnswerFigures {
  /** Share of the questions whose first cited sentence holds a right answer; an abstention holds none. */
  readonly cited: number
  /** The same without regard to the threshold: the best sentence, whether it was answered or not. */
  readonly citedAlways: number
  /** Of the shortest answer, over all questions; an abstention scores 0. */
  readonly f1: number
  readonly em: number
  readonly answered: number
  /** Share of the questions that are not answered when what answers them is not there. */
  readonly abstained: number
  /** Milliseconds of a whole answer, search and all: half take less. */
  readonly msMedian: number
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0) / Math.max(1, numbers.length)

export const medianOf = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

const isAnswered = (answer: DirectAnswer): boolean => answer.answer.form !== 'abstention'

/**
 * Asks every question twice: as it is, and with the document that answers it left out of what may be searched. What
 * is measured is what a person gets: the first citation and the shortest answer.
 */
export const measureAnswers = async (
  corpus: Corpus,
  documents: readonly CorpusDocument[],
  questions: readonly AnswerableQuestion[],
): Promise<AnswerFigures> => {
  const { search, actor } = corpus
  const asked: { answer: DirectAnswer; question: AnswerableQuestion }[] = []
  const abstained: number[] = []
  for (const question of questions) {
    const answer = await answerQuestion({ search, actor, question: question.question })
    const others = documents.map(document => document.id).filter(id => id !== question.articleId)
    const without = await answerQuestion({ search, actor, question: question.question, documentIds: others })
    asked.push({ answer, question })
    abstained.push(isAnswered(without) ? 0 : 1)
  }
  const holds = (text: string | undefined, { answers }: AnswerableQuestion): number =>
    text !== undefined && holdsAnswer(text, answers) ? 1 : 0
  const scores = asked.map(({ answer, question }) =>
    isAnswered(answer) ? scoreAnswer(answer.answer.short ?? '', question.answers) : { em: 0, f1: 0 },
  )
  return {
    cited: mean(
      asked.map(({ answer, question }) =>
        isAnswered(answer) ? holds(answer.cite.citations[0]?.quote, question) : 0,
      ),
    ),
    citedAlways: mean(asked.map(({ answer, question }) => holds(answer.read.candidates[0]?.quote, question))),
    f1: mean(scores.map(score => score.f1)),
    em: mean(scores.map(score => score.em)),
    answered: mean(asked.map(({ answer }) => (isAnswered(answer) ? 1 : 0))),
    abstained: mean(abstained),
    msMedian: medianOf(asked.map(({ answer }) => answer.durationMs)),
  }
}

/** The figures as two lines of a Markdown table. */
export const answerTable = (figures: AnswerFigures): string =>
  [
    '| cited | best sentence | F1 | EM | answered | abstained without its article | ms an answer (median) |',
    '|---:|---:|---:|---:|---:|---:|---:|',
    `| ${[figures.cited, figures.citedAlways, figures.f1, figures.em, figures.answered, figures.abstained].map(value => value.toFixed(3)).join(' | ')} | ${figures.msMedian.toFixed(0)} |`,
  ].join('\n')
