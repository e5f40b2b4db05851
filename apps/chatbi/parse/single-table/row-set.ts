import type { LinkResult } from '../../link/link.ts'
import type { Dataset } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import type { Condition, RowExpression } from '../../query/query.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Anchor } from './anchor.ts'
import type { UnitLattice } from './chinese-units.ts'
import type { Column } from './column.ts'

/** A question about one table, seen without a grammar: its columns, what may restrict rows, and its words. */
export interface FloatingTable {
  readonly lattice: LinkResult
  /** Which atoms of the question each of the lattice stands for, where those are not the same. */
  readonly spans?: UnitLattice['spans']
  readonly dataset: Dataset
  readonly columns: readonly Column[]
  readonly anchors: readonly Anchor[]
  /** The words in lower case, one blank apart, with a blank at either end. */
  readonly words: string
  /** Leaves out the row of totals, where the table has one. */
  readonly withoutTotals?: Condition
}

/** Rows that some words may mean. */
export interface RowSet {
  readonly conditions: readonly Condition[]
  readonly anchors: readonly Anchor[]
}

/** The best founded, and those that turn a restriction round, which stand last. */
export const foremost = (sets: readonly RowSet[], count: number): readonly RowSet[] => [
  ...sets.slice(0, count),
  ...sets
    .slice(count)
    .filter(({ conditions }) => conditions.some(({ kind }) => kind === 'not'))
    .slice(0, 8),
]

const mostPairs = 30
const mostTriples = 8
const pairedAnchors = 12

const overlaps = (a: Anchor, b: Anchor): boolean => a.from < b.to && b.from < a.to
const worthOf = ({ anchors }: RowSet): number =>
  anchors.reduce((sum, { from, to, score }) => sum + (to - from) * score, 0)
const byWorth = (sets: readonly RowSet[]): readonly RowSet[] =>
  sets.toSorted((a, b) => worthOf(b) - worthOf(a))

/** All rows, and those that one, two or three restrictions leave; the best founded first. */
export const rowSetsOf = (table: FloatingTable): readonly RowSet[] => {
  const singles = table.anchors.map(anchor => ({ conditions: [anchor.condition], anchors: [anchor] }))
  const paired = singles.slice(0, pairedAnchors)
  const pairs = byWorth(
    paired.flatMap((set, i) => paired.slice(i + 1).flatMap(other => join(set, other))),
  ).slice(0, mostPairs)
  const triples = byWorth(
    pairs
      .slice(0, 12)
      .flatMap(pair =>
        paired
          .filter(({ anchors: [anchor] }) => anchor && pair.anchors.every(one => one.from < anchor.from))
          .flatMap(single => join(pair, single)),
      ),
  ).slice(0, mostTriples)
  const sets = byWorth([...singles, ...pairs, ...triples])
  return [{ conditions: [], anchors: [] }, ...sets, ...negatedOf(table, singles, pairs)]
}

/** Both restrictions at once; of two values in one column, either. */
const join = (a: RowSet, b: RowSet): readonly RowSet[] => {
  if (a.anchors.some(one => b.anchors.some(other => overlaps(one, other)))) return []
  const anchors = [...a.anchors, ...b.anchors].toSorted((x, y) => x.from - y.from)
  const [first, second] = [a.anchors[0], b.anchors[0]]
  const isAlternative =
    a.anchors.length === 1 &&
    first !== undefined &&
    second !== undefined &&
    sameRef(first.column.ref, second.column.ref) &&
    first.kind !== 'amount' &&
    second.kind !== 'amount'
  const both = [...a.conditions, ...b.conditions]
  if (!isAlternative) return [{ conditions: both, anchors }]
  const either = { conditions: [{ kind: 'or' as const, conditions: both }], anchors }
  return first.kind === 'equal' && second.kind === 'equal'
    ? [either]
    : [either, { conditions: both, anchors }]
}

const negations =
  / (not|never|no|n't|didn't|did not|doesn't|wasn't|weren't|isn't|aren't|other than|besides|aside from|apart from|except|excluding|outside|else|without|other|rather than) /

/** The same with one restriction turned round, where the words say no. */
const negatedOf = (
  { words }: FloatingTable,
  singles: readonly RowSet[],
  pairs: readonly RowSet[],
): readonly RowSet[] => {
  if (!negations.test(words)) return []
  const turned = (set: RowSet, at: number): RowSet => ({
    ...set,
    conditions: set.conditions.map((condition, i) => (i === at ? { kind: 'not', condition } : condition)),
  })
  return [
    ...singles.slice(0, 8).map(set => turned(set, 0)),
    ...pairs
      .slice(0, 8)
      .filter(set => set.conditions.length === 2)
      .flatMap(set => [turned(set, 0), turned(set, 1), turned(turned(set, 0), 1)]),
  ]
}

/** Where rows stand in the table. */
export const positionIn = ({ dataset }: FloatingTable): RowExpression => ({
  kind: 'row-position',
  field: { dataset: dataset.name, field: dataset.fields[0]?.name ?? '' },
})

/** All rows that are no totals. */
export const ownRows = ({ withoutTotals }: FloatingTable): readonly Condition[] =>
  withoutTotals ? [withoutTotals] : []

/** The rows of `set` but the first in that order: the second in it comes first. */
export const withoutFirst = (set: RowSet, value: RowExpression, direction: 'asc' | 'desc'): RowSet => ({
  anchors: set.anchors,
  conditions: [
    ...set.conditions,
    {
      kind: 'compare',
      left: value,
      operator: direction === 'asc' ? '>' : '<',
      right: {
        kind: 'query',
        query: {
          ...emptyQuery,
          measures: [
            {
              id: 'first',
              expression: { kind: 'aggregate', aggregate: direction === 'asc' ? 'min' : 'max', value },
            },
          ],
          filters: set.conditions,
        },
      },
    },
  ],
})

/** Rows above or below those of `set`. */
export const besideOf = (table: FloatingTable, set: RowSet, isAfter: boolean): RowSet => ({
  anchors: set.anchors,
  conditions: [
    {
      kind: 'compare',
      left: positionIn(table),
      operator: isAfter ? '>' : '<',
      right: {
        kind: 'query',
        query: {
          ...emptyQuery,
          measures: [
            {
              id: 'position',
              expression: {
                kind: 'aggregate',
                aggregate: isAfter ? 'max' : 'min',
                value: positionIn(table),
              },
            },
          ],
          filters: set.conditions,
        },
      },
    },
  ],
})

/** Rows whose amount is more, less or the same as that of `set`. */
export const comparedWith = (set: RowSet, amount: RowExpression, operator: '>' | '<' | '='): RowSet => ({
  anchors: set.anchors,
  conditions: [
    {
      kind: 'compare',
      left: amount,
      operator,
      right: {
        kind: 'query',
        query: {
          ...emptyQuery,
          measures: [
            {
              id: 'amount',
              expression: {
                kind: 'aggregate',
                aggregate: operator === '<' ? 'min' : 'max',
                value: amount,
              },
            },
          ],
          filters: set.conditions,
        },
      },
    },
  ],
})
