import type { JoinEdge, JoinGraph } from './join-graph.ts'

/** Joins from `root` outwards: each step starts at `root` or at a dataset that an earlier step reached. */
export interface JoinTree {
  readonly kind: 'tree'
  readonly root: string
  readonly steps: readonly JoinEdge[]
  readonly cost: number
}

/** Several trees cost the same and differ in meaning; only a person can choose. */
export interface JoinTie {
  readonly kind: 'tie'
  readonly trees: readonly JoinTree[]
}

// Among trees of equal cost the one whose datasets are nearest to the root wins; the weight keeps this second.
const depthWeight = 1e-4
const tolerance = 1e-9
const mostTrees = 8
const mostDatasets = 10

interface Table {
  readonly graph: JoinGraph
  readonly names: readonly string[]
  readonly terminals: readonly number[]
  /** cost[subset][node]: the cheapest tree rooted at the node that reaches the terminals of the subset. */
  readonly cost: Float64Array[]
}

const sizeOf = (subset: number): number => {
  let count = 0
  for (let rest = subset; rest > 0; rest &= rest - 1) count++
  return count
}

/** Spreads the costs of one subset over the graph (Dijkstra, edges walked backwards). */
const relax = (table: Table, subset: number, incoming: readonly (readonly JoinEdge[])[]): void => {
  const cost = table.cost[subset] ?? new Float64Array()
  const done = new Set<number>()
  const index = new Map(table.names.map((name, i) => [name, i]))
  for (;;) {
    let best = -1
    for (let node = 0; node < cost.length; node++)
      if (!done.has(node) && (cost[node] ?? Infinity) < (best < 0 ? Infinity : (cost[best] ?? Infinity)))
        best = node
    if (best < 0) return
    done.add(best)
    for (const edge of incoming[best] ?? []) {
      const from = index.get(edge.from) ?? -1
      const offered = (cost[best] ?? Infinity) + edge.cost + depthWeight * sizeOf(subset)
      if (offered < (cost[from] ?? Infinity)) cost[from] = offered
    }
  }
}

const buildTable = (graph: JoinGraph, terminals: readonly string[]): Table => {
  const names = graph.datasets
  const index = new Map(names.map((name, i) => [name, i]))
  const incoming: JoinEdge[][] = names.map(() => [])
  for (const edges of graph.edges.values())
    for (const edge of edges) incoming[index.get(edge.to) ?? -1]?.push(edge)
  const table: Table = {
    graph,
    names,
    terminals: terminals.map(t => index.get(t) ?? -1),
    cost: Array.from({ length: 1 << terminals.length }, () => new Float64Array(names.length).fill(Infinity)),
  }
  for (let subset = 1; subset < table.cost.length; subset++) {
    const cost = table.cost[subset] ?? new Float64Array()
    if (sizeOf(subset) === 1) cost[table.terminals[Math.log2(subset)] ?? -1] = 0
    for (let part = (subset - 1) & subset; part > subset - part; part = (part - 1) & subset)
      for (let node = 0; node < cost.length; node++)
        cost[node] = Math.min(
          cost[node] ?? Infinity,
          costOf(table, part, node) + costOf(table, subset - part, node),
        )
    relax(table, subset, incoming)
  }
  return table
}

const costOf = (table: Table, subset: number, node: number): number => table.cost[subset]?.[node] ?? Infinity
const same = (a: number, b: number): boolean => Math.abs(a - b) < tolerance

/** Every cheapest tree, up to a bound, read back from the table. */
const treesFrom = (table: Table, subset: number, node: number): readonly (readonly JoinEdge[])[] => {
  if (sizeOf(subset) === 1 && table.terminals[Math.log2(subset)] === node) return [[]]
  const goal = costOf(table, subset, node)
  const found = new Map<string, readonly JoinEdge[]>()
  const add = (edges: readonly JoinEdge[]): void => {
    const distinct = [...new Set(edges)]
    found.set(keyOf(distinct), distinct)
  }
  for (const edge of table.graph.edges.get(table.names[node] ?? '') ?? []) {
    const next = table.names.indexOf(edge.to)
    const weight = edge.cost + depthWeight * sizeOf(subset)
    if (found.size < mostTrees && same(weight + costOf(table, subset, next), goal))
      for (const rest of treesFrom(table, subset, next)) add([edge, ...rest])
  }
  for (let part = (subset - 1) & subset; part > subset - part; part = (part - 1) & subset)
    if (found.size < mostTrees && same(costOf(table, part, node) + costOf(table, subset - part, node), goal))
      for (const left of treesFrom(table, part, node))
        for (const right of treesFrom(table, subset - part, node)) add([...left, ...right])
  return [...found.values()].slice(0, mostTrees)
}

const keyOf = (edges: readonly JoinEdge[]): string =>
  edges
    .map(e => `${e.relationship.name}>${e.to}`)
    .toSorted()
    .join('|')

/** Steps in an order in which each starts where an earlier one has been. */
const ordered = (root: string, edges: readonly JoinEdge[]): readonly JoinEdge[] => {
  const reached = new Set([root])
  const rest = [...edges]
  const steps: JoinEdge[] = []
  while (rest.length > 0) {
    const at = rest.findIndex(e => reached.has(e.from))
    const [edge] = rest.splice(at, 1)
    if (at < 0 || edge === undefined) throw new Error('bug: a join tree that is not connected')
    if (reached.has(edge.to)) continue
    reached.add(edge.to)
    steps.push(edge)
  }
  return steps
}

/**
 * Joins that connect `datasets` at the least total cost, starting at the first of them; ties are returned, never
 * broken in silence. Of trees that cost the same, the one with its datasets nearest to the first wins before a tie
 * is called. Undefined where no relationship leads to one of them.
 *
 * The cheapest arborescence over subsets of terminals: Dreyfus and Wagner, "The Steiner problem in graphs"
 * (Networks 1, 1971), with the relaxation of Erickson, Monma and Veinott (1987). Throws RangeError above ten
 * datasets.
 */
export const findJoinTree = (
  graph: JoinGraph,
  datasets: readonly string[],
): JoinTree | JoinTie | undefined => {
  const [root, ...others] = [...new Set(datasets)]
  if (root === undefined) return undefined
  if (others.length > mostDatasets) throw new RangeError(`more than ${mostDatasets} datasets in one question`)
  if (others.length === 0) return { kind: 'tree', root, steps: [], cost: 0 }
  const table = buildTable(graph, others)
  const node = graph.datasets.indexOf(root)
  const all = table.cost.length - 1
  if (!Number.isFinite(costOf(table, all, node))) return undefined
  const trees = treesFrom(table, all, node).map((edges): JoinTree => {
    const steps = ordered(root, edges)
    return { kind: 'tree', root, steps, cost: steps.reduce((sum, s) => sum + s.cost, 0) }
  })
  const [first] = trees
  if (first === undefined) throw new Error('bug: a join tree with a cost and no edges')
  return trees.length === 1 ? first : { kind: 'tie', trees }
}
