import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import type { ChartType } from './chart.ts'

/** As many series as there are colours that people with any colour vision tell apart. */
const seriesLimit = 8

/** The columns of a result by what a chart does with them. */
export interface DataShape {
  readonly measures: readonly ResultTableColumn[]
  readonly times: readonly ResultTableColumn[]
  /** What names the groups, keys only where nothing else does. */
  readonly groups: readonly ResultTableColumn[]
  readonly before?: ResultTableColumn
  /** Changes from period to period that stand beside the measures. */
  readonly changes: readonly ResultTableColumn[]
  readonly rowCount: number
  /** The first measure gives each row's part of a whole: the parts add up to one. A rate does not. */
  readonly isWhole: boolean
  /** Distinct values of each group column. */
  readonly cardinality: ReadonlyMap<string, number>
}

export const shapeOf = (table: ResultTable): DataShape => {
  const plain = table.columns.filter(column => column.role === 'measure' && !column.comparison)
  const changed = table.columns.filter(({ comparison }) => comparison === 'change' || comparison === 'growth')
  const before = table.columns.find(column => column.comparison === 'before')
  const measures = plain.length > 0 ? plain : changed
  const times = table.columns.filter(column => column.role === 'time')
  const named = table.columns.filter(column => column.role === 'dimension')
  const groups = named.length > 0 ? named : table.columns.filter(column => column.role === 'key')
  const cardinality = new Map(
    [...groups, ...times].map(column => {
      const index = table.columns.indexOf(column)
      return [column.id, new Set(table.rows.map(row => row[index])).size] as const
    }),
  )
  return {
    measures,
    times,
    groups,
    ...(before ? { before } : {}),
    changes: before || plain.length === 0 ? [] : changed,
    rowCount: table.rows.length,
    isWhole: addsUpToOne(table, measures[0]),
    cardinality,
  }
}

/**
 * The shape as it is drawn. A group that is the same in every row needs no axis while another is not; of two,
 * the one with few enough values for colours of their own comes second.
 */
export const toDrawnShape = (shape: DataShape): DataShape => {
  const count = (column: ResultTableColumn): number => shape.cardinality.get(column.id) ?? 0
  const varied = shape.groups.filter(column => count(column) > 1)
  const groups = varied.length > 0 ? varied : shape.groups
  const [first, second] = groups
  const isReversed =
    groups.length === 2 && first && second && count(second) > seriesLimit && count(first) <= seriesLimit
  return { ...shape, groups: isReversed ? groups.toReversed() : groups }
}

/** Parts may be rounded, each to a thousandth or so. */
const tolerance = 0.02

const addsUpToOne = (table: ResultTable, measure: ResultTableColumn | undefined): boolean => {
  if (!measure?.percent) return false
  const index = table.columns.indexOf(measure)
  const sum = table.rows.reduce((total, row) => total + Number(row[index] ?? 0), 0)
  return Math.abs(sum - 1) <= tolerance
}

/**
 * Chart types that suit the rows, best first, after Mackinlay's ranking of encodings by data type (1986) and the
 * task that the shape stands for: trend, ranking, share, distribution, relation, two-way table, single number.
 */
export const suitableChartTypes = (shape: DataShape): readonly ChartType[] => [...bestTypes(shape), 'table']

const bestTypes = (shape: DataShape): readonly ChartType[] => {
  const { measures, times, groups, before, rowCount } = shape
  if (rowCount === 0 || measures.length === 0) return []
  // yes or no is read, not drawn
  if (measures.some(({ type }) => type === 'boolean')) return []
  if (rowCount === 1 && measures.length <= 3) return before ? ['grouped-bar', 'number'] : ['number']
  if (before && times.length === 0) return groups.length === 1 ? ['grouped-bar', 'ranking'] : []
  if (times.length > 0) return trendTypes(shape)
  if (groups.length === 0) return measures.length >= 2 ? ['scatter', 'histogram'] : ['histogram']
  if (groups.length === 1) return oneGroupTypes(shape)
  return groups.length === 2 ? twoGroupTypes(shape) : []
}

const trendTypes = ({ groups, cardinality, measures, times }: DataShape): readonly ChartType[] => {
  if (times.length > 1 || groups.length > 1) return []
  const [group] = groups
  if (!group) return measures.length === 1 ? ['line', 'bar', 'area'] : ['line']
  return (cardinality.get(group.id) ?? 0) <= seriesLimit
    ? ['line', 'stacked-bar', 'area', 'heat-map']
    : ['heat-map', 'line']
}

const oneGroupTypes = ({
  measures,
  groups,
  cardinality,
  rowCount,
  isWhole,
}: DataShape): readonly ChartType[] => {
  const [measure, second] = measures
  const [group] = groups
  const isRepeated = group !== undefined && (cardinality.get(group.id) ?? 0) < rowCount
  if (isRepeated) return measures.length >= 2 ? ['scatter', 'histogram'] : ['histogram']
  if (second)
    return second.unit === measure?.unit
      ? ['grouped-bar', 'scatter', 'ranking']
      : ['scatter', 'ranking', 'grouped-bar']
  if (measure?.percent && !isWhole) return ['ranking', 'bar']
  return isWhole && rowCount <= 12 ? ['share', 'ranking', 'bar'] : ['ranking', 'bar', 'share']
}

const twoGroupTypes = ({ groups, cardinality }: DataShape): readonly ChartType[] => {
  const smaller = Math.min(...groups.map(group => cardinality.get(group.id) ?? 0))
  return smaller <= seriesLimit ? ['stacked-bar', 'heat-map', 'grouped-bar'] : ['heat-map', 'stacked-bar']
}
