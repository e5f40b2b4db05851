import type { Rule, Word } from '../content/page-content.ts'
import { listMarkerOf } from '../../text/list-marker.ts'
import { isContentsLine } from '../flow/paragraphs.ts'
import type { Line } from '../lines/line.ts'
import { rowsOf, splitAtGaps, textOfWords, toLine } from '../lines/line.ts'
import type { PageTable } from './grid.ts'
import { toTextTable, type TextTable } from './text-table.ts'

/** Gap that makes a row of text look like a row of a table, in sizes of the type. */
const wideGap = 0.9
/** Shorter lines underline a word. Points. */
const shortestRule = 60

interface Row {
  readonly words: readonly Word[]
  readonly baseline: number
  readonly size: number
  readonly left: number
  readonly right: number
  /** It has a wide gap. */
  readonly isSplit: boolean
  readonly text: string
}

const toRow = (words: readonly Word[]): Row => {
  const groups = splitAtGaps(words, wideGap)
  const sorted = groups.flat()
  const text = textOfWords(sorted)
  const isMarked = groups.length === 2 && listMarkerOf(`${textOfWords(groups[0] ?? [])} x`)?.text === 'x'
  return {
    words: sorted,
    baseline: Math.max(...words.map(word => word.baseline)),
    size: Math.max(...words.map(word => word.size)),
    left: Math.min(...words.map(word => word.left)),
    right: Math.max(...words.map(word => word.right)),
    isSplit: groups.length > 1 && !isMarked && !isContentsLine(text) && !toLine(words).isMonospace,
    text,
  }
}

/** Lines at one height with gaps between them count as one. */
const acrossPage = (rules: readonly Rule[]): Rule[] => {
  const joined: Rule[] = []
  for (const rule of [...rules].sort((a, b) => a.at - b.at || a.from - b.from)) {
    const last = joined.at(-1)
    if (last && rule.at - last.at < 3)
      joined[joined.length - 1] = {
        ...last,
        from: Math.min(last.from, rule.from),
        to: Math.max(last.to, rule.to),
      }
    else joined.push(rule)
  }
  return joined.filter(rule => rule.to - rule.from >= shortestRule)
}

const hasSameEnds = (a: Rule, b: Rule): boolean =>
  Math.abs(a.from - b.from) < 12 && Math.abs(a.to - b.to) < 12

const share = (rows: readonly Row[]): number =>
  rows.filter(row => row.isSplit).length / Math.max(1, rows.length)

const between = (rows: readonly Row[], upper: Rule, lower: Rule): Row[] =>
  rows.filter(row => {
    const middle = row.baseline - 0.3 * row.size
    return middle > upper.at && middle < lower.at && row.left > upper.from - 20 && row.right < upper.to + 20
  })

interface Candidate {
  readonly rows: readonly Row[]
  readonly rules: readonly number[]
}

/** Rows of text between lines of equal length, of which most have wide gaps: tables with lines across alone. */
const betweenRules = (rows: readonly Row[], rules: readonly Rule[]): Candidate[] => {
  const candidates: Candidate[] = []
  let open: { rows: Row[]; rules: number[] } | undefined
  const close = (): void => {
    if (open && open.rows.length > 1) candidates.push(open)
    open = undefined
  }
  for (const [at, rule] of rules.entries()) {
    const next = rules[at + 1]
    const band = next && hasSameEnds(rule, next) ? between(rows, rule, next) : []
    const isTabular =
      band.length > 0
        ? share(band) >= 0.5 || (band.length === 1 && open !== undefined)
        : next !== undefined && hasSameEnds(rule, next) && next.at - rule.at < 8
    if (!isTabular || !next) {
      close()
      continue
    }
    open ??= { rows: [], rules: [rule.at] }
    open.rows.push(...band)
    open.rules.push(next.at)
  }
  close()
  return candidates
}

const isGood = ({ table, fill, words, alignment }: TextTable): boolean =>
  table.rows >= 2 && fill >= 0.35 && words < 7 && alignment >= 0.5

/** The last row stands close below the one before it and further in than the first column. */
const isRestOfCell = (run: readonly Row[]): boolean => {
  const [before, last] = [run.at(-2), run.at(-1)]
  if (!before || !last) return false
  const left = Math.min(...run.map(row => row.left))
  return last.baseline - before.baseline < 1.5 * last.size && last.left > left + 3 * last.size
}

/** Runs of rows with wide gaps that follow each other closely; rows of one piece may stand between two of them. */
const runsOfRows = (rows: readonly Row[]): Row[][] => {
  const runs: Row[][] = []
  let run: Row[] = []
  const flush = (): void => {
    while (run.at(-1)?.isSplit === false && !isRestOfCell(run)) run.pop()
    if (run.length > 2) runs.push(run)
    run = []
  }
  for (const row of rows) {
    const last = run.at(-1)
    const isFar = last !== undefined && row.baseline - last.baseline > 2.6 * Math.max(row.size, last.size)
    const single = run.slice(-2).filter(other => !other.isSplit).length
    if (isFar || (!row.isSplit && single >= 2)) flush()
    if (row.isSplit || run.length > 0) run.push(row)
  }
  flush()
  return runs
}

/** Without lines a table must look like one: several short, aligned columns, mostly filled. */
const isSure = ({ table, fill, brevity, words, alignment }: TextTable): boolean => {
  if (table.rows < 3 || alignment < 0.6 || fill < 0.5 || words > 4) return false
  return table.columns > 2 ? brevity >= 0.25 || fill > 0.8 : brevity >= 0.4 && table.rows >= 4
}

export interface UnruledTables {
  readonly tables: readonly PageTable[]
  readonly rest: readonly Line[]
}

/**
 * Tables whose columns are told by the white space between them, with lines across or none, and the lines of text that
 * belong to none. After Nurminen 2013 and the stream mode of Tabula.
 */
export const findUnruled = (stretches: readonly Line[], horizontal: readonly Rule[]): UnruledTables => {
  const rows = rowsOf(stretches.flatMap(line => line.words)).map(toRow)
  if (!rows.some(row => row.isSplit)) return { tables: [], rest: stretches }
  const tables: PageTable[] = []
  const taken = new Set<Word>()
  const take = (
    candidate: Candidate,
    found: TextTable | undefined,
    test: (found: TextTable) => boolean,
  ): void => {
    if (!found || !test(found)) return
    tables.push(found.table)
    for (const word of candidate.rows.flatMap(row => row.words)) taken.add(word)
  }
  const left = Math.min(...rows.map(row => row.left)) - 20
  const right = Math.max(...rows.map(row => row.right)) + 20
  const rules = acrossPage(horizontal.filter(rule => rule.to > left && rule.from < right))
  for (const candidate of betweenRules(rows, rules))
    take(
      candidate,
      toTextTable(
        candidate.rows.map(row => row.words),
        { narrowest: 0.5, tolerance: 0.1, rules: candidate.rules },
      ),
      isGood,
    )
  const free = rows.filter(row => !row.words.some(word => taken.has(word)))
  for (const run of runsOfRows(free))
    take(
      { rows: run, rules: [] },
      toTextTable(
        run.map(row => row.words),
        { narrowest: 0.7, tolerance: 0.06, rules: rules.map(rule => rule.at) },
      ),
      isSure,
    )
  return { tables, rest: stretches.filter(line => !line.words.some(word => taken.has(word))) }
}
