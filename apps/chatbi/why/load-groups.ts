import type { Cell, DataConnection, PlantCalendar, Role } from '@millwright/spec'
import { executeQuery } from '../execute/execute-query.ts'
import type { ResultTable } from '../execute/result-table.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import { findField } from '../query/find-in-model.ts'
import { emptyQuery } from '../query/query.ts'
import type { Condition, FieldRef, Query } from '../query/query.ts'
import { toGuardedQuery } from '../workspace/guarded-query.ts'
import { conditionsOf } from './cohort.ts'
import type { Cohort } from './cohort.ts'
import type { ExplanatoryField } from './explanatory-fields.ts'
import { besideAverage } from './beside-average.ts'
import type { BlockSums, GroupedDays } from './grouped-days.ts'
import type { LoadGroups } from './investigate.ts'
import type { MeasureParts } from './measure-parts.ts'
import { blockAt, countBlocks, rangesOf } from './periods.ts'
import type { BlockHours, ComparedPeriods, Period } from './periods.ts'
import { findRateOfSum, isByRate } from './rate-of-sum.ts'
import type { PeriodAmounts, RateOfSum } from './rate-of-sum.ts'

/** A query that was asked on the way. */
export interface AskedQuery {
  readonly dimension: string
  readonly sql: string
  readonly rowCount: number
}

export interface LoadOptions {
  readonly model: SemanticModel
  /** The whole model: what the guard judges by. */
  readonly whole: SemanticModel
  readonly role: Role
  readonly connection: DataConnection
  readonly calendar: PlantCalendar
  readonly signal?: AbortSignal
  readonly parts: MeasureParts
  readonly time: FieldRef
  readonly periods: ComparedPeriods
  readonly blockHours: BlockHours
  readonly filters: readonly Condition[]
  readonly dimensions: readonly ExplanatoryField[]
  /** The value that is set against all others, in place of a period against another. */
  readonly cohort?: Cohort | undefined
  readonly onQuery: (query: AskedQuery) => void
}

/** Rows of one dimension in both periods: hours or days times values. */
const caps = { maxRows: 200_000, timeoutMs: 60_000 } as const

/** Reads dimensions through the compiler and the guard, as every question does. One too long to read is left out. */
export const createGroupLoader = (options: LoadOptions): LoadGroups => {
  const { cohort, dimensions } = options
  let others: Promise<number> | undefined
  return async conditions => {
    const scale = cohort ? 1 / (await (others ??= countOthers(options, cohort))) : 1
    const groups: GroupedDays[] = []
    const own: GroupedDays[] = []
    for (const dimension of dimensions) {
      const rows = cohort
        ? await loadCohort(options, { dimension, conditions, cohort, scale })
        : await loadDimension(options, dimension, conditions)
      if (rows) groups.push({ dimension, ...rows })
      if (rows?.isUnshared === true) own.push({ dimension, ...besideAverage(rows, scale) })
    }
    // what is summed over all is read off the first
    return groups.length > 0 ? [...groups, ...own] : []
  }
}

const loadDimension = async (
  options: LoadOptions,
  dimension: ExplanatoryField,
  conditions: readonly Condition[],
): Promise<Omit<GroupedDays, 'dimension'> | undefined> => {
  const rows: TimedSums[] = []
  for (const range of rangesOf(options.periods)) {
    const table = await ask(options, dimension, toQuery(options, { dimension, range, conditions }))
    if (!table || table.truncated) return undefined
    rows.push(...toRows(table))
  }
  const { before, after } = options.periods
  return { before: toBlocks(rows, before, options), after: toBlocks(rows, after, options) }
}

/** How many other values there are: what is summed over them is divided, to stand for an average one. */
const countOthers = async (options: LoadOptions, cohort: Cohort): Promise<number> => {
  const { field } = cohort
  const dimension = { field, label: findField(options.model, field)?.label ?? { en: field.field } }
  const conditions = [conditionsOf(cohort).others]
  const table = await ask(
    options,
    dimension,
    toQuery(options, { dimension, range: options.periods.after, conditions }),
  )
  return Math.max(1, new Set(table ? toRows(table).map(row => row.value) : []).size)
}

/** The value's own rows as `after`, those of an average other one as `before`; only what both may have compares. */
const loadCohort = async (
  options: LoadOptions,
  asked: {
    readonly dimension: ExplanatoryField
    readonly conditions: readonly Condition[]
    readonly cohort: Cohort
    readonly scale: number
  },
): Promise<Omit<GroupedDays, 'dimension'> | undefined> => {
  const { dimension, conditions, cohort, scale } = asked
  const { own, others } = conditionsOf(cohort)
  const { after: period } = options.periods
  const read = async (side: Condition): Promise<readonly BlockSums[] | undefined> => {
    const query = toQuery(options, {
      dimension,
      range: period,
      conditions: [...conditions, side],
    })
    const table = await ask(options, dimension, query)
    return table && !table.truncated ? toBlocks(toRows(table), period, options) : undefined
  }
  const [after, before] = [await read(own), await read(others)]
  if (!after || !before) return undefined
  return {
    after,
    ...(areShared(after, before) ? {} : { isUnshared: true }),
    before: before.map(row => ({
      ...row,
      numerator: row.numerator * scale,
      denominator: row.denominator * scale,
    })),
  }
}

