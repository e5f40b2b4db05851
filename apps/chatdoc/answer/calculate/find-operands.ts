import type { AskedCalculation } from '../../understand/calculation.ts'
import { strengthIn, termsOf } from '../reading/question-terms.ts'
import type { QuestionTerm } from '../reading/question-terms.ts'
import { isStopWord } from '../reading/stop-words.ts'
import type { TextIndex } from '../reading/text-index.ts'
import { wordsOf } from '../reading/words.ts'
import type { NamedCell, NumberCell } from './number-cells.ts'

/** Cells of one table that a calculation takes, in its order, with how well their names fit the question. */
export interface Operands {
  readonly cells: readonly NumberCell[]
  readonly fit: number
  /** By how much they fit better than the next that would give another result. */
  readonly margin: number
}

/** What one operand must be named by. */
interface Wanted {
  readonly terms: readonly QuestionTerm[]
  /** The words of its own, where it is a thing among others: they must stand at the cell itself. */
  readonly own: readonly QuestionTerm[]
  readonly period: string | undefined
}

interface Scored {
  readonly named: NamedCell
  readonly score: number
}

/** What stands above the table tells less of a cell than its own row and column. */
const contextStrength = 0.5
const extraRowWord = 0.05
const extraColumnWord = 0.04
/** Beside an amount stands its share of the whole: the amount is meant where the question asks for no share. */
const shareAmongAmounts = 0.1
/** Part of an operand's own words that must name its cell. */
const leastOwn = 0.6

const coverOf = (terms: readonly QuestionTerm[], strength: (term: QuestionTerm) => number): number => {
  const all = terms.reduce((sum, term) => sum + term.prior, 0)
  return all === 0 ? 1 : terms.reduce((sum, term) => sum + term.prior * strength(term), 0) / all
}

const isChange = (name: string): boolean =>
  /\b(?:changes?|variance|var|increase|decrease|growth)\b|变化|增减|增长|变动/i.test(name)

const extraWords = (index: TextIndex, question: TextIndex): number =>
  index.words.filter(
    word =>
      word.kind !== 'number' &&
      !isStopWord(word.text) &&
      !question.places.has(word.stem) &&
      !(word.kind === 'han' && question.flat.includes(word.text)),
  ).length

const scoreOf = (
  { cell, inRow, inColumn, years }: NamedCell,
  { terms, own, period }: Wanted,
  context: OperandContext,
): number | undefined => {
  if (period !== undefined && (years.length !== 1 || years[0] !== period)) return undefined
  if (period === undefined && isChange(cell.columnName) && !isChange(context.question.flat)) return undefined
  const near = (term: QuestionTerm): number => Math.max(strengthIn(term, inRow), strengthIn(term, inColumn))
  if (coverOf(own, near) < leastOwn) return undefined
  const cover = coverOf([...terms, ...own], term =>
    Math.max(near(term), contextStrength * strengthIn(term, context.above)),
  )
  const isForeign = cell.unit === '%' && !context.wantsShares
  return (
    cover -
    (isForeign ? shareAmongAmounts : 0) -
    extraRowWord * extraWords(inRow, context.question) -
    extraColumnWord * extraWords(inColumn, context.question)
  )
}

export interface OperandContext {
  /** Caption, headings and title above the table. */
  readonly above: TextIndex
  readonly question: TextIndex
  /** The values themselves are shares: "the change in the percentage of …". */
  readonly wantsShares: boolean
}

/** The cell of each operand along one row or column, with the best that is left out. */
interface Line {
  readonly chosen: readonly Scored[]
  readonly others: readonly (readonly Scored[])[]
}

const alongLine = (perOperand: readonly (readonly Scored[])[]): Line | undefined => {
  const ranked = perOperand.map(cells => cells.toSorted((a, b) => b.score - a.score))
  const chosen = ranked.flatMap(cells => cells[0] ?? [])
  if (chosen.length < perOperand.length) return undefined
  const isDistinct = new Set(chosen.map(({ named }) => named)).size === chosen.length
  return isDistinct ? { chosen, others: ranked.map(cells => cells.slice(1, 3)) } : undefined
}

const meanOf = (chosen: readonly Scored[]): number =>
  chosen.reduce((sum, { score }) => sum + score, 0) / chosen.length

/** The choices along a line: the best one, and each with one operand replaced by its runner-up. */
const choicesOf = ({ chosen, others }: Line): readonly (readonly Scored[])[] => [
  chosen,
  ...others.flatMap((left, at) => left.map(other => chosen.with(at, other))),
]

const valuesOf = (chosen: readonly Scored[]): string =>
  chosen.map(({ named }) => `${named.cell.figure.value} ${named.cell.unit ?? ''}`).join(' | ')

/**
 * The cells of a calculation in one table: all in one row or in one column, each named by the words of its operand and
 * holding its period. Undefined where an operand has no cell.
 */
export const findOperands = (
  cells: readonly NamedCell[],
  asked: AskedCalculation,
  context: OperandContext,
): Operands | undefined => {
  if (asked.isNested) return undefined
  const wanted = wantedOf(asked, cells)
  if (wanted.length < 2) return undefined
  const scored = wanted.map(one =>
    cells.flatMap(named => {
      const score = scoreOf(named, one, context)
      return score === undefined ? [] : [{ named, score }]
    }),
  )
  const lines = (['row', 'column'] as const).flatMap(along =>
    [...new Set(cells.map(({ cell }) => cell[along]))].flatMap(
      line => alongLine(scored.map(own => own.filter(({ named }) => named.cell[along] === line))) ?? [],
    ),
  )
  const ranked = lines.flatMap(choicesOf).toSorted((a, b) => meanOf(b) - meanOf(a))
  const [best] = ranked
  if (!best) return undefined
  const next = ranked.find(choice => valuesOf(choice) !== valuesOf(best))
  return {
    cells: best.map(({ named }) => named.cell),
    fit: meanOf(best),
    margin: next ? meanOf(best) - meanOf(next) : 1,
  }
}

/** One operand for each thing, or for each period: for a change the later first. */
const wantedOf = (asked: AskedCalculation, cells: readonly NamedCell[]): readonly Wanted[] => {
  const terms = termsOf(asked.subject, [])
  if (asked.items.length > 1) {
    const [period] = asked.periods.length === 1 ? asked.periods : []
    return asked.items.map(item => ({ terms, own: ownTerms(withoutYears(item)), period }))
  }
  // "the ratio of X in 2019 to 2018" says its order in words that are not read
  if (asked.operation === 'ratio' || asked.operation === 'share') return []
  const periods = asked.isOverAllPeriods
    ? [...new Set(cells.flatMap(({ years }) => (years.length === 1 ? years : [])))].toSorted()
    : asked.periods
  const isChange = ['change', 'percent-change', 'difference'].includes(asked.operation)
  const [last, first] = [periods.at(-1), periods[0]]
  const ordered = isChange
    ? last !== undefined && first !== undefined && last !== first
      ? [last, first]
      : []
    : periods
  return ordered.map(period => ({ terms, own: [], period }))
}

/** "Least" and "most" say nothing in a sentence, but name a column. */
const ownTerms = (item: string): readonly QuestionTerm[] => [
  ...termsOf(item, []),
  ...wordsOf(item)
    .filter(({ text }) => /^(?:least|most)$/.test(text))
    .map(({ text, stem }) => ({ text, stem, kind: 'word' as const, synonyms: [], prior: 1 })),
]

const withoutYears = (text: string): string => text.replaceAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g, ' ')
