import type { ComparisonOperator } from '../../query/query.ts'
import { isQuantity } from '../model-view.ts'
import type { Node } from '../node.ts'

/** Where a question sets what a thing has of one kind of rows against what it has of another. */
export interface Contrast {
  readonly operator: ComparisonOperator
  /** The word that says which way. */
  readonly sign: Node
  /** What stands before, behind, and on both sides of the comparison. */
  readonly before: readonly Node[]
  readonly first: readonly Node[]
  readonly second: readonly Node[]
  readonly rest: readonly Node[]
  readonly words: readonly Node[]
}

/** A word that names something measured. */
export const isMeasured = (node: Node): boolean =>
  node.type === 'metric' || (node.type === 'field' && isQuantity(node.field))
