import { sameRef } from '../../query/fields-of.ts'
import type { Condition, MeasureExpression, Query } from '../../query/query.ts'
import { aggregate, combine, founded, measured, rowsOf } from './query-parts.ts'
import type { Composer } from './query-parts.ts'
import type { Anchor } from './anchor.ts'
import type { FloatingTable } from './row-set.ts'

/** Verbs that open a question to be answered by yes or no; at its end where another clause comes first. */
const opening = /^ (?:[^,]* , )?(did|do|does|is|are|was|were|has|have|had|can|could|will) /

const comparing = / (than|more|less|fewer|same|equal|as|before|after|\p{L}{2,}er) /u

export const asksYesOrNo = ({ words }: FloatingTable): boolean => opening.test(words)

/** "did any …", "is A longer than B": whether there are such rows, or one of two has more of them or a greater amount. */
export const yesOrNo: Composer = (table, sets) => {
  if (!asksYesOrNo(table)) return []
  const any = combine(rowsOf(table), '>', { kind: 'number', value: 0 })
  return [
    ...sets.slice(1, founded * 2).map(set => measured(table, 'answer', any, set.conditions)),
    ...(comparing.test(table.words) ? pairsOf(table).flatMap(pair => comparisonsOf(table, pair)) : []),
  ]
}

/** Two of the most telling restrictions on one column, in the order in which they are said. */
const pairsOf = ({ anchors }: FloatingTable): readonly (readonly [Anchor, Anchor])[] => {
  const telling = anchors.slice(0, 8).filter(({ kind }) => kind !== 'amount')
  return telling.flatMap(first =>
    telling
      .filter(second => second.from >= first.to && sameRef(first.column.ref, second.column.ref))
      .map(second => [first, second] as const),
  )
}

const comparisonsOf = (
  table: FloatingTable,
  [first, second]: readonly [Anchor, Anchor],
): readonly Query[] => {
  const others = table.anchors.filter(
    ({ from, to, score }) =>
      score >= 0.8 && !(from < first.to && first.from < to) && !(from < second.to && second.from < to),
  )
  const within: readonly (readonly Condition[])[] = [
    [],
    ...others.slice(0, 2).map(({ condition }) => [condition]),
  ]
  const values: readonly ((condition: Condition) => MeasureExpression)[] = [
    condition => rowsOf(table, [condition]),
    ...table.columns.flatMap(({ amount, ref }) =>
      amount && !sameRef(ref, first.column.ref)
        ? [(condition: Condition) => aggregate('max', amount, [condition])]
        : [],
    ),
  ]
  return within.flatMap(conditions =>
    values.flatMap(value =>
      (['>', '<', '='] as const).map(operator =>
        measured(
          table,
          'answer',
          combine(value(first.condition), operator, value(second.condition)),
          conditions,
        ),
      ),
    ),
  )
}
