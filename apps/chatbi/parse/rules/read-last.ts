import { cueOf, isCue } from '../grammar.ts'
import { defaultTimeOf } from '../default-time.ts'
import type { ModelView } from '../model-view.ts'
import { isTime, refOf } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { Node } from '../node.ts'
import { listedRows } from './read-columns.ts'
import { rowsMeant } from './rows-meant.ts'

/**
 * "When did CNC-07 last have a tool change?", 最近一次换刀是什么时候, 第一批料是哪天到的: the latest or first time of the rows that
 * the other words speak of. The nodes as they were where these are no rows with a time.
 */
export const readLast = (nodes: readonly Node[], view: ModelView): readonly Node[] => {
  const asks = nodes.find(
    node => isCue(node, 'when') || (node.type === 'time' && node.expression.asks && !node.expression.range),
  )
  const extreme = nodes.find(node => cueOf(node, 'extreme')?.hints?.includes('date') === true)
  const direction = cueOf(extreme, 'extreme')?.direction
  if (asks?.type === 'cue' && !extreme) return withoutEach(nodes)
  if (!asks || !extreme || isCue(nodes[nodes.indexOf(extreme) + 1], 'count')) return nodes
  const others = nodes.filter(node => node !== asks && node !== extreme)
  // 最新投用的是哪一台，什么时候投用的: which it is, too
  if (others.some(node => isCue(node, 'count', 'aggregate', 'extreme', 'which'))) return nodes
  const dataset = rowsMeant(others, view)
  const said = others.find(
    node => node.type === 'field' && isTime(node.field) && node.ref.dataset === dataset?.name,
  )
  const field = said?.type === 'field' ? said.field : dataset && defaultTimeOf(dataset)
  if (!dataset || !field) return nodes
  const measure: Node = {
    ...spanOf([extreme]),
    type: 'measure',
    expression: {
      kind: 'aggregate',
      aggregate: direction === 'asc' ? 'min' : 'max',
      value: { kind: 'field', field: refOf(dataset, field) },
    },
  }
  const at = nodes.indexOf(extreme)
  const before = nodes.slice(0, at).filter(node => node !== asks && node !== said)
  const after = nodes.slice(at + 1).filter(node => node !== asks && node !== said)
  return [...listedRows(before, view), measure, ...listedRows(after, view)]
}

/** "when was each of the furnaces put into service": each with its time, not how many of them. */
const withoutEach = (nodes: readonly Node[]): readonly Node[] =>
  nodes.some(node => node.type === 'metric' || isCue(node, 'count', 'aggregate'))
    ? nodes
    : nodes.filter(node => cueOf(node, 'group')?.each !== true)
