import { quoteName } from '../sql-text.ts'
import type { ColumnPlan } from './infer-types.ts'
import { sqlValue } from './null-spellings.ts'
import type { StagedTable } from './staged-table.ts'
import { readSql } from './staging.ts'
import type { Staging } from './staging.ts'

/** A last row that sums up the others. `isSum`: a column proves it, so the row must not be counted again. */
export interface TotalsRow {
  readonly row: number
  readonly isSum: boolean
  readonly note: string
}

const saysTotal = /^(grand\s+|sub)?totals?\b|^sum\b|^overall$|^(合计|总计|总和|小计|共计|汇总)/i

const isNumber = ({ format }: ColumnPlan): boolean => format?.type === 'integer' || format?.type === 'float'

/** Looks at the last row: does it call itself a total, and is it the sum of the rows above in some column? */
export const findTotalsRow = async (
  staging: Staging,
  table: StagedTable,
  plans: readonly ColumnPlan[],
): Promise<TotalsRow | undefined> => {
  if (table.rowCount < 3 || plans.every(plan => plan.column.typed)) return undefined
  const row = table.rowCount - 1
  const words = plans.slice(0, 5).map(({ column }) => `CAST(${quoteName(column.stageName)} AS VARCHAR)`)
  const last = await readSql(
    staging,
    `SELECT ${words.join(', ')} FROM stage.${table.stageName} WHERE rowid = ${row}`,
  )
  const word = (last[0] ?? []).map(cell => String(cell ?? '').trim()).find(cell => saysTotal.test(cell))
  if (word === undefined) return undefined
  const where = table.lineOf ? `line ${table.lineOf(row)}` : 'the last row'
  const numbers = plans.filter(isNumber).slice(0, 30)
  const sums = numbers.map(({ column, format }) => {
    const value = format?.toSql(sqlValue(quoteName(column.stageName)))
    return `abs(sum(${value}) FILTER (rowid <> ${row}) - sum(${value}) FILTER (rowid = ${row})) <= 1e-6 * abs(sum(${value}) FILTER (rowid = ${row})) + 1e-9
      AND sum(${value}) FILTER (rowid = ${row}) <> 0`
  })
  const proof =
    sums.length > 0 ? await readSql(staging, `SELECT ${sums.join(', ')} FROM stage.${table.stageName}`) : []
  const isSum = (proof[0] ?? []).some(cell => cell === true)
  const note = isSum
    ? `${where} ("${word}") is the sum of the rows above and was left out, so that nothing is counted twice`
    : `${where} ("${word}") looks like a row of totals; it was kept`
  return { row, isSum, note }
}
