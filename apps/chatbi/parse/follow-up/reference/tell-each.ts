import { sameRef } from '../../../query/fields-of.ts'
import { addColumn, addDimension } from '../../draft.ts'
import type { Draft } from '../../draft.ts'
import { asksForTotal } from '../follow-up-words.ts'
import type { Antecedent } from './antecedents.ts'

/** "which products are they for", 用在哪些产品上: those of all of them, each once. */
const asksForSet = /\b(?:which|what) \w+s\b.*\b(?:these|those)\b|哪些|哪几/i
const saysEach = /\b(?:each|respectively)\b|分别|各自|各是|都在|每[台条个家批张]/i

/** "what did they cost", after five machines: of each of them, unless all are meant together. */
export const tellEach = (draft: Draft, { fields, isCounted }: Antecedent, question: string): void => {
  const [field] = fields
  if (!field || asksForTotal(question)) return
  // "what did they cost", after how many: all of them
  if (draft.measures.length > 0 && isCounted && !saysEach.test(question)) return
  if (draft.measures.length > 0 && draft.dimensions.length === 0) addDimension(draft, { field })
  if (draft.measures.length > 0 || draft.columns.length === 0) return
  const isOwn = draft.columns.every(
    ({ value }) => value.kind === 'field' && value.field.dataset === field.dataset,
  )
  if (!isOwn && asksForSet.test(question) && !saysEach.test(question)) {
    draft.columns = draft.columns.filter(
      ({ value }) => value.kind !== 'field' || !sameRef(value.field, field),
    )
    draft.distinct = true
    return
  }
  const { columns } = draft
  draft.columns = []
  addColumn(draft, field)
  const isSaid = ({ value }: (typeof columns)[number]): boolean =>
    value.kind === 'field' && sameRef(value.field, field)
  draft.columns.push(...columns.filter(one => !isSaid(one)))
  if (!isOwn) draft.root = field.dataset
}
