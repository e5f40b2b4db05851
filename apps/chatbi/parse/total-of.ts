import type { MeasureExpression } from '../query/query.ts'
import type { FieldNode } from './node.ts'

/** All of a quantity: added up, unless its model says otherwise. */
export const totalOf = ({ field, ref }: Pick<FieldNode, 'field' | 'ref'>): MeasureExpression => ({
  kind: 'aggregate',
  aggregate: field.defaultAggregate ?? 'sum',
  value: { kind: 'field', field: ref },
})
