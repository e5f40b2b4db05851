import { quoteName, quoteText } from '../sql-text.ts'
import type { ColumnPlan } from './infer-types.ts'
import { sqlValue } from './null-spellings.ts'
import type { StagedTable } from './staged-table.ts'
import { readSql } from './staging.ts'
import type { Staging } from './staging.ts'

/** Rows that sum up others: those that a column proves stay out, so that nothing is counted twice. */
export interface TotalsRows {
  /** Positions from 0. */
  readonly skipRows: readonly number[]
  readonly notes: readonly string[]
}

interface MarkedRow {
  readonly row: number
  readonly word: string
  readonly isSum: boolean
}

const saysTotal = '^(((grand|sub)[ -]?)?totals?|sum|overall)\\b|^(合计|总计|总和|小计|共计|汇总)'
/** In longer tables only the last row is looked at. */
const longTable = 1_000_000
const maxNoted = 1000

const isNumber = ({ format }: ColumnPlan): boolean => format?.type === 'integer' || format?.type === 'float'

/** What one of the first columns says of a total; null in other rows. */
const wordSql = (plans: readonly ColumnPlan[]): string => {
  const cells = plans
    .slice(0, 5)
    .map(({ column }) => `trim(CAST(${quoteName(column.stageName)} AS VARCHAR))`)
    .map(cell => `CASE WHEN regexp_matches(lower(${cell}), ${quoteText(saysTotal)}) THEN ${cell} END`)
  return `coalesce(${cells.join(', ')})`
}

const nearly = (a: string, b: string): string => `abs(${a} - ${b}) <= 1e-6 * abs(${a}) + 1e-9`

/** A marked row is a sum where some number of it is the sum since the last marked row, or since the first row. */
const markedSql = (table: StagedTable, plans: readonly ColumnPlan[]): string => {
  const numbers = plans.filter(isNumber).slice(0, 30)
  const values = numbers.map(
    ({ column, format }, i) => `, (${format?.toSql(sqlValue(quoteName(column.stageName)))})::DOUBLE AS n${i}`,
  )
  const plain = (i: number) => `sum(CASE WHEN word IS NULL THEN n${i} END)`
  const sums = numbers.map(
    (_, i) =>
      `, ${plain(i)} OVER (ORDER BY r) AS all${i}, ${plain(i)} OVER (PARTITION BY section ORDER BY r) AS part${i}`,
  )
  const proofs = numbers.map(
    (_, i) =>
      `coalesce(n${i} <> 0 AND (${nearly(`n${i}`, `all${i}`)} OR ${nearly(`n${i}`, `part${i}`)}), false)`,
  )
  return `WITH v AS (SELECT rowid AS r, ${wordSql(plans)} AS word${values.join('')} FROM stage.${table.stageName}),
      s AS (SELECT *, count(word) OVER (ORDER BY r ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS section FROM v),
      c AS (SELECT *${sums.join('')} FROM s)
    SELECT r::DOUBLE, word, ${proofs.length > 0 ? proofs.join(' OR ') : 'false'} FROM c WHERE word IS NOT NULL ORDER BY r`
}

const hasMarkedRow = async (
  staging: Staging,
  table: StagedTable,
  plans: readonly ColumnPlan[],
): Promise<boolean> => {
  const where = table.rowCount > longTable ? `WHERE rowid = ${table.rowCount - 1}` : ''
  const found = await readSql(
    staging,
    `SELECT count(${wordSql(plans)})::DOUBLE FROM stage.${table.stageName} ${where}`,
  )
  return Number(found[0]?.[0] ?? 0) > 0
}

const describe = (rows: readonly MarkedRow[], table: StagedTable): string => {
  const places = rows.slice(0, 5).map(({ row }) => (table.lineOf ? table.lineOf(row) : row + 1))
  const more = rows.length > places.length ? ', …' : ''
  const kind = table.lineOf ? 'line' : 'row'
  return `${kind}${rows.length > 1 ? 's' : ''} ${places.join(', ')}${more} ("${rows[0]?.word ?? ''}")`
}

/** Looks for rows that call themselves totals, and proves which of them are the sums of rows above. */
export const findTotalsRows = async (
  staging: Staging,
  table: StagedTable,
  plans: readonly ColumnPlan[],
): Promise<TotalsRows> => {
  const none = { skipRows: [], notes: [] }
  if (table.rowCount < 3 || plans.every(plan => plan.column.typed)) return none
  if (!(await hasMarkedRow(staging, table, plans))) return none
  const marked = (await readSql(staging, markedSql(table, plans))).map(([row, word, isSum]): MarkedRow => ({
    row: Number(row),
    word: String(word),
    isSum: isSum === true,
  }))
  const sums = marked.filter(row => row.isSum)
  const kept = marked.filter(row => !row.isSum)
  const are = (rows: readonly MarkedRow[], one: string, more: string) => (rows.length === 1 ? one : more)
  return {
    skipRows: sums.map(({ row }) => row),
    notes: [
      ...(sums.length > 0
        ? [
            `${describe(sums, table)} ${are(sums, 'is the sum', 'are sums')} of the rows above and ${are(sums, 'was', 'were')} left out, so that nothing is counted twice`,
          ]
        : []),
      ...(kept.length > 0 && kept.length <= maxNoted
        ? [
            `${describe(kept, table)} ${are(kept, 'looks like a row of totals; it was', 'look like rows of totals; they were')} kept`,
          ]
        : []),
    ],
  }
}
