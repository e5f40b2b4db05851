import type { FieldRef } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'

/** The dataset whose row a field names: by its key, its name, or a reference to it. */
export const rowNamedBy = (view: ModelView, ref: FieldRef): string | undefined => {
  const reference = view.model.relationships.find(
    one => one.from === ref.dataset && one.fromFields.includes(ref.field),
  )
  if (reference) return reference.to
  const isIdentity =
    view.field(ref)?.isName === true || view.dataset(ref.dataset)?.primaryKey.includes(ref.field) === true
  return isIdentity ? ref.dataset : undefined
}

/** The number and the name of a line, and what refers to it, name one line. */
export const nameSameRow = (view: ModelView, a: FieldRef, b: FieldRef): boolean => {
  const row = rowNamedBy(view, a)
  return row !== undefined && row === rowNamedBy(view, b)
}

/** Whether a field says where: of things that lie within one another, as machines do in lines and lines in areas. */
export const isPlace = (view: ModelView, ref: FieldRef): boolean => {
  const named = rowNamedBy(view, ref) ?? ref.dataset
  const isThing = (name: string): boolean => view.dataset(name)?.fields.some(field => field.isName) === true
  return (
    isThing(named) &&
    view.model.datasets.some(
      ({ name }) => isThing(name) && (view.isParent(name, named) || view.isParent(named, name)),
    )
  )
}

/** Whether a field says which thing: by its key, its name, or a reference to it. */
export const namesThing = (view: ModelView, ref: FieldRef): boolean => rowNamedBy(view, ref) !== undefined