/**
 * A machine belongs to its line alone: what only one side can have tells nothing of the difference. A reason that only nights
 * had beside many that days have too does.
 */
const areShared = (after: readonly BlockSums[], before: readonly BlockSums[]): boolean => {
  const others = new Set(before.map(row => row.value))
  const own = [...new Set(after.map(row => row.value))]
  return own.length > 1 && own.filter(value => others.has(value)).length > own.length / 2
}

/** Sums of an hour or a day, which begins at `time`. */
type TimedSums = Omit<BlockSums, 'block'> & { readonly time: string }

/** The rows of a period with the block that each is of. */
const toBlocks = (
  rows: readonly TimedSums[],
  period: Period,
  { blockHours }: Pick<LoadOptions, 'blockHours'>,
): readonly BlockSums[] =>
  rows
    .filter(row => isIn(row, period))
    .map(({ time, ...sums }) => ({ ...sums, block: blockAt(period, time, blockHours) }))

/** An hour or day belongs to the period in which it begins; the first may have begun before it. */
const isIn = ({ time }: TimedSums, { from, to }: Period): boolean =>
  time >= from.slice(0, time.length) && `${time}T00:00:00`.slice(0, 19) < to

const toQuery = (
  { parts, time, filters, blockHours }: LoadOptions,
  asked: {
    readonly dimension: ExplanatoryField
    readonly range: Period
    readonly conditions: readonly Condition[]
  },
): Query => ({
  ...emptyQuery,
  measures: [
    { id: 'numerator', expression: parts.numerator },
    ...(parts.denominator ? [{ id: 'denominator', expression: parts.denominator }] : []),
  ],
  dimensions: [
    { id: 'block', field: time, grain: blockHours === 24 ? 'day' : 'hour' },
    { id: 'group_value', field: asked.dimension.field },
  ],
  filters: [...filters, ...parts.filters, ...asked.conditions],
  time: {
    field: time,
    range: { ...asked.range, text: `${asked.range.from} – ${asked.range.to}` },
  },
})

type ProbeOptions = Omit<LoadOptions, 'onQuery' | 'blockHours'>

/** Without a dimension: what is measured in one period as a whole, or by `part` of its time. */
const probe = async (
  options: ProbeOptions,
  range: Period,
  part?: 'hour-of-day',
): Promise<ResultTable | undefined> => {
  const silent: LoadOptions = { ...options, blockHours: 24, onQuery: () => undefined }
  const dimension = { field: options.time, label: { en: 'time' } }
  const query = toQuery(silent, { dimension, range, conditions: [] })
  const dimensions = part ? [{ id: 'part', field: options.time, part }] : []
  return ask(silent, dimension, { ...query, dimensions })
}

/** Whether what is measured is kept by more than the day; what has one row a day at one hour is not. */
export const keepsTimeOfDay = async (options: ProbeOptions): Promise<boolean> => {
  if (findField(options.model, options.time)?.type === 'date') return false
  const table = await probe(options, options.periods.after, 'hour-of-day')
  return (table?.rowCount ?? 0) > 1
}

/** A total as its rate, where it moved because the rate did. */
export const findMovedRate = async (options: ProbeOptions): Promise<RateOfSum | undefined> => {
  const rate = options.cohort ? undefined : findRateOfSum(options, options.model)
  if (!rate) return undefined
  const { before, after } = options.periods
  const amountsOf = async (period: Period): Promise<PeriodAmounts> => {
    const table = await probe({ ...options, parts: rate.parts, filters: rate.filters }, period)
    const [sum, whole] = table?.rows[0] ?? []
    const days = countBlocks(period, 24)
    return { sum: toNumber(sum) / days, whole: toNumber(whole) / days }
  }
  return isByRate(await amountsOf(before), await amountsOf(after)) ? rate : undefined
}

/** Undefined where the dimension cannot be joined to what is measured. */
const ask = async (
  { model, whole, role, connection, calendar, signal, onQuery }: LoadOptions,
  dimension: ExplanatoryField,
  query: Query,
): Promise<ResultTable | undefined> => {
  const { maxRows } = caps
  const guarded = await toGuardedQuery(query, { model, whole }, { role, calendar, maxRows })
  if (!guarded.ok) {
    if (guarded.error.code === 'INPUT_INVALID') return undefined
    throw guarded.error
  }
  const { sql, outputs } = guarded
  const table = await executeQuery({
    sql,
    outputs,
    connection,
    caps,
    ...(signal ? { signal } : {}),
  })
  onQuery({ dimension: dimension.label.en, sql, rowCount: table.rowCount })
  return table
}

const toRows = ({ columns, rows }: ResultTable): readonly TimedSums[] => {
  const at = (id: string): number => columns.findIndex(column => column.id === id)
  const [block, value, numerator, denominator] = [
    at('block'),
    at('group_value'),
    at('numerator'),
    at('denominator'),
  ]
  return rows.flatMap(row => {
    const time = row[block ?? -1]
    return time === null || time === undefined
      ? []
      : [
          {
            time: String(time).replace(' ', 'T'),
            value: row[value ?? -1] ?? null,
            numerator: toNumber(row[numerator ?? -1]),
            denominator: toNumber(row[denominator ?? -1]),
          },
        ]
  })
}

const toNumber = (cell: Cell | undefined): number => Number(cell ?? 0) || 0
