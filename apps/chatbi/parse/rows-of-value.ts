import type { FieldRef } from '../query/query.ts'
import type { ModelView } from './model-view.ts'
import { eventsNamedBy } from './only-child.ts'

/**
 * The dataset whose rows are many of one value: "the most cracks" are defects of that type; a reason is named once, and the
 * stops that refer to it are many.
 */
export const rowsOfValue = (view: ModelView, ref: FieldRef): string => eventsNamedBy(view, ref) ?? ref.dataset
