import type { Condition } from '../../query/query.ts'
import { emptyQuery } from '../../query/query.ts'
import { numberOfWord } from '../../text/index.ts'
import { isNumeric, isTime } from '../model-view.ts'
import {
  askedField,
  countRowsOf,
  equalTo,
  fieldsOf,
  findPhrase,
  finish,
  isName,
  listField,
  numberIn,
  positionOf,
  saidField,
  startDraft,
  valuesOf,
} from './table-question.ts'
import type { Operator, TableQuestion } from './table-question.ts'
import type { ValueNode } from '../node.ts'

const afterWords =
  /\b(?:(?:right|immediately|directly|just|came|comes|come|is|was|listed|placed|ranked|next) )*(?:after|following|followed|below|next(?! to))\b/
const beforeWords =
  /\b(?:(?:right|immediately|directly|just|came|comes|come|is|was|listed|placed|ranked) )*(?:before|previous|prior to|preceding|precedes|preceded|above)\b/
/** These speak of the order of rows; the others may speak of times and amounts. */
const ofOrder = /next|previous|immediately|directly|right|just|preced|follow|listed|placed/

/** "which came right after X", "the previous film to X": the row beside that of X; "how many came before X". */
export const neighbour: Operator = table =>
  [true, false].flatMap(isAfter => {
    const phrase = findPhrase(table, isAfter ? afterWords : beforeWords)
    const value = phrase && valuesOf(table).find(node => node.from >= phrase.to)
    const isPoint = value !== undefined && (isTime(value.field) || isNumeric(value.field))
    if (!phrase || !value || (isPoint && !ofOrder.test(phrase.text))) return []
    const used = [phrase, value]
    const draft = startDraft(table, used)
    draft.filters = draft.filters.filter(
      filter => filter.kind !== 'compare' || JSON.stringify(filter.left) !== JSON.stringify(equalLeft(value)),
    )
    draft.filters.push(beside(table, value, isAfter))
    if (table.parts.flags.has('count')) return [finish(countRowsOf(draft, table), table, used)]
    const asked = saidField(table) ?? (isTimeAsked(table) ? askedField(table) : undefined) ?? value.ref
    draft.orderBy.push({ by: { kind: 'row', value: positionOf(table) }, direction: isAfter ? 'asc' : 'desc' })
    draft.limit = { count: 1 }
    return [finish(listField(draft, asked), table, used)]
  })

const isTimeAsked = ({ parts }: TableQuestion): boolean => parts.flags.has('when') || parts.flags.has('where')

const equalLeft = ({ ref }: ValueNode) => ({ kind: 'field', field: ref })

const beside = (table: TableQuestion, value: ValueNode, isAfter: boolean): Condition => ({
  kind: 'compare',
  left: positionOf(table),
  operator: isAfter ? '>' : '<',
  right: {
    kind: 'query',
    query: {
      ...emptyQuery,
      measures: [
        {
          id: 'position',
          expression: { kind: 'aggregate', aggregate: isAfter ? 'max' : 'min', value: positionOf(table) },
        },
      ],
      filters: [equalTo(value)],
    },
  },
})

const endWords =
  /\b(?:at )?(?:the )?(?:very )?(first|last|final|bottom|top|initial)\b(?: (?:one|entry|row|on|of|in) (?:the )?(?:list|chart|table|column))?/

/** "the first …", "the last three …", "at the top of the list": by the order of the rows. */
export const endOfTable: Operator = table => {
  const phrase = findPhrase(table, endWords)
  const next = phrase && table.nodes.find(node => node.from >= phrase.to && node.type !== 'word')
  if (!phrase || isName(table, phrase)) return []
  const word = /first|last|final|bottom|top|initial/.exec(phrase.text)?.[0] ?? ''
  const named = table.nodes.find(node => node.from >= phrase.to && node.type === 'field')
  const isRank = named?.type === 'field' && numberIn(named.ref, named.field) !== undefined
  if (word === 'top' && (table.parts.measures.length > 0 || isRank)) return []
  const quantities = fieldsOf(table).filter(node => isNumeric(node.field))
  if (table.parts.flags.has('count') && quantities.length === 0) return []
  const number = next?.type === 'number' && next.from === phrase.to ? next : undefined
  const used = number ? [phrase, number] : [phrase]
  const draft = startDraft(table, used)
  const asked = askedField(table)
  if (!asked) return []
  const isFirst = word === 'first' || word === 'top' || word === 'initial'
  draft.orderBy.push({ by: { kind: 'row', value: positionOf(table) }, direction: isFirst ? 'asc' : 'desc' })
  draft.limit = { count: number?.value ?? numberOfWord(table.lattice.atoms[phrase.to]?.norm ?? '') ?? 1 }
  return [finish(listField(draft, asked), table, used)]
}
