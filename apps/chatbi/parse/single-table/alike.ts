import type { Condition } from '../../query/query.ts'
import { emptyQuery } from '../../query/query.ts'
import type { ValueNode } from '../node.ts'
import {
  askedField,
  equalTo,
  fieldsOf,
  findPhrase,
  finish,
  listField,
  startDraft,
  valuesOf,
} from './table-question.ts'
import type { Operator } from './table-question.ts'

const unlike = ({ ref, value }: ValueNode): Condition => ({
  kind: 'compare',
  left: { kind: 'field', field: ref },
  operator: '!=',
  right: { kind: 'value', value },
})

const besidesWords =
  /\b(?:(?:other|others|another|else|who else|what other|which other) )?(?:than|besides|aside from|apart from|except(?: for)?|excluding|in addition to)\b/

/** "besides A, who …", "who else than A": all others that meet the rest. */
export const besides: Operator = table => {
  const phrase = findPhrase(table, besidesWords)
  const value = phrase && valuesOf(table).find(node => node.from >= phrase.to && node.from - phrase.to <= 2)
  if (!phrase || !value || phrase.text.startsWith('than')) return []
  const used = [phrase, value]
  const draft = startDraft(table, used)
  draft.filters.push(unlike(value))
  return [finish(listField(draft, askedField(table) ?? value.ref), table, used)]
}

const sameWords = /\bthe same\b/

/** "the same score as A": others whose field has the value that A's has. */
export const sameAs: Operator = table => {
  const phrase = findPhrase(table, sameWords)
  const field = phrase && fieldsOf(table).find(node => node.from >= phrase.to && node.from - phrase.to <= 3)
  const value = field && valuesOf(table).find(node => node.ref.field !== field.ref.field)
  if (!phrase || !field || !value) return []
  const used = [phrase, field, value]
  const draft = startDraft(table, used)
  draft.filters.push(
    {
      kind: 'in-query',
      field: field.ref,
      query: {
        ...emptyQuery,
        columns: [{ id: field.ref.field, value: { kind: 'field', field: field.ref } }],
        filters: [equalTo(value)],
      },
    },
    unlike(value),
  )
  const asked = askedField(table, field.ref) ?? value.ref
  return [finish(listField(draft, asked), table, used)]
}
