import type { ModelView } from './model-view.ts'

/** The one dataset whose rows refer to the rows of `parent`: reasons are common among stops, not among reasons. */
export const onlyChildOf = ({ model }: ModelView, parent: string): string | undefined => {
  const [child, another] = new Set(model.relationships.filter(one => one.to === parent).map(one => one.from))
  return another === undefined ? child : undefined
}
