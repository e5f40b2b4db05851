import type { Cue, CueName, Direction } from '../link/cue.ts'
import type { Link } from '../link/link.ts'
import type { Dataset, Field, Metric } from '../model/semantic-model.ts'
import type {
  ComparisonOperator,
  Condition,
  FieldRef,
  MeasureExpression,
  RowExpression,
  Scalar,
} from '../query/query.ts'
import type { TimeExpression } from '../time/time-expression.ts'

export interface Words {
  /** Atom positions, end exclusive. */
  readonly from: number
  readonly to: number
  readonly text: string
  readonly score: number
  readonly reason: string
}

export type FieldNode = Words & { readonly type: 'field'; readonly ref: FieldRef; readonly field: Field }
export type DatasetNode = Words & { readonly type: 'dataset'; readonly dataset: Dataset }
export type MetricNode = Words & { readonly type: 'metric'; readonly metric: Metric }
export type ValueNode = Words & {
  readonly type: 'value'
  readonly ref: FieldRef
  readonly field: Field
  readonly value: Scalar
}
export type NumberNode = Words & {
  readonly type: 'number'
  readonly value: number
  readonly percent: boolean
  readonly ordinal: boolean
  readonly unit?: string
}

/** What a superlative ranks by: a field of a row, a measure of a group, or how often a value occurs. */
export type SuperlativeKey =
  | { readonly kind: 'field'; readonly ref: FieldRef; readonly field: Field }
  | { readonly kind: 'measure'; readonly expression: MeasureExpression }
  | { readonly kind: 'rows'; readonly dataset: string }
  | { readonly kind: 'row'; readonly value: RowExpression }
  | { readonly kind: 'occurrence' }
  | { readonly kind: 'open'; readonly hints: readonly string[] }

/** Constituents of the grammar: linked words and what rules composed of them. */
export type Node =
  | FieldNode
  | DatasetNode
  | MetricNode
  | ValueNode
  | NumberNode
  | (Words & { readonly type: 'literal'; readonly literal: string })
  | (Words & {
      readonly type: 'time'
      readonly expression: TimeExpression
      readonly field?: FieldRef
      /** "but none in November": what else is said did not happen then. */
      readonly isAbsent?: true
      /** "average daily", 平均每天: the mean of the periods, not each of them. */
      readonly isAveraged?: true
      /** "highest daily output", 单日最高产量: the one of the periods that has it. */
      readonly extreme?: Direction
    })
  | (Words & { readonly type: 'cue'; readonly cues: readonly Cue[] })
  | (Words & { readonly type: 'word'; readonly isStop: boolean; readonly isMark: boolean })
  | (Words & {
      readonly type: 'comparison'
      readonly operator: ComparisonOperator
      /** `overall`: what all of it comes to, "higher than the plant as a whole". */
      readonly right: number | 'avg' | 'median' | 'overall' | 'min' | 'max'
      /** "twice the average": so many times that. */
      readonly times?: number
      readonly unit?: string
      readonly percent: boolean
      readonly hints: readonly string[]
    })
  | (Words & { readonly type: 'range'; readonly low: number; readonly high: number; readonly unit?: string })
  | (Words & {
      readonly type: 'measure'
      readonly expression: MeasureExpression
      /** Dataset or field that was counted, where it can also be what is asked for. */
      readonly counted?: FieldNode | DatasetNode
    })
  | (Words & {
      readonly type: 'condition'
      readonly condition: Condition
      readonly refs: readonly FieldRef[]
      /** What the condition turns round, where it is a negation. */
      readonly negates?: Condition
    })
  | (Words & {
      readonly type: 'having'
      readonly measure: MeasureExpression
      readonly operator: ComparisonOperator
      /** `sibling`: what the one of them comes to that is named, "than line 3". */
      readonly right: number | 'avg' | 'median' | 'overall' | 'sibling'
      readonly times?: number
      /** Which one that is. */
      readonly sibling?: Condition
    })
  | (Words & {
      readonly type: 'superlative'
      readonly direction: Direction
      readonly count?: number
      readonly key: SuperlativeKey
      /** "maximum", "highest": may also be the greatest value itself. */
      readonly word: string
      /** "the second highest": which in the order, where it is not the first. */
      readonly place?: number
      /** "the longest stop": one row is meant, not the sum of many. */
      readonly isOfRow?: true
    })
  | (Words & {
      readonly type: 'group'
      readonly each: boolean
      readonly by: readonly (FieldNode | DatasetNode)[]
    })
  | (Words & {
      readonly type: 'order'
      readonly direction?: Direction
      readonly by: readonly (FieldNode | DatasetNode | MeasureLike)[]
    })
  | (Words & { readonly type: 'absent'; readonly dataset: Dataset })
  /** Columns of the rows of `dataset`, asked for in clauses of their own. */
  | (Words & { readonly type: 'columns'; readonly refs: readonly FieldRef[]; readonly dataset: Dataset })
  /** A time between two columns of the rows of `dataset`, or how old these are. */
  | (Words & { readonly type: 'interval'; readonly value: RowExpression; readonly dataset: string })

export type MeasureLike =
  | MetricNode
  | (Words & { readonly type: 'measure'; readonly expression: MeasureExpression })
export type NodeOf<T extends Node['type']> = Extract<Node, { readonly type: T }>

/** The cue of that kind that a node carries, where it has one. */
export const cueOf = <C extends CueName>(
  node: Node | undefined,
  name: C,
): Extract<Cue, { readonly cue: C }> | undefined =>
  node?.type === 'cue'
    ? node.cues.find((cue): cue is Extract<Cue, { readonly cue: C }> => cue.cue === name)
    : undefined

export const isCue = (node: Node | undefined, ...names: readonly CueName[]): boolean =>
  node?.type === 'cue' && node.cues.some(cue => names.includes(cue.cue))

/** Content that the query has to stand for. */
export const isContent = (node: Node): boolean =>
  node.type !== 'cue' && !(node.type === 'word' && (node.isStop || node.isMark))

export const wordsOf = (link: Link): Words => ({
  from: link.from,
  to: link.to,
  text: link.text,
  score: link.score,
  reason: link.reason,
})

/** The words that a run of nodes spans, for the node composed of them. */
export const spanOf = (nodes: readonly Node[]): Words => ({
  from: nodes[0]?.from ?? 0,
  to: nodes.at(-1)?.to ?? 0,
  text: nodes
    .map(node => node.text)
    .join(' ')
    .trim(),
  score: Math.min(1, ...nodes.filter(node => isContent(node)).map(node => node.score)),
  reason: 'grammar',
})
