import type { FieldRef } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'
import { isQuantity, refOf } from '../model-view.ts'
import type { FieldNode, ValueNode } from '../node.ts'

const attribute =
  /characteristic|parameter|attribute|feature|property|tag|measure|indicator|特性|参数|指标|项目|测点/i
const measured = /measured|actual|reading|value|实测|测量值|读数|数值|测得/i

/**
 * The column that keeps what was measured, where `value` names which of several things was measured: rows of
 * entity, attribute and value ("bore diameter" is a characteristic, its sizes stand in another column).
 */
export const measuredValueOf = (
  { ref, field }: ValueNode,
  view: ModelView,
): { readonly ref: FieldRef; readonly field: FieldNode['field'] } | undefined => {
  const names = (one: FieldNode['field']): string => `${one.name} ${one.label.en} ${one.label.zh ?? ''}`
  const dataset = view.dataset(ref.dataset)
  if (!dataset || !attribute.test(names(field))) return undefined
  const found = dataset.fields.find(one => !one.hidden && isQuantity(one) && measured.test(names(one)))
  return found && { ref: refOf(dataset, found), field: found }
}
