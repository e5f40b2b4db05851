import { fieldsOfCondition } from '../../../query/fields-of.ts'
import type { FieldRef } from '../../../query/query.ts'
import { addDimension } from '../../draft.ts'
import type { Draft } from '../../draft.ts'
import { isFlag, nameFieldOf, refOf } from '../../model-view.ts'
import { namesThing } from '../same-row.ts'

/** The things of a kind that the rows were kept to ("lathes"), or the several that were named. */
const thingsSaid = (draft: Draft): FieldRef | undefined => {
  const said = draft.filters.flatMap(filter => {
    const [ref, other] = fieldsOfCondition(filter)
    return ref && !other ? [{ filter, ref }] : []
  })
  const several = said.find(
    ({ filter, ref }) => filter.kind === 'in' && filter.values.length > 1 && namesThing(draft.view, ref),
  )
  if (several) return several.ref
  for (const { ref } of said) {
    const dataset = draft.view.dataset(ref.dataset)
    const name = dataset && nameFieldOf(dataset)
    const field = draft.view.field(ref)
    if (dataset && name?.isName === true && field && !isFlag(field) && !namesThing(draft.view, ref))
      return refOf(dataset, name)
  }
  return undefined
}

/** "one by one", 分台看: each of the things that one number was told of. */
export const tellEachThing = (draft: Draft): boolean => {
  const ref = thingsSaid(draft)
  if (!ref || draft.measures.length === 0) return false
  const before = draft.dimensions.length
  addDimension(draft, { field: ref })
  return draft.dimensions.length > before
}
