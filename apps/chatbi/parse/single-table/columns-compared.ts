import type { Condition, Query, RowExpression } from '../../query/query.ts'
import type { Column } from './column.ts'
import { aggregate, founded, list, listValue, measured, rowsOf } from './query-parts.ts'
import type { Composer } from './query-parts.ts'
import type { FloatingTable } from './row-set.ts'

type Pair = readonly [Column, Column]

const mostNamed = 6

/** Two columns of amounts that the question may set against each other, in the order of the table. */
const pairsOf = ({ columns }: FloatingTable): readonly Pair[] => {
  const named = columns
    .filter(({ amount, kind, namings }) => amount && kind !== 'time' && namings.length > 0)
    .slice(0, mostNamed)
  return named.flatMap((first, i) => named.slice(i + 1).map((second): Pair => [first, second]))
}

const thanWords = / (than|more|less|fewer|higher|lower|same|equal|exceed|exceeded|over|under) /
const differenceWords =
  / (difference|differ|more|less|fewer|margin|gap|change|changed|grow|grew|increase|increased|decrease|decreased|drop|dropped) /

/** "fewer in 2025 than in 2024", "more wins than losses": rows by one of their columns against another. */
export const comparedColumns: Composer = (table, sets) => {
  if (!thanWords.test(table.words)) return []
  const counts = / (how many|number of) /.test(table.words)
  const naming = table.columns.filter(column => column.holdsWords)
  return pairsOf(table).flatMap(pair =>
    sets.slice(0, 4).flatMap(set => [
      ...(['<', '>', '='] as const).flatMap(operator => {
        const conditions = [...set.conditions, against(pair, operator)]
        return [
          ...(counts ? countsOf(table, naming, conditions) : []),
          ...naming.map(column => list(table, column, conditions)),
        ]
      }),
      ...(set.anchors.length > 0 && differenceWords.test(table.words)
        ? ([pair, pair.toReversed()] as const).map(([left, right]) =>
            listValue(table, { id: 'difference', value: minus(left?.amount, right?.amount) }, set.conditions),
          )
        : []),
    ]),
  )
}

/** The rows, or the things that the question names. */
const countsOf = (
  table: FloatingTable,
  naming: readonly Column[],
  conditions: readonly Condition[],
): readonly Query[] => [
  measured(table, 'count', rowsOf(table), conditions),
  ...naming
    .filter(({ namings }) => namings.length > 0)
    .map(({ ref }) =>
      measured(table, 'count', aggregate('count-distinct', { kind: 'field', field: ref }), conditions),
    ),
]

const nothing: RowExpression = { kind: 'number', value: 0 }

const against = ([left, right]: Pair, operator: '<' | '>' | '='): Condition => ({
  kind: 'compare',
  left: left.amount ?? nothing,
  operator,
  right: { kind: 'expression', expression: right.amount ?? nothing },
})

const minus = (left: RowExpression = nothing, right: RowExpression = nothing): RowExpression => ({
  kind: 'arithmetic',
  operator: '-',
  left,
  right,
})

const spanWords =
  / (difference|margin|how long|how many|how much|range|span|last|lasted|run|runs|duration|longest|shortest|biggest|largest|smallest|average|total|win by|won by|lose by|lost by|spread|score) /

/** From the first to the second number within a cell ("2024–2027", "3–1"), and between the two years of a row. */
export const spans: Composer = (table, sets) => {
  if (!spanWords.test(table.words)) return []
  const values = [...table.columns.flatMap(spansWithin), ...spansBetween(table)]
  return values.flatMap(value => [
    ...sets.slice(1, founded).map(set => listValue(table, { id: 'difference', value }, set.conditions)),
    ...sets
      .slice(0, 4)
      .flatMap(set =>
        (['max', 'min', 'avg', 'sum'] as const).map(kind =>
          measured(table, 'difference', aggregate(kind, value), set.conditions),
        ),
      ),
    ...(['asc', 'desc'] as const).flatMap(direction =>
      table.columns
        .filter(column => column.holdsWords || column.namings.length > 0)
        .map(column => ({
          ...list(table, column, []),
          orderBy: [{ by: { kind: 'row' as const, value }, direction }],
          limit: { count: 1 },
        })),
    ),
  ])
}

/** Either way round: a range grows, a result may be won or lost. */
const spansWithin = (column: Column): readonly RowExpression[] => {
  if (!column.hasTwoNumbers || column.isClock) return []
  const of: RowExpression = { kind: 'field', field: column.ref }
  const [first, second]: readonly RowExpression[] = [
    { kind: 'number-in', of },
    { kind: 'number-in', of, reads: 'second' },
  ]
  return [minus(second, first), minus(first, second)]
}

const spansBetween = ({ columns }: FloatingTable): readonly RowExpression[] => {
  const [start, end, ...others] = columns.filter(
    ({ isYear, kind }) => isYear && kind !== 'amount-in-text' && kind !== 'text',
  )
  return start && end && others.length === 0 ? [minus(yearOf(end), yearOf(start))] : []
}

const yearOf = ({ kind, ref }: Column): RowExpression => {
  const value = { kind: 'field', field: ref } as const
  return kind === 'time' ? { kind: 'time-part', part: 'year', of: value } : value
}
