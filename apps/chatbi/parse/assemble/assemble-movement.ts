import type { Parts } from '../collect.ts'
import type { Draft } from '../draft.ts'
import { comparedWay } from './compared-way.ts'
import { isCue } from '../node.ts'
import type { Node } from '../node.ts'

/**
 * Between two periods, "which line's downtime grew most" ranks by the change, and "which lines scrap more than in September"
 * keeps the groups that moved that way.
 */
export const applyMovement = (draft: Draft, parts: Parts): void => {
  if (!draft.compareTo) return
  // the two periods side by side show what moved
  draft.taken.push(...parts.leftover.filter(node => isCue(node, 'change')))
  const compared = comparedWay(parts)
  if (draft.dimensions.length === 0) {
    // "was output higher this week than last": both are told
    if (compared && parts.havings.length === 0) draft.taken.push(compared.node)
    return
  }
  const way = parts.movement ?? compared?.way
  if (way === undefined) return
  if (compared) draft.taken.push(compared.node)
  const isRanked = parts.superlatives.length > 0
  if (isRanked) rankByChange(draft, way)
  else if ((parts.isWhich || parts.isWhose || isSaidOf(parts, compared?.node)) && way !== 'either')
    keepMoved(draft, way)
}

/** 比前一周少的设备类型: what compares stands right before those that it is said of. */
const isSaidOf = (parts: Parts, node: Node | undefined): boolean =>
  node !== undefined &&
  parts.language === 'zh' &&
  [...parts.heads, ...parts.outputs].some(({ from }) => from === node.to + 1)

const rankByChange = (draft: Draft, way: 'up' | 'down' | 'either'): void => {
  const measured = new Set(draft.measures.map(measure => measure.id))
  draft.orderBy = draft.orderBy.map(order => {
    if (order.by.kind !== 'output' || !measured.has(order.by.id)) return order
    const isMost = order.direction === 'desc'
    return {
      by: { kind: 'output', id: `${order.by.id}__change` },
      direction: isMost === (way !== 'down') ? 'desc' : 'asc',
    }
  })
}

const keepMoved = (draft: Draft, way: 'up' | 'down'): void => {
  const [measure] = draft.measures
  if (!measure || draft.having.length > 0) return
  draft.having.push({
    measure: measure.expression,
    of: 'change',
    operator: way === 'up' ? '>' : '<',
    right: { kind: 'value', value: 0 },
  })
}
