import { numberOfWord } from '../../text/index.ts'
import type { ComparisonOperator, Having, Query } from '../../query/query.ts'
import { emptyQuery } from '../../query/query.ts'
import { aggregate, idOf, list, measured, rowsOf } from './query-parts.ts'
import type { Composer } from './query-parts.ts'
import type { Column } from './column.ts'
import type { FloatingTable, RowSet } from './row-set.ts'

const operators: readonly (readonly [words: RegExp, operator: ComparisonOperator])[] = [
  [/ (?:at least|no less than|no fewer than) (\p{L}+|\d+) /u, '>='],
  [/ (?:more than|over|exceeding) (\p{L}+|\d+) /u, '>'],
  [/ (?:less than|fewer than|under) (\p{L}+|\d+) /u, '<'],
  [/ (?:at most|no more than) (\p{L}+|\d+) /u, '<='],
  [/ (?:exactly|only) (\p{L}+|\d+) /u, '='],
]

const timesOfWord: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 }

/** "at least three", "more than once", "twice": how many rows a group must have. */
const groupSizes = ({ words }: FloatingTable): readonly Pick<Having, 'operator' | 'right'>[] => {
  const of = (operator: ComparisonOperator, value: number) => ({
    operator,
    right: { kind: 'value' as const, value },
  })
  const said = operators.flatMap(([pattern, operator]) => {
    const word = pattern.exec(words)?.[1]
    const value = word && (timesOfWord[word] ?? numberOfWord(word) ?? Number(word))
    return typeof value === 'number' && Number.isInteger(value) && value <= 50 ? [of(operator, value)] : []
  })
  if (said.length > 0) return said
  if (/ (multiple|repeat|repeated|several|twice) /.test(words)) return [of('>=', 2)]
  return / once /.test(words) ? [of('=', 1)] : []
}

/** The groups that have so many rows. */
export const repetitionsOf = (table: FloatingTable, grouped: Query): readonly Query[] =>
  groupSizes(table).map(size => ({ ...grouped, having: [{ measure: rowsOf(table), ...size }] }))

const mostSets = 6

const isRepeated = ({ dataset }: FloatingTable, { field }: Column): boolean =>
  (field.distinctCount ?? 0) < (dataset.rowCount ?? 0)

const groupsOf = (
  table: FloatingTable,
  column: Column,
  set: RowSet,
  size: Pick<Having, 'operator' | 'right'>,
) => ({
  kind: 'in-query' as const,
  field: column.ref,
  query: {
    ...emptyQuery,
    root: table.dataset.name,
    dimensions: [{ id: idOf(column), field: column.ref }],
    filters: set.conditions,
    having: [{ measure: rowsOf(table), ...size }],
  },
})

/** "how many teams have at least three …": groups counted by how many rows they have. */
export const countedGroups: Composer = (table, sets) => {
  if (!/ (how many|number of|count) /.test(table.words)) return []
  return groupSizes(table).flatMap(size =>
    sets
      .slice(0, mostSets)
      .flatMap(set =>
        table.columns
          .filter(column => isRepeated(table, column))
          .map(column =>
            measured(table, 'count', aggregate('count-distinct', { kind: 'field', field: column.ref }), [
              groupsOf(table, column, set, size),
            ]),
          ),
      ),
  )
}

/** "which two have the same score": rows whose value some other row has as well. */
export const sharedValues: Composer = (table, sets) => {
  if (!/ (same|tied|equal|identical|share|shared) /.test(table.words)) return []
  const size = { operator: '>=' as const, right: { kind: 'value' as const, value: 2 } }
  const naming = table.columns.filter(column => column.holdsWords || column.namings.length > 0)
  return sets.slice(0, 3).flatMap(set =>
    table.columns
      .filter(column => isRepeated(table, column))
      .flatMap(column => {
        const conditions = [...set.conditions, groupsOf(table, column, set, size)]
        return [
          measured(table, 'count', rowsOf(table), conditions),
          ...naming.filter(one => one !== column).map(one => list(table, one, conditions)),
        ]
      }),
  )
}
