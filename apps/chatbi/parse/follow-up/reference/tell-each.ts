import { addColumn, addDimension } from '../../draft.ts'
import type { Draft } from '../../draft.ts'
import { asksForTotal } from '../follow-up-words.ts'
import type { Antecedent } from './antecedents.ts'

/** "what did they cost", after five machines: of each of them, unless all are meant together. */
export const tellEach = (draft: Draft, { fields }: Antecedent, question: string): void => {
  const [field] = fields
  if (!field || asksForTotal(question)) return
  if (draft.measures.length > 0 && draft.dimensions.length === 0) addDimension(draft, { field })
  const isShown = draft.columns.some(
    ({ value }) => value.kind === 'field' && value.field.dataset === field.dataset,
  )
  if (draft.measures.length > 0 || draft.columns.length === 0 || isShown) return
  addColumn(draft, field)
  const added = draft.columns.pop()
  if (added) draft.columns.unshift(added)
  draft.root = field.dataset
}
