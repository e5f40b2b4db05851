import { sameRef } from '../../query/fields-of.ts'
import type { Condition, FieldRef, MeasureExpression, RowExpression } from '../../query/query.ts'
import type { Direction } from '../../link/cue.ts'
import { isTime } from '../model-view.ts'
import type { ValueNode } from '../node.ts'
import {
  equalTo,
  fieldsOf,
  findPhrase,
  finish,
  listField,
  numberIn,
  positionOf,
  rankByRows,
  showAmount,
  startDraft,
  valuesOf,
} from './table-question.ts'
import type { Operator, Span, TableQuestion } from './table-question.ts'

type Pair = readonly [ValueNode, ValueNode]

/** Two values of one column, in the order in which they are said. */
const findPair = (table: TableQuestion): Pair | undefined => {
  const values = valuesOf(table)
  for (const first of values) {
    const second = values.find(
      node => node.from >= first.to && sameRef(node.ref, first.ref) && node.value !== first.value,
    )
    if (second) return [first, second]
  }
  return undefined
}

const either = ([a, b]: Pair): Condition => ({ kind: 'in', field: a.ref, values: [a.value, b.value] })

/** The named column that holds amounts, other than that of the pair. */
export const amountOf = (
  table: TableQuestion,
  except?: FieldRef,
): (Span & { readonly ref: FieldRef; readonly value: RowExpression }) | undefined => {
  for (const { ref, field, from, to } of fieldsOf(table)) {
    const value = except && sameRef(ref, except) ? undefined : numberIn(ref, field)
    if (value) return { ref, value, from, to }
  }
  return undefined
}

const lessWords =
  /\b(less|fewer|lower|least|lowest|smaller|smallest|shorter|shortest|fewest|worse|younger|lighter|slower)\b/
const moreWords =
  /\b(more|most|higher|highest|larger|largest|greater|greatest|longer|longest|bigger|biggest|better|taller|heavier|faster|older|oldest|best)\b/
const soonerWords = /\b(first|earlier|earliest|before|sooner)\b/
const laterWords = /\b(last|later|latest|after)\b/

/** "which has more points, A or B", "who came first, A or B": the one of two that is ahead. */
export const eitherOr: Operator = table => {
  const pair = findPair(table)
  const isOr = pair && table.lattice.atoms.slice(pair[0].to, pair[1].from).some(atom => atom.norm === 'or')
  if (!pair || !isOr) return []
  const amount = amountOf(table, pair[0].ref)
  const ranks: readonly (readonly [RegExp, Direction])[] = [
    [lessWords, 'asc'],
    [moreWords, 'desc'],
    [soonerWords, 'asc'],
    [laterWords, 'desc'],
  ]
  const found = ranks
    .map(([words, direction]) => ({ phrase: findPhrase(table, words), direction }))
    .find(one => one.phrase)
  const { phrase, direction } = found ?? {}
  const used = [pair[0], pair[1], ...(phrase ? [phrase] : []), ...(amount ? [amount] : [])]
  const draft = startDraft(table, used)
  draft.filters.push(either(pair))
  if (!phrase || !direction) {
    if (draft.filters.length < 2) return []
  } else if (amount) {
    draft.orderBy.push({ by: { kind: 'row', value: amount.value }, direction })
    draft.limit = { count: 1 }
  } else if (soonerWords.test(phrase.text) || laterWords.test(phrase.text)) {
    draft.orderBy.push({ by: { kind: 'row', value: positionOf(table) }, direction })
    draft.limit = { count: 1 }
  } else {
    draft.dimensions.push({ id: pair[0].ref.field, field: pair[0].ref })
    rankByRows(draft, table, direction)
    draft.limit = { count: 1 }
    return [finish(draft, table, used)]
  }
  const shown = listField(draft, pair[0].ref)
  return [finish(amount ? showAmount(shown, amount.ref) : shown, table, used)]
}

const differenceWords =
  /\b(?:(?:what (?:is|was) )?the (?:\w+ )?difference (?:in|between|of)?|difference|how (?:many|much) (?:more|less|fewer|longer|higher|greater|older|taller|larger|bigger|better|lower))\b/

const minus = (left: MeasureExpression, right: MeasureExpression): MeasureExpression => ({
  kind: 'arithmetic',
  operator: '-',
  left,
  right,
})

/** The greatest of the amounts less the least. */
const spreadOf = (value: RowExpression): MeasureExpression =>
  minus({ kind: 'aggregate', aggregate: 'max', value }, { kind: 'aggregate', aggregate: 'min', value })

/** "how many more … A than B", "the difference between the highest and the lowest". */
export const difference: Operator = table => {
  const phrase = findPhrase(table, differenceWords)
  if (!phrase) return []
  const pair = findPair(table)
  const amount = amountOf(table, pair?.[0].ref)
  if (!pair) return amount && isTimeless(table, amount.ref) ? differenceOfExtremes(table, phrase, amount) : []
  const used = [phrase, ...pair, ...(amount ? [amount] : [])]
  const draft = startDraft(table, used)
  const count = (value: ValueNode): MeasureExpression => ({
    kind: 'rows',
    dataset: table.dataset.name,
    filters: [equalTo(value)],
  })
  draft.filters.push(either(pair))
  const expression = amount ? spreadOf(amount.value) : minus(count(pair[0]), count(pair[1]))
  draft.measures.push({ id: 'difference', expression })
  return [finish(draft, table, used)]
}

const isTimeless = (table: TableQuestion, ref: FieldRef): boolean => {
  const field = table.view.field(ref)
  return field !== undefined && !isTime(field)
}

const highWords = /\b(highest|most|largest|greatest|longest|biggest|maximum|top|best|first)\b/
const lowWords = /\b(lowest|least|smallest|fewest|shortest|minimum|bottom|worst|last)\b/

const differenceOfExtremes = (
  table: TableQuestion,
  phrase: Span,
  amount: Span & { readonly value: RowExpression },
) => {
  const [high, low] = [findPhrase(table, highWords), findPhrase(table, lowWords)]
  if (!high || !low) return []
  const used = [phrase, amount, high, low]
  const draft = startDraft(table, used)
  draft.measures.push({ id: 'difference', expression: spreadOf(amount.value) })
  return [finish(draft, table, used)]
}
