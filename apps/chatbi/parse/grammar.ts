import type { CueName } from '../link/cue.ts'
import { cueOf, isCue } from './node.ts'
import type { Node } from './node.ts'
import type { ModelView } from './model-view.ts'

export interface RuleContext {
  readonly view: ModelView
  /** Datasets that the question speaks of anywhere. */
  readonly datasets: ReadonlySet<string>
}

/** Nodes `at`..`to` become `nodes`. */
export interface Reduction {
  readonly to: number
  readonly nodes: readonly Node[]
}

/** Composes a constituent that begins at `at`, where its pattern and types fit. */
export type Rule = (nodes: readonly Node[], at: number, context: RuleContext) => Reduction | undefined

/**
 * Runs a cascade of rules over the nodes (finite-state cascade as in Abney 1996): each rule passes once from
 * left to right, so later rules build on what earlier ones composed.
 */
export const applyRules = (
  nodes: readonly Node[],
  rules: readonly Rule[],
  context: RuleContext,
): readonly Node[] => rules.reduce((current, rule) => applyRule(current, rule, context), nodes)

const applyRule = (nodes: readonly Node[], rule: Rule, context: RuleContext): readonly Node[] => {
  const result: Node[] = []
  for (let at = 0; at < nodes.length;) {
    const reduction = rule(nodes, at, context)
    const node = nodes[at]
    if (reduction && reduction.to > at) {
      result.push(...reduction.nodes)
      at = reduction.to
    } else {
      if (node) result.push(node)
      at++
    }
  }
  return result
}

/** First position from `at` that is no filler: stop words and the cues named are passed over, marks are not. */
export const skip = (nodes: readonly Node[], at: number, ...cues: readonly CueName[]): number => {
  let i = at
  for (; i < nodes.length; i++) {
    const node = nodes[i]
    const isFiller = node?.type === 'word' ? node.isStop && !node.isMark : isCue(node, ...cues)
    if (!isFiller) break
  }
  return i
}

/** Last position before `at` that is no filler, or -1. */
export const skipBack = (nodes: readonly Node[], at: number, ...cues: readonly CueName[]): number => {
  let i = at - 1
  for (; i >= 0; i--) {
    const node = nodes[i]
    const isFiller = node?.type === 'word' ? node.isStop && !node.isMark : isCue(node, ...cues)
    if (!isFiller) break
  }
  return i
}

/** Whether `node` joins list members: a comma, "and", or "or" where `withOr`. */
export const isJoiner = (node: Node | undefined, withOr = false): boolean =>
  isCue(node, 'comma', 'and') || (withOr && isCue(node, 'or'))

/** Position after the joiners from `at` (", and the"), or `at` where there are none. */
export const skipJoiners = (nodes: readonly Node[], at: number, withOr = false): number => {
  let i = skip(nodes, at)
  if (!isJoiner(nodes[i], withOr)) return at
  while (isJoiner(nodes[i], withOr)) i = skip(nodes, i + 1)
  return i
}

export { cueOf, isCue }
