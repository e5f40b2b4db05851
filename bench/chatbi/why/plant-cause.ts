import type { GeneratedCell, Random } from '@millwright/demo'
import type { FactRow, FactTable } from './fact-table.ts'
import type { LabelsOf } from './labels.ts'
import { scaleCount } from './measures.ts'
import type { PlantedMeasure } from './measures.ts'
import type { Window } from './windows.ts'

/** One value whose rows have `factor` times the measure in the later period of a window, all else as it was. */
export interface Cause {
  readonly measure: PlantedMeasure
  readonly label: string
  readonly value: GeneratedCell
  readonly factor: number
  /** The line that the question is held to, where it is. */
  readonly line?: string
}

/** Rows of one table in one window. */
export interface WindowRows {
  readonly facts: FactTable
  readonly labelsOf: LabelsOf
  readonly window: Window
  readonly rows: readonly FactRow[]
}

/** A cause multiplies by between these, or divides by it. */
const mostFactor = 4
const leastFactor = 1.2
/** A value with fewer of the rows is no cause that anyone could see; one with more is nearly everything, which explains nothing. */
const leastRows = 0.01
const mostRows = 0.6
/** So many of the questions are held to a line. */
const onLine = 1 / 3

/** A cause drawn at random: a label, one of its values, a factor up or down. */
export const drawCause = ({ rows, labelsOf }: WindowRows, measure: PlantedMeasure, random: Random): Cause => {
  const line = random.next() < onLine ? labelsOf(random.pick(rows)).get('line_name') : undefined
  const asked = line === undefined ? rows : rows.filter(row => labelsOf(row).get('line_name') === line)
  for (;;) {
    const [label, value] = random.pick([...labelsOf(random.pick(asked))])
    const share = asked.filter(row => labelsOf(row).get(label) === value).length / asked.length
    if (share < leastRows || share > mostRows) continue
    const factor = Math.exp(random.between(Math.log(leastFactor), Math.log(mostFactor)))
    return {
      measure,
      label,
      value,
      factor: random.next() < 0.5 ? factor : 1 / factor,
      ...(typeof line === 'string' ? { line } : {}),
    }
  }
}

/** The rows with the cause in them. */
export const plantCause = (within: WindowRows, cause: Cause, random: Random): readonly FactRow[] => {
  const { facts, labelsOf, window, rows } = within
  const change = cause.measure.change(facts, cause.factor, random)
  const isOwn = (row: FactRow): boolean => labelsOf(row).get(cause.label) === cause.value
  const changed = rows.flatMap(row => {
    const now = facts.timeOf(row) >= window.after && isOwn(row) ? change(row) : row
    return now ? [now] : []
  })
  return cause.measure.isRows && cause.factor > 1
    ? [...changed, ...moreRows({ ...within, rows: rows.filter(isOwn) }, cause.factor, random)]
    : changed
}

const dayMs = 86_400_000

/** Rows as the value has them, at their time of day on days of the later period at random. */
const moreRows = (
  { facts, window, rows }: WindowRows,
  factor: number,
  random: Random,
): readonly FactRow[] => {
  const later = rows.filter(row => facts.timeOf(row) >= window.after).length
  const days = Math.round((window.end - window.after) / dayMs)
  return Array.from({ length: scaleCount(later, factor, random) - later }, () => {
    const row = random.pick(rows)
    const time = window.after + random.integer(0, days - 1) * dayMs + (facts.timeOf(row) % dayMs)
    return row.map((cell, at) => (at === facts.timeAt ? time : cell))
  })
}

/** What is asked about in the later period. */
export const measureLater = (
  { facts, labelsOf, window }: WindowRows,
  rows: readonly FactRow[],
  { measure: { numerator, denominator }, line }: Cause,
): number => {
  const asked = rows.filter(
    row =>
      facts.timeOf(row) >= window.after && (line === undefined || labelsOf(row).get('line_name') === line),
  )
  const sum = (of: (row: FactRow) => number): number => asked.reduce((total, row) => total + of(row), 0)
  return sum(numerator(facts)) / (denominator ? sum(denominator(facts)) : 1)
}
