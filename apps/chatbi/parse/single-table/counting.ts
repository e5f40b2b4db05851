import { sameRef } from '../../query/fields-of.ts'
import { isFlag, isNumeric } from '../model-view.ts'
import { amountOf } from './contrast.ts'
import {
  amountsSaid,
  askedField,
  countRowsOf,
  fieldsOf,
  findPhrase,
  countSaid,
  finish,
  isName,
  listField,
  numberIn,
  rankByRows,
  showAmount,
  startDraft,
} from './table-question.ts'
import type { Operator } from './table-question.ts'

const countWords =
  /^(?:(?:in|for|on|at|of|during|so|overall) )?(?:how many(?: (?:total|different|other|times))?|(?:what (?:is|was|are|were|'s) |tell me |give (?:me )?|count )?(?:the )?(?:total )?(?:number|count|amount) of(?: times)?|how often)\b/

/** "how many … are there", "the total number of …": the rows that meet the conditions, whatever they are called. */
export const countOfRows: Operator = table => {
  const { parts } = table
  const phrase = findPhrase(table, countWords)
  const isOther = parts.superlatives.length > 0 || parts.groups.length > 0 || parts.havings.length > 0
  const isFlagged = fieldsOf(table).some(node => isFlag(node.field))
  if (!phrase || isOther || isFlagged || parts.flags.has('difference') || parts.flags.has('each')) return []
  const noun = fieldsOf(table).find(node => node.to > phrase.from && node.from - phrase.to <= 2)
  const isAmount = noun && amountsSaid(table).some(amount => sameRef(amount.ref, noun.ref))
  if (noun && isNumeric(noun.field) && !isAmount) return []
  const isMessyAmount = noun && !isAmount && numberIn(noun.ref, noun.field)?.kind === 'number-in'
  // "how many points did A score" where points stand with notes: what the cells of A say
  if (noun && isMessyAmount && parts.conditions.length > 0)
    return [finish(listField(startDraft(table, [phrase, noun]), noun.ref), table, [phrase, noun])]
  const used = noun ? [phrase, noun] : [phrase]
  const draft = startDraft(table, used)
  const isRepeated = noun && (noun.field.distinctCount ?? Infinity) < (table.dataset.rowCount ?? 0)
  const isOfAll = draft.filters.length === 0 && !/times|often/.test(phrase.text)
  if (noun && isRepeated && (isOfAll || findPhrase(table, /\b(different|distinct|unique|various)\b/))) {
    const value = { kind: 'field', field: noun.ref } as const
    draft.measures.push({
      id: 'count',
      expression: { kind: 'aggregate', aggregate: 'count-distinct', value },
    })
    return [finish(draft, table, used)]
  }
  return [finish(countRowsOf(draft, table), table, used)]
}

const mostWords =
  /(?<!\bat )\b(?:the )?(?:most|greatest|highest|largest)(?: (?:often|times|common|frequent|frequently|number of))?\b/
const leastWords =
  /(?<!\bat )\b(?:the )?(?:least|fewest|lowest|smallest)(?: (?:often|times|common|frequent|frequently|number of))?\b/
const occurrenceVerbs =
  /\b(?:(?:has|have|had|is|was|were|are) )?(?:appears?|appeared|occurs?|occurred|listed|won|used|times)\b/

/** "which driver appears the most": the value that most rows have. */
export const mostRows: Operator = table =>
  [true, false].flatMap(isMost => {
    const phrase = findPhrase(table, isMost ? mostWords : leastWords)
    const asked = askedField(table)
    const field = asked && table.view.field(asked)
    if (!phrase || isName(table, phrase) || !asked || !field || amountOf(table, asked)) return []
    const isRepeated = (field.distinctCount ?? 0) < (table.dataset.rowCount ?? 0)
    if (!isRepeated || !table.parts.outputs.some(node => sameRef(node.ref, asked))) return []
    const verb = findPhrase(table, occurrenceVerbs)
    const number = countSaid(table)
    const used = [phrase, ...(verb ? [verb] : []), ...(number ? [number] : [])]
    const draft = startDraft(table, used)
    draft.dimensions.push({ id: asked.field, field: asked })
    rankByRows(draft, table, isMost ? 'desc' : 'asc')
    draft.limit = { count: number?.value ?? 1 }
    return [finish(draft, table, used)]
  })

const highWords =
  /(?<!\bat )\b(?:the )?(?:most|highest|largest|greatest|longest|biggest|tallest|top|best|latest|heaviest|fastest)(?: (?:number|amount) of)?\b/
const lowWords =
  /(?<!\bat )\b(?:the )?(?:least|lowest|smallest|fewest|shortest|worst|earliest|lightest)(?: (?:number|amount) of)?\b/

const bareWords = /^what (?:is|was|are|were|'s) /

/** "who received the least amount of votes", "the largest prize": the row whose amount is greatest or least. */
export const extremeRow: Operator = table =>
  [true, false].flatMap(isHigh => {
    const phrase = findPhrase(table, isHigh ? highWords : lowWords)
    const amount = phrase && amountOf(table)
    if (
      !phrase ||
      isName(table, phrase) ||
      !amount ||
      table.parts.flags.has('count') ||
      table.parts.flags.has('difference')
    )
      return []
    const others = table.parts.outputs.filter(node => !sameRef(node.ref, amount.ref))
    // "what is the most wins": the amount itself
    const isBare =
      phrase.from <= 2 && amount.from - phrase.to <= 1 && findPhrase(table, bareWords) !== undefined
    const isOnly = others.length === 0 && table.parts.outputs.length > 0 && !table.parts.isWhich
    const asksAmount = isBare || (isOnly && !table.parts.flags.has('who'))
    const asked = asksAmount ? amount.ref : askedField(table, amount.ref)
    if (!asked) return []
    const used = [phrase, amount]
    const draft = startDraft(table, used)
    draft.orderBy.push({ by: { kind: 'row', value: amount.value }, direction: isHigh ? 'desc' : 'asc' })
    draft.limit = { count: 1 }
    return [finish(showAmount(listField(draft, asked), amount.ref), table, used)]
  })
