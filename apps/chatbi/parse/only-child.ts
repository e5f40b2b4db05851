import type { FieldRef } from '../query/query.ts'
import type { ModelView } from './model-view.ts'

/** The one dataset whose rows refer to the rows of `parent`: reasons are common among stops, not among reasons. */
export const onlyChildOf = ({ model }: ModelView, parent: string): string | undefined => {
  const [child, another] = new Set(model.relationships.filter(one => one.to === parent).map(one => one.from))
  return another === undefined ? child : undefined
}

/** The dataset whose rows are events of what a value names: stops of a reason. None where the value is no name. */
export const eventsNamedBy = (view: ModelView, ref: FieldRef): string | undefined =>
  view.field(ref)?.isName === true ? onlyChildOf(view, ref.dataset) : undefined
