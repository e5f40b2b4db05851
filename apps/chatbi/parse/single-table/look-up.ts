import { refOf } from '../model-view.ts'
import {
  amountsSaid,
  askedField,
  findPhrase,
  finish,
  listField,
  placeNames,
  startDraft,
} from './table-question.ts'
import type { Operator } from './table-question.ts'

/** What a question word asks for, by the names that such columns have. */
const meant: readonly { readonly words: RegExp; readonly names: RegExp }[] = [
  {
    words: /\bhow long\b/,
    names: /\b(duration|length|tenure|term|running time|time|years|lifespan|distance)\b/i,
  },
  { words: /\bhow old\b/, names: /\bage\b/i },
  { words: /\bhow (tall|high)\b/, names: /\b(height|elevation|altitude|high)\b/i },
  { words: /\bhow (far|deep|wide|large|big)\b/, names: /\b(distance|depth|width|area|size|population)\b/i },
  { words: /\bhow much\b/, names: /\b(price|cost|fee|amount|prize|money|value|weight)\b/i },
  { words: /\bhow fast\b/, names: /\b(speed|time)\b/i },
  {
    words: /^(when|(in|on)? ?(what|which) (year|date))\b/,
    names: /\b(date|year|season|day|released|founded)\b/i,
  },
  { words: /^where\b/, names: placeNames },
]

/** "how long was A …", "when did A …": the column of that kind, of the rows that are named. */
export const lookUp: Operator = table => {
  if (table.parts.superlatives.length > 0) return []
  return [...byAmount(table), ...byQuestionWord(table)]
}

/** "which state had 30 seats": the rows where the amount is that. */
const byAmount: Operator = table => {
  const [amount] = amountsSaid(table)
  const asked = amount && askedField(table, amount.ref)
  if (!asked || table.parts.flags.has('count') || table.parts.measures.length > 0) return []
  return [finish(listField(startDraft(table, []), asked), table, [])]
}

const byQuestionWord: Operator = table => {
  if (table.parts.conditions.length === 0) return []
  return meant.flatMap(({ words, names }) => {
    const phrase = findPhrase(table, words)
    const field = table.dataset.fields.find(one => names.test(one.label.en))
    if (!phrase || !field) return []
    const draft = startDraft(table, [phrase])
    return [finish(listField(draft, refOf(table.dataset, field)), table, [phrase])]
  })
}
