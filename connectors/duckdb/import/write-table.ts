import { privatePrefix } from '../read-catalog.ts'
import { quoteName, quoteText } from '../sql-text.ts'
import { nameColumns } from './column-names.ts'
import type { ColumnName } from './column-names.ts'
import type { ColumnPlan } from './column-plan.ts'
import { sqlText, sqlValue } from './null-spellings.ts'
import type { StagedTable } from './staged-table.ts'
import { runSql } from './staging.ts'
import type { Staging } from './staging.ts'

/** Where cells that did not fit their column's type are kept as they were written. */
const unfitTable = `${privatePrefix}unfit`

export const createUnfitTable = `CREATE TABLE final.${unfitTable}
  (table_name VARCHAR, column_name VARCHAR, row_number BIGINT, value VARCHAR)`

const valueSql = ({ column, format }: ColumnPlan): string => {
  const source = quoteName(column.stageName)
  if (column.typed) return source
  return format ? format.toSql(sqlValue(source)) : sqlText(source)
}

/** The header's own words where the name is not they, and the unit that was taken out of the cells. */
const commentOf = ({ name, label }: ColumnName, { format }: ColumnPlan): string | undefined => {
  const text = label ?? name
  if (format?.unit && !text.includes(format.unit)) return `${text.trim()} [${format.unit}]`
  return label
}

const saveUnfit = (table: StagedTable, name: string, column: string, plan: ColumnPlan): string => {
  const value = sqlValue(quoteName(plan.column.stageName))
  return `INSERT INTO final.${unfitTable} SELECT ${quoteText(name)}, ${quoteText(column)}, rowid + 1, v
    FROM (SELECT rowid, ${value} AS v FROM stage.${table.stageName})
    WHERE v IS NOT NULL AND ${plan.format?.toSql('v')} IS NULL`
}

/** Writes the typed table under `name`. */
export const writeTable = async (
  staging: Staging,
  table: StagedTable,
  plans: readonly ColumnPlan[],
  name: string,
): Promise<readonly ColumnName[]> => {
  const columns = nameColumns(table.columns.map(column => column.header))
  const target = `final.${quoteName(name)}`
  const values = plans.map((plan, i) => `${valueSql(plan)} AS ${quoteName(columns[i]?.name ?? '')}`)
  await runSql(
    staging,
    `CREATE TABLE ${target} AS SELECT ${values.join(', ')} FROM stage.${table.stageName}`,
    { from: 0.8, to: 1, message: 'writing the table' },
  )
  for (const [i, plan] of plans.entries()) {
    const column = columns[i]
    if (!column) continue
    const comment = commentOf(column, plan)
    if (comment !== undefined)
      await runSql(staging, `COMMENT ON COLUMN ${target}.${quoteName(column.name)} IS ${quoteText(comment)}`)
    if (plan.unfitCount > 0) await runSql(staging, saveUnfit(table, name, column.name, plan))
  }
  return columns
}
