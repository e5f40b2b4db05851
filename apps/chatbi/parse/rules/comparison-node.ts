import type { ComparisonOperator } from '../../query/query.ts'
import { spanOf } from '../node.ts'
import type { Node, NodeOf, NumberNode } from '../node.ts'

interface Comparand {
  readonly operator: ComparisonOperator
  readonly right: NumberNode | (NodeOf<'comparison'>['right'] & string)
  readonly hints?: readonly string[] | undefined
  readonly times?: number | undefined
}

/** What is said against a number, or against what all of it comes to, as one constituent. */
export const comparisonNode = (
  words: readonly Node[],
  { operator, right, hints = [], times }: Comparand,
): NodeOf<'comparison'> => ({
  ...spanOf(words),
  type: 'comparison',
  operator,
  right: typeof right === 'string' ? right : right.value,
  percent: typeof right !== 'string' && right.percent,
  hints,
  ...(times === undefined ? {} : { times }),
  ...(typeof right !== 'string' && right.unit !== undefined ? { unit: right.unit } : {}),
})
