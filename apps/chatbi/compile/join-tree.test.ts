import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createJoinGraph } from './join-graph.ts'
import type { JoinEdge, JoinGraph } from './join-graph.ts'
import { findJoinTree } from './join-tree.ts'
import type { JoinTree } from './join-tree.ts'
import { dataset, relation, semanticModel } from './testing/model-builder.ts'
import { plantModel } from './testing/plant.ts'

const graph = createJoinGraph(plantModel('duckdb'))

const treeOf = (g: JoinGraph, datasets: readonly string[]): JoinTree => {
  const found = findJoinTree(g, datasets)
  assert.ok(found?.kind === 'tree', JSON.stringify(found))
  return found
}

const ways = (tree: JoinTree): readonly string[] => tree.steps.map(s => `${s.from}>${s.to}`).toSorted()

test('the direct lookup wins over one through another table', () => {
  assert.deepEqual(ways(treeOf(graph, ['stop', 'line'])), ['stop>line'])
  assert.deepEqual(ways(treeOf(graph, ['stop', 'area', 'equipment'])), [
    'line>area',
    'stop>equipment',
    'stop>line',
  ])
})

test('a bridge joins the two sides of many to many', () => {
  assert.deepEqual(ways(treeOf(graph, ['tag', 'work_order'])), ['order_tag>work_order', 'tag>order_tag'])
})

const league = (preferred: readonly string[] = []): JoinGraph =>
  createJoinGraph(
    semanticModel('duckdb', {
      datasets: [dataset('game', 'games', ['*id', 'home', 'away']), dataset('team', 'teams', ['*id'])],
      relationships: [
        relation('game.home > team.id', { role: 'home team' }),
        relation('game.away > team.id', { role: 'away team' }),
      ],
    }),
    preferred,
  )

test('two roles of one table are a tie, until one is chosen', () => {
  const tie = findJoinTree(league(), ['game', 'team'])
  assert.equal(tie?.kind, 'tie')
  assert.equal(tie?.kind === 'tie' ? tie.trees.length : 0, 2)
  assert.equal(treeOf(league(['game_away']), ['game', 'team']).steps[0]?.relationship.name, 'game_away')
})

test('a declared relationship wins over one inferred from values', () => {
  const g = createJoinGraph(
    semanticModel('duckdb', {
      datasets: [dataset('a', 'a', ['*x', 'y']), dataset('b', 'b', ['*z'])],
      relationships: [relation('a.x > b.z', { inferredConfidence: 0.9 }), relation('a.y > b.z')],
    }),
  )
  assert.equal(treeOf(g, ['a', 'b']).steps[0]?.relationship.name, 'a_y')
})

test('where no relationship leads there is no tree', () => {
  assert.equal(findJoinTree(graph, ['stop', 'nowhere']), undefined)
})

/** The cheapest connected set of edges that holds all terminals, by trying every set. */
const cheapest = (edges: readonly JoinEdge[], root: string, wanted: readonly string[]): number => {
  let best = Infinity
  for (let subset = 0; subset < 1 << edges.length; subset++) {
    const chosen = edges.filter((_, i) => (subset >> i) & 1)
    const reached = new Set([root])
    for (let grew = true; grew;) {
      grew = false
      for (const e of chosen)
        if (reached.has(e.from) && !reached.has(e.to)) {
          reached.add(e.to)
          grew = true
        }
    }
    if (wanted.every(w => reached.has(w)))
      best = Math.min(
        best,
        chosen.reduce((sum, e) => sum + e.cost, 0),
      )
  }
  return best
}

test('no tree is cheaper than the one found (against exhaustive search)', () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  const edge = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).filter(([a, b]) => a !== b)
  fc.assert(
    fc.property(fc.uniqueArray(edge, { maxLength: 6, selector: e => e.join() }), pairs => {
      const g = createJoinGraph(
        semanticModel('duckdb', {
          datasets: names.map(n => dataset(n, n, ['*id', ...names.map(m => `${m}_id`)])),
          relationships: pairs.map(([a, b]) => relation(`${a}.${b}_id > ${b}.id`)),
        }),
      )
      const found = findJoinTree(g, ['a', 'c', 'e'])
      const best = cheapest([...g.edges.values()].flat(), 'a', ['c', 'e'])
      const cost = found === undefined ? Infinity : found.kind === 'tree' ? found.cost : found.trees[0]?.cost
      assert.equal(cost, best)
    }),
    { seed: 7, numRuns: 150 },
  )
})
