import { quoteName } from '../sql-text.ts'
import { proposeBooleans } from './boolean-formats.ts'
import type { ColumnPlan, Fit } from './column-plan.ts'
import { sqlValue, valueText } from './null-spellings.ts'
import { plainNumbers, possibleStyles, proposeNumbers } from './number-formats.ts'
import type { StagedColumn, StagedTable } from './staged-table.ts'
import { readSql } from './staging.ts'
import type { Staging } from './staging.ts'
import { plainTimes, proposeTimes, zoneNote } from './time-formats.ts'
import { pickFormat } from './pick-format.ts'
import type { ValueFormat } from './value-format.ts'

const sampleCells = 1_000_000
const columnsAtOnce = 40

const inBatches = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / columnsAtOnce) }, (_, i) =>
    items.slice(i * columnsAtOnce, (i + 1) * columnsAtOnce),
  )

/** Rows from everywhere in the table, in no rhythm: the first thousand are not like the rest, nor is every second one. */
const readSamples = async (
  staging: Staging,
  table: StagedTable,
  columns: readonly StagedColumn[],
): Promise<readonly (readonly string[])[]> => {
  const rows = Math.max(200, Math.min(5000, Math.floor(sampleCells / table.columns.length)))
  const step = Math.max(1, Math.floor(table.rowCount / rows))
  const names = columns.map(column => quoteName(column.stageName)).join(', ')
  const sample = await readSql(
    staging,
    `SELECT ${names} FROM stage.${table.stageName} WHERE hash(rowid) % ${step} = 0 LIMIT ${rows}`,
  )
  return columns.map((_, i) =>
    sample.map(row => valueText(row[i] === null ? null : String(row[i]))).filter(cell => cell !== null),
  )
}

const propose = (
  cells: readonly string[],
  header: string,
  preferEuropean: boolean,
): readonly ValueFormat[] => {
  if (cells.length === 0) return [...plainNumbers, ...plainTimes]
  const booleans = proposeBooleans(cells)
  if (booleans.length > 0) return booleans
  const times = proposeTimes(cells, header)
  return [...times, ...proposeNumbers(cells, preferEuropean)]
}

interface Proposal {
  readonly column: StagedColumn
  readonly formats: readonly ValueFormat[]
}

interface Counted {
  readonly values: number
  readonly fits: readonly Fit[]
}

/** One scan: cells with a value, and for each proposal how many it reads. */
const countFits = async (
  staging: Staging,
  table: StagedTable,
  proposals: readonly Proposal[],
): Promise<readonly Counted[]> => {
  const values = proposals.map(({ column }, i) => `${sqlValue(quoteName(column.stageName))} AS v${i}`)
  const counts = proposals.flatMap(({ formats }, i) => [
    `count(v${i})::DOUBLE`,
    ...formats.map(format => `count(${format.toSql(`v${i}`)})::DOUBLE`),
  ])
  const rows = await readSql(
    staging,
    `SELECT ${counts.join(', ')} FROM (SELECT ${values.join(', ')} FROM stage.${table.stageName})`,
  )
  let at = 0
  const next = () => Number(rows[0]?.[at++] ?? 0)
  return proposals.map(({ formats }) => ({
    values: next(),
    fits: formats.map(format => ({ format, fits: next() })),
  }))
}

const isFull = ({ values, fits }: Counted): boolean => fits.some(fit => fit.fits === values)

/** The likely formats first; the others only of the columns that those do not read to the last cell. */
const countAllFits = async (
  staging: Staging,
  table: StagedTable,
  proposals: readonly Proposal[],
): Promise<readonly Counted[]> => {
  const likely = proposals.map(({ column, formats }) => ({
    column,
    formats: formats.filter(format => format.isFallback !== true),
  }))
  const counted = await countFits(staging, table, likely)
  const open = proposals.filter(
    ({ formats }, i) => formats.some(f => f.isFallback) && !isFull(counted[i] ?? { values: 0, fits: [] }),
  )
  if (open.length === 0) return counted
  const again = new Map(
    (await countFits(staging, table, open)).map((result, i) => [open[i]?.column, result] as const),
  )
  return proposals.map(({ column }, i) => again.get(column) ?? counted[i] ?? { values: 0, fits: [] })
}

/** A file written where 1,5 is one and a half shows it in some column; the others then follow. */
const isEuropean = (samples: readonly (readonly string[])[]): boolean => {
  let european = 0
  let others = 0
  for (const cells of samples) {
    if (cells.length === 0) continue
    const styles = possibleStyles(cells)
    if (styles.length === 1 && styles[0] === 'european') european += 1
    if (!styles.includes('european') && (styles.includes('plain') || styles.includes('comma'))) others += 1
  }
  return european > others
}

/** Decides the type of every column from all of its cells. */
export const inferTypes = async (staging: Staging, table: StagedTable): Promise<readonly ColumnPlan[]> => {
  const plans = new Map<StagedColumn, ColumnPlan>()
  for (const column of table.columns) plans.set(column, { column, unfitCount: 0, notes: [] })
  const untyped = table.columns.filter(column => !column.typed)
  const batches = inBatches(untyped)
  const samples: (readonly string[])[] = []
  for (const batch of batches) samples.push(...(await readSamples(staging, table, batch)))
  const preferEuropean = isEuropean(samples)
  const proposals = untyped.map((column, i) => ({
    column,
    cells: samples[i] ?? [],
    formats: propose(samples[i] ?? [], column.header, preferEuropean),
  }))
  for (const batch of inBatches(proposals.filter(p => p.formats.length > 0))) {
    const counted = await countAllFits(staging, table, batch)
    for (const [i, { column, cells }] of batch.entries()) {
      const { values, fits } = counted[i] ?? { values: 0, fits: [] }
      const picked = await pickFormat(staging, table, { column, values, fits })
      if (!picked) continue
      const zone = picked.format.type === 'timestamp' ? zoneNote(cells) : undefined
      plans.set(column, {
        column,
        ...picked,
        notes: [...picked.notes, ...(zone === undefined ? [] : [zone])],
      })
    }
  }
  return table.columns.map(column => plans.get(column) ?? { column, unfitCount: 0, notes: [] })
}
