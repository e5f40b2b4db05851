import { quoteName } from '../sql-text.ts'
import type { ColumnPlan, Fit } from './column-plan.ts'
import { sqlValue } from './null-spellings.ts'
import type { StagedColumn, StagedTable } from './staged-table.ts'
import { readSql } from './staging.ts'
import type { Staging } from './staging.ts'
import type { ValueFormat } from './value-format.ts'

/** Share of a column's cells that a type must read. */
const enough = 0.98

/** A12, 7-B: a column in which such cells stand among numbers holds codes. */
const looksLikeCode = (cell: string): boolean =>
  /^[\p{L}_]{1,8}[-_ /.]?\d|^\d+[-_/ ]?[\p{L}]/u.test(cell) || /^\d+([-/]\d+)+$/.test(cell)

type Picked = Pick<ColumnPlan, 'unfitCount' | 'notes'> & { readonly format: ValueFormat }

const isAmbiguousPair = (a: Fit, b: Fit): boolean =>
  a.fits === b.fits && /^(day|month)-first/.test(a.format.id) && /^(day|month)-first/.test(b.format.id)

/**
 * 03/04 in every cell: rows mostly stand in order of time, so the reading under which fewer rows go back in time
 * is taken; where both are equal, day before month (ISO 8601 aside, the custom of most of the world).
 */
const decideDayOrder = async (
  staging: Staging,
  table: StagedTable,
  column: StagedColumn,
  [a, b]: readonly [Fit, Fit],
): Promise<{ readonly fit: Fit; readonly note: string }> => {
  const value = sqlValue(quoteName(column.stageName))
  const rows = await readSql(
    staging,
    `WITH v AS (SELECT rowid AS r, ${value} AS v FROM stage.${table.stageName} LIMIT 100000),
      d AS (SELECT r, ${a.format.toSql('v')} AS a, ${b.format.toSql('v')} AS b FROM v)
     SELECT count(*) FILTER (a < pa)::DOUBLE, count(*) FILTER (b < pb)::DOUBLE,
       (max(a)::DATE - min(a)::DATE)::DOUBLE, (max(b)::DATE - min(b)::DATE)::DOUBLE
     FROM (SELECT a, b, lag(a) OVER (ORDER BY r) AS pa, lag(b) OVER (ORDER BY r) AS pb FROM d)`,
  )
  const [backA = 0, backB = 0] = (rows[0] ?? []).map(Number)
  if (backA !== backB)
    return {
      fit: backA < backB ? a : b,
      note: `day and month could be either way; ${orderName(backA < backB ? a : b)} was taken because the rows then stand in order of time`,
    }
  const dayFirst = a.format.id.startsWith('day-first') ? a : b
  return { fit: dayFirst, note: 'day and month could be either way; day before month was taken' }
}

const orderName = (fit: Fit): string =>
  fit.format.id.startsWith('day-first') ? 'day before month' : 'month before day'

const unfitExamples = async (
  staging: Staging,
  table: StagedTable,
  column: StagedColumn,
  format: ValueFormat,
): Promise<readonly { readonly cell: string; readonly row: number }[]> => {
  const rows = await readSql(
    staging,
    `SELECT v, min(r)::DOUBLE FROM (SELECT rowid AS r, ${sqlValue(quoteName(column.stageName))} AS v FROM stage.${table.stageName})
     WHERE v IS NOT NULL AND ${format.toSql('v')} IS NULL GROUP BY v ORDER BY 2 LIMIT 20`,
  )
  return rows.map(([cell, row]) => ({ cell: String(cell), row: Number(row) }))
}

/** The format that reads the column, or none: then it stays text and nothing of it is lost. */
export const pickFormat = async (
  staging: Staging,
  table: StagedTable,
  {
    column,
    values,
    fits,
  }: { readonly column: StagedColumn; readonly values: number; readonly fits: readonly Fit[] },
): Promise<Picked | undefined> => {
  if (values === 0 || fits.length === 0) return undefined
  const best = fits.reduce((a, b) => (b.fits > a.fits ? b : a))
  if (best.fits < values * enough) return undefined
  const rival = fits.find(
    fit => fit !== best && fit.format.type === best.format.type && isAmbiguousPair(fit, best),
  )
  const notes: string[] = []
  let chosen = best
  if (rival) {
    const decided = await decideDayOrder(staging, table, column, [best, rival])
    chosen = decided.fit
    notes.push(decided.note)
  }
  if (chosen.format.note) notes.push(chosen.format.note)
  const unfitCount = values - chosen.fits
  if (unfitCount > 0) {
    const examples = await unfitExamples(staging, table, column, chosen.format)
    if (examples.some(({ cell }) => looksLikeCode(cell))) return undefined
    const shown = examples
      .slice(0, 5)
      .map(({ cell, row }) => `"${cell.slice(0, 40)}"${table.lineOf ? ` in line ${table.lineOf(row)}` : ''}`)
    notes.push(
      `${unfitCount} of ${values} cells are not ${chosen.format.type === 'integer' ? 'whole numbers' : chosen.format.type} and are empty here: ${shown.join(', ')}${examples.length > 5 ? ', …' : ''}`,
    )
  }
  return { format: chosen.format, unfitCount, notes }
}
