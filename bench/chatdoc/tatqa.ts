import { answerQuestion } from '@millwright/chatdoc/testing'
import type { DirectAnswer } from '@millwright/chatdoc/testing'
import { medianOf } from './answers.ts'
import { openCorpus } from './corpus.ts'
import type { SuiteOptions, SuiteResult } from './suite.ts'
import { loadTatqa } from './tatqa-data.ts'
import type { TatqaQuestion } from './tatqa-data.ts'

const factors: Readonly<Record<string, number>> = {
  '': 1,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  percent: 0.01,
}

const scaleIn = (text: string): string =>
  /thousand/i.test(text)
    ? 'thousand'
    : /million/i.test(text)
      ? 'million'
      : /billion/i.test(text)
        ? 'billion'
        : /%|percent/i.test(text)
          ? 'percent'
          : ''

/** A number with its scale applied, as text; other words in lower case without marks and articles (Zhu et al. 2021). */
const normalise = (text: string, scale: string): string => {
  const digits =
    /^[^\p{L}\d]*(?:[A-Z]{0,3}\s?[$€£¥])?\s*\(?-?\s*(\d[\d,]*(?:\.\d+)?)\)?\s*(?:%|percent|thousands?|millions?|billions?|[$€£¥]|m|bn)?\)?\s*$/iu.exec(
      text.trim(),
    )?.[1]
  if (digits !== undefined) {
    const isNegative = /\(\s*[$€£¥]?\s*\d/.test(text) || /^\s*[-−]/.test(text)
    const own = scaleIn(text) || scale
    const value = Number(digits.replaceAll(',', '')) * (factors[own] ?? 1) * (isNegative ? -1 : 1)
    return String(Number(value.toPrecision(10)))
  }
  return text
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}]/gu, ' ')
    .replaceAll(/\b(?:a|an|the)\b/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const bagOf = (answers: readonly string[], scale: string): string =>
  answers
    .filter(text => text !== '')
    .map(text => normalise(text, scale))
    .toSorted()
    .join(' | ')

/** What was answered: the shortest answer's pieces, with the scale that the table or the words tell. */
const isExact = (short: string | undefined, question: TatqaQuestion): boolean => {
  if (short === undefined) return false
  const scale = scaleIn(short)
  const pieces = short
    .split('; ')
    .map(piece => piece.replace(/\s(?:thousand|million|billion|percentage points)$/i, ''))
  return bagOf(pieces, scale) === bagOf(question.answers, question.scale)
}

interface Outcome {
  readonly question: TatqaQuestion
  readonly isAnswered: boolean
  readonly isCalculated: boolean
  readonly isExact: boolean
  readonly isExactAlways: boolean
  readonly ms: number
}

/** The shortest answer with its unit, whether or not it was sure enough to be given. */
const bestShort = ({ read }: DirectAnswer): string | undefined => {
  const [best] = read.candidates
  return best?.short === undefined
    ? undefined
    : best.unit === undefined
      ? best.short
      : `${best.short} ${best.unit}`
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0) / Math.max(1, numbers.length)
const share = (outcomes: readonly Outcome[], test: (outcome: Outcome) => boolean): number =>
  mean(outcomes.map(outcome => (test(outcome) ? 1 : 0)))

/**
 * Questions over tables of financial reports and the text beside them (TAT-QA, Zhu et al. 2021), each asked of its
 * own document. Questions that are answered by calculating are reported apart.
 */
export const runTatqa = async ({ data, limit }: SuiteOptions): Promise<SuiteResult> => {
  const { documents, questions } = loadTatqa(data)
  const corpus = await openCorpus(documents)
  try {
    const outcomes: Outcome[] = []
    for (const question of questions.slice(0, limit)) {
      const { search, actor } = corpus
      const answer = await answerQuestion({
        search,
        actor,
        question: question.question,
        documentIds: [question.documentId],
      })
      const isAnswered = answer.answer.form !== 'abstention'
      const short = bestShort(answer)
      const isRight = isExact(short, question) || isExact(answer.answer.short, question)
      outcomes.push({
        question,
        isAnswered,
        isCalculated: answer.answer.form === 'calculation',
        isExact: isAnswered && isRight,
        isExactAlways: isRight,
        ms: answer.durationMs,
      })
    }
    return report(outcomes)
  } finally {
    await corpus.close()
  }
}

const report = (outcomes: readonly Outcome[]): SuiteResult => {
  const types = ['span', 'multi-span', 'count', 'arithmetic'] as const
  const groups = [
    { name: 'spans and cells', own: outcomes.filter(({ question }) => question.type === 'span') },
    {
      name: 'spans, cells and sets of them',
      own: outcomes.filter(({ question }) => ['span', 'multi-span'].includes(question.type)),
    },
    ...(['table', 'text', 'table-text'] as const).map(from => ({
      name: `span from ${from}`,
      own: outcomes.filter(({ question }) => question.type === 'span' && question.from === from),
    })),
    ...types
      .slice(1)
      .map(type => ({ name: type, own: outcomes.filter(({ question }) => question.type === type) })),
    { name: 'of all, calculated', own: outcomes.filter(outcome => outcome.isCalculated) },
  ]
  const lines = groups.map(
    ({ name, own }) =>
      `| ${name} | ${own.length} | ${share(own, outcome => outcome.isExact).toFixed(3)} | ${share(own, outcome => outcome.isExactAlways).toFixed(3)} | ${share(own, outcome => outcome.isAnswered).toFixed(3)} |`,
  )
  const figureOf = (at: number): number => share(groups[at]?.own ?? [], outcome => outcome.isExact)
  return {
    table: [
      '| questions | number | exact match | exact, abstentions apart | answered |',
      '|---|---:|---:|---:|---:|',
      ...lines,
    ].join('\n'),
    figures: {
      questions: outcomes.length,
      em: figureOf(0),
      emWithSets: figureOf(1),
      emAlways: share(groups[0]?.own ?? [], outcome => outcome.isExactAlways),
      arithmetic: share(
        outcomes.filter(({ question }) => question.type === 'arithmetic'),
        outcome => outcome.isExact,
      ),
      msMedian: medianOf(outcomes.map(outcome => outcome.ms)),
    },
  }
}
