import type { LinkResult } from '../../../link/link.ts'
import type { FieldRef } from '../../../query/query.ts'
import type { ModelView } from '../../model-view.ts'
import { rowNamedBy } from '../same-row.ts'
import type { Reference } from './find-references.ts'

/** What a noun behind a determiner names, and where it ends in the question. */
export interface Noun {
  readonly to: number
  /** Whose rows it names; none for a column that tells rows apart, as a shift; neither for "one". */
  readonly dataset?: string
  readonly field?: FieldRef
}

const generic = /^(?:ones?|guys?|things?|items?|entries|entry|rows?|records?|results?|top|few)$/i

/** The nouns that the words behind a reference may be, the longest first. */
export const nounsOf = (
  { nounAt }: Reference,
  { atoms, links }: LinkResult,
  view: ModelView,
): readonly Noun[] => {
  const at = nounAt === undefined ? -1 : atoms.findIndex(atom => atom.from >= nounAt)
  const first = atoms[at]
  if (!first) return []
  if (generic.test(first.text)) return [{ to: first.to }]
  return links
    .filter(link => link.from === at)
    .toSorted((a, b) => b.to - a.to || b.score - a.score)
    .flatMap(({ to, target }): readonly Noun[] => {
      const end = atoms[to - 1]?.to ?? first.to
      if (target.kind === 'dataset') return [{ to: end, dataset: target.dataset }]
      if (target.kind === 'value') return kindOf(view, target.field, end)
      if (target.kind !== 'field') return []
      const dataset = rowNamedBy(view, target.field)
      return [{ to: end, ...(dataset === undefined ? { field: target.field } : { dataset }) }]
    })
}

/** "these lathes": a kind of machine stands for machines. */
const kindOf = (view: ModelView, field: FieldRef, to: number): readonly Noun[] =>
  view.field(field)?.role === 'dimension' && rowNamedBy(view, field) === undefined
    ? [{ to, dataset: field.dataset }]
    : []
