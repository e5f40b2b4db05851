import { quoteName, quoteText } from '../sql-text.ts'
import type { ColumnPlan } from './column-plan.ts'
import { sqlValue } from './null-spellings.ts'
import type { StagedTable } from './staged-table.ts'
import { readSql } from './staging.ts'
import type { Staging } from './staging.ts'

/** Rows that sum up others or average them: those that a column proves stay out, so that nothing is counted twice. */
export interface TotalsRows {
  /** Positions from 0. */
  readonly skipRows: readonly number[]
  readonly notes: readonly string[]
}

interface MarkedRow {
  readonly row: number
  readonly word: string
  readonly isProven: boolean
}

const saysTotal = '^(((grand|sub)[ -]?)?totals?|sum|overall)\\b|^(合计|总计|总和|小计|共计|汇总)'
const saysAverage = '^(averages?|mean|avg)\\b|^(平均|均值)'
/** In longer tables only the last row is looked at. */
const longTable = 1_000_000
const isAverage = new RegExp(saysAverage, 'i')
const maxNoted = 1000

const isNumber = ({ format }: ColumnPlan): boolean => format?.type === 'integer' || format?.type === 'float'

/** What one of the first columns says of a total; null in other rows. */
const wordSql = (plans: readonly ColumnPlan[]): string => {
  const cells = plans
    .slice(0, 5)
    .map(({ column }) => `trim(CAST(${quoteName(column.stageName)} AS VARCHAR))`)
    .map(
      cell =>
        `CASE WHEN regexp_matches(lower(${cell}), ${quoteText(`${saysTotal}|${saysAverage}`)}) THEN ${cell} END`,
    )
  return `coalesce(${cells.join(', ')})`
}

const nearly = (a: string, b: string): string => `abs(${a} - ${b}) <= 1e-6 * abs(${a}) + 1e-9`

/** An average is written with as many digits as someone liked. */
const roundedTo = (a: string, b: string): string =>
  `abs(${a} - ${b}) <= CASE WHEN ${a} = round(${a}) THEN 0.5 WHEN ${a} = round(${a}, 1) THEN 0.05 ELSE 0.005 END + 1e-9`

/**
 * A marked row is proven where some number of it is the sum (of a row called an average, the average) of what stands since
 * the last marked row, or since the first row.
 */
const markedSql = (table: StagedTable, plans: readonly ColumnPlan[]): string => {
  const numbers = plans.filter(isNumber).slice(0, 30)
  const values = numbers.map(
    ({ column, format }, i) => `, (${format?.toSql(sqlValue(quoteName(column.stageName)))})::DOUBLE AS n${i}`,
  )
  const over = (aggregate: string, i: number, part: string) =>
    `${aggregate}(CASE WHEN word IS NULL THEN n${i} END) OVER (${part}ORDER BY r)`
  const section = 'PARTITION BY section '
  const sums = numbers.map(
    (_, i) =>
      `, ${over('sum', i, '')} AS all${i}, ${over('sum', i, section)} AS part${i}` +
      `, ${over('avg', i, '')} AS mean${i}, ${over('avg', i, section)} AS part_mean${i}`,
  )
  const isAverage = `regexp_matches(lower(word), ${quoteText(saysAverage)})`
  const proofs = numbers.map(
    (_, i) =>
      `coalesce(n${i} <> 0 AND CASE WHEN ${isAverage}
        THEN ${roundedTo(`n${i}`, `mean${i}`)} OR ${roundedTo(`n${i}`, `part_mean${i}`)}
        ELSE ${nearly(`n${i}`, `all${i}`)} OR ${nearly(`n${i}`, `part${i}`)} END, false)`,
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

/** Looks for rows that call themselves totals or averages, and proves which of them are that of the rows above. */
export const findTotalsRows = async (
  staging: Staging,
  table: StagedTable,
  plans: readonly ColumnPlan[],
): Promise<TotalsRows> => {
  const none = { skipRows: [], notes: [] }
  if (table.rowCount < 3 || plans.every(plan => plan.column.typed)) return none
  if (!(await hasMarkedRow(staging, table, plans))) return none
  const marked = (await readSql(staging, markedSql(table, plans))).map(
    ([row, word, isProven]): MarkedRow => ({
      row: Number(row),
      word: String(word),
      isProven: isProven === true,
    }),
  )
  const proven = marked.filter(row => row.isProven)
  const averages = proven.filter(row => isAverage.test(row.word))
  const sums = proven.filter(row => !isAverage.test(row.word))
  const kept = marked.filter(row => !row.isProven)
  const are = (rows: readonly MarkedRow[], one: string, more: string) => (rows.length === 1 ? one : more)
  return {
    skipRows: proven.map(({ row }) => row),
    notes: [
      ...(sums.length > 0
        ? [
            `${describe(sums, table)} ${are(sums, 'is the sum', 'are sums')} of the rows above and ${are(sums, 'was', 'were')} left out, so that nothing is counted twice`,
          ]
        : []),
      ...(averages.length > 0
        ? [
            `${describe(averages, table)} ${are(averages, 'is the average', 'are averages')} of the rows above and ${are(averages, 'was', 'were')} left out`,
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
