import type { Direction } from '../../link/cue.ts'
import { sameRef } from '../../query/fields-of.ts'
import type { Condition, MeasureExpression, Query, RowExpression } from '../../query/query.ts'
import { emptyQuery } from '../../query/query.ts'
import { numberOfWord } from '../../text/index.ts'
import { besideOf, comparedWith, foremost, ownRows, positionIn, rowSetsOf, withoutFirst } from './row-set.ts'
import type { FloatingTable } from './row-set.ts'
import { comparedColumns, spans } from './columns-compared.ts'
import { countedGroups, repetitionsOf, sharedValues } from './groups.ts'
import { yesOrNo } from './yes-or-no.ts'
import { runs } from './runs.ts'
import { aggregate, combine, founded, idOf, list, listValue, measured, rowsOf } from './query-parts.ts'
import type { Composer } from './query-parts.ts'

/**
 * Queries over one table by composition without a grammar: every restriction that words may stand for meets every
 * operator that some word calls for and every column, named or not (the floating parser of Pasupat and Liang,
 * "Compositional Semantic Parsing on Semi-Structured Tables", ACL 2015). What is meant is for the ranking to say.
 */
export const composeFloating = (table: FloatingTable): readonly Query[] => {
  const sets = rowSetsOf(table)
  return composers.flatMap(compose => compose(table, sets))
}

/** "which team …": a column of the rows. */
const listing: Composer = (table, sets) =>
  sets
    .filter(set => set.anchors.length > 0)
    .flatMap(set => table.columns.map(column => list(table, column, set.conditions)))

const countWords = / (how many|number of|count|amount of|how often|times|total) /

/** "how many …": the rows, or the different values of a column. */
const counting: Composer = (table, sets) => {
  if (!countWords.test(table.words)) return []
  const named = table.columns.filter(column => column.namings.length > 0 || column.isNaming)
  return sets.flatMap(set => [
    measured(table, 'count', rowsOf(table), [...set.conditions, ...ownRows(table)]),
    ...named.map(column =>
      measured(
        table,
        'count',
        aggregate('count-distinct', { kind: 'field', field: column.ref }),
        set.conditions,
      ),
    ),
  ])
}

const sumWords =
  / (total|sum|combined|altogether|overall|together|how many|how much|how long|in all|number of|amount of) /
/** "how many points": the amount that a text of the rows begins with. */
const amountsInTexts: Composer = (table, sets) =>
  / (how many|how much|number of|amount of) /.test(table.words)
    ? sets
        .slice(1, founded)
        .flatMap(set =>
          table.columns.flatMap(column =>
            column.kind === 'amount-in-text' && column.amount
              ? [listValue(table, { id: idOf(column), value: column.amount }, set.conditions)]
              : [],
          ),
        )
    : []

const averageWords = / (average|averages|mean|averaged) /

/** "the total of …", "on average". */
const summing: Composer = (table, sets) => {
  const kinds = [
    ...(sumWords.test(table.words) ? (['sum'] as const) : []),
    ...(averageWords.test(table.words) ? (['avg'] as const) : []),
  ]
  if (kinds.length === 0) return []
  return sets
    .slice(0, founded * 2)
    .flatMap(set =>
      table.columns.flatMap(({ amount, kind }) =>
        amount && kind !== 'time'
          ? kinds.map(one =>
              measured(table, one, aggregate(one, amount), [...set.conditions, ...ownRows(table)]),
            )
          : [],
      ),
    )
}

const extremeWords =
  / (first|last|final|top|bottom|initial|latest|earliest|most|least|best|worst|fewest|max|maximum|min|minimum|recent|recently|more|less|fewer|before|after|sooner|later|earlier|peak|beginning|end|start|\p{L}+est|\p{L}+er|leading|original|originally|newest|oldest|next to last|second|third|lead|winner|won|finish|finished|ending|starting|lasted) /u

const directions: readonly Direction[] = ['asc', 'desc']

/** "the highest …", "the last …": the first rows by an amount or by where they stand. */
const superlatives: Composer = (table, sets) => {
  if (!extremeWords.test(table.words)) return []
  const count = countOf(table)
  const orders = [positionIn(table), ...table.columns.flatMap(column => column.amount ?? [])]
  return foremost(sets, founded).flatMap(set =>
    orders.flatMap(value =>
      directions.flatMap(direction =>
        table.columns.map(column => ({
          ...list(table, column, [...set.conditions, ...ownRows(table)]),
          orderBy: [{ by: { kind: 'row' as const, value }, direction }],
          limit: { count },
        })),
      ),
    ),
  )
}

const secondWords = / (second|2nd|next to|penultimate) /

/** "the next to last", "the second highest". */
const seconds: Composer = (table, sets) => {
  if (!secondWords.test(table.words)) return []
  const orders = [positionIn(table), ...table.columns.flatMap(column => column.amount ?? [])]
  return sets.slice(0, 8).flatMap(set =>
    orders.flatMap(value =>
      directions.flatMap(direction => {
        const own = { ...set, conditions: [...set.conditions, ...ownRows(table)] }
        const { conditions } = withoutFirst(own, value, direction)
        return table.columns.map(column => ({
          ...list(table, column, conditions),
          orderBy: [{ by: { kind: 'row' as const, value }, direction }],
          limit: { count: 1 },
        }))
      }),
    ),
  )
}

/** "the highest amount itself". */
const extremes: Composer = (table, sets) => {
  if (!extremeWords.test(table.words)) return []
  return sets
    .slice(0, founded)
    .flatMap(set =>
      table.columns.flatMap(({ amount, kind }) =>
        amount && kind !== 'time'
          ? (['max', 'min'] as const).map(one =>
              measured(table, one, aggregate(one, amount), [...set.conditions, ...ownRows(table)]),
            )
          : [],
      ),
    )
}

/** "the top three", "which 5": how many are asked for. */
const countOf = ({ words }: FloatingTable): number => {
  const found = / (?:top|first|last|bottom|which|what|the|final) (\p{L}+|\d+) /u.exec(words)?.[1] ?? ''
  const count = numberOfWord(found) ?? Number(found)
  return Number.isInteger(count) && count >= 2 && count <= 20 ? count : 1
}

const besideWords =
  / (after|before|next|previous|previously|following|followed|follows|preceding|preceded|precedes|prior|above|below|later|earlier|under|over|beneath|proceeding|consecutive|back) /

/** "right after …", "the previous …": the row beside, or the number of rows on that side. */
const neighbours: Composer = (table, sets) => {
  if (!besideWords.test(table.words)) return []
  const counts = countWords.test(table.words)
  return sets.slice(1, founded).flatMap(set =>
    [true, false].flatMap(isAfter => {
      const beside = besideOf(table, set, isAfter)
      return [
        ...(counts ? [measured(table, 'count', rowsOf(table), beside.conditions)] : []),
        ...table.columns.map(column => ({
          ...list(table, column, beside.conditions),
          orderBy: [
            {
              by: { kind: 'row' as const, value: positionIn(table) },
              direction: isAfter ? ('asc' as const) : ('desc' as const),
            },
          ],
          limit: { count: 1 },
        })),
      ]
    }),
  )
}

const thanWords =
  / (than|then|as many|as much|same|as|tied|tie|equal|also|like|compared|match|before|after|ahead|behind|above|below) /

/** "more points than …", "the same score as …": rows by how they compare with others. */
const comparisons: Composer = (table, sets) => {
  if (!thanWords.test(table.words)) return []
  const counts = countWords.test(table.words)
  const naming = table.columns.filter(column => column.holdsWords || column.namings.length > 0)
  return sets.slice(1, 9).flatMap(set =>
    table.columns.flatMap(({ amount, ref }) => {
      const value = amount ?? { kind: 'field' as const, field: ref }
      if (set.anchors.some(anchor => sameRef(anchor.column.ref, ref))) return []
      return (amount ? (['>', '<', '='] as const) : (['='] as const)).flatMap(operator => {
        const rows = comparedWith(set, value, operator)
        const others: readonly Condition[] =
          operator === '='
            ? [...rows.conditions, ...set.conditions.map(condition => ({ kind: 'not' as const, condition }))]
            : rows.conditions
        return [
          ...(counts ? [measured(table, 'count', rowsOf(table), others)] : []),
          ...naming.map(column => list(table, column, others)),
        ]
      })
    }),
  )
}

const contrastWords =
  / (difference|differ|more|less|fewer|longer|shorter|higher|lower|older|younger|larger|smaller|greater|taller|bigger|better|between|than|then|apart|gap|margin|span|how long|how many years|faster|slower|heavier|range|from|until|elapsed|passed) /

/** "how many more … than …", "the difference between …": the greatest amount of the rows less the least. */
const contrasts: Composer = (table, sets) => {
  if (!contrastWords.test(table.words)) return []
  const spreads = sets.slice(0, founded * 2).flatMap(set =>
    table.columns.flatMap(({ amount, kind, ref }) => {
      if (!amount) return []
      const value: RowExpression =
        kind === 'time' ? { kind: 'time-part', part: 'year', of: { kind: 'field', field: ref } } : amount
      const spread = combine(aggregate('max', value), '-', aggregate('min', value))
      return [measured(table, 'difference', spread, set.conditions)]
    }),
  )
  return [...spreads, ...countContrasts(table)]
}

const countContrasts = (table: FloatingTable): readonly Query[] => {
  const rows = (condition: Condition): MeasureExpression => rowsOf(table, [condition])
  const anchors = table.anchors.slice(0, 8).toSorted((a, b) => a.from - b.from)
  return anchors.flatMap((first, i) =>
    anchors
      .slice(i + 1)
      .filter(second => second.from >= first.to && sameRef(first.column.ref, second.column.ref))
      .map(second =>
        measured(table, 'difference', combine(rows(first.condition), '-', rows(second.condition)), []),
      ),
  )
}

const frequencyWords =
  / (most|least|more|less|fewest|often|common|frequent|frequently|times|mode|highest|lowest|largest|fewer|majority|only|once|twice|appears|multiple|least|repeated) /

/** "appears the most": the value that most of the rows have; "more than once". */
const frequencies: Composer = (table, sets) => {
  if (!frequencyWords.test(table.words)) return []
  const measure = rowsOf(table)
  const repeated = table.columns.filter(
    ({ field }) => (field.distinctCount ?? 0) < (table.dataset.rowCount ?? 0),
  )
  const count = countOf(table)
  return sets.slice(0, founded).flatMap(set =>
    repeated.flatMap(column => {
      const grouped: Query = {
        ...emptyQuery,
        root: table.dataset.name,
        dimensions: [{ id: idOf(column), field: column.ref }],
        filters: set.conditions,
      }
      return [
        ...directions.map(direction => ({
          ...grouped,
          orderBy: [{ by: { kind: 'measure' as const, measure }, direction }],
          limit: { count },
        })),
        ...repetitionsOf(table, grouped),
      ]
    }),
  )
}

const composers: readonly Composer[] = [
  listing,
  counting,
  summing,
  amountsInTexts,
  superlatives,
  seconds,
  extremes,
  neighbours,
  comparisons,
  contrasts,
  frequencies,
  countedGroups,
  sharedValues,
  comparedColumns,
  spans,
  yesOrNo,
  runs,
]
