import type { Relationship, SemanticModel } from '../model/semantic-model.ts'

/** One way to walk a relationship. `manyToOne`: a row of `from` meets at most one row of `to`. */
export interface JoinEdge {
  readonly relationship: Relationship
  readonly from: string
  readonly to: string
  readonly fromFields: readonly string[]
  readonly toFields: readonly string[]
  readonly manyToOne: boolean
  readonly cost: number
}

/** The relationships of a model, each in both directions, by the dataset they leave from. */
export interface JoinGraph {
  readonly datasets: readonly string[]
  readonly edges: ReadonlyMap<string, readonly JoinEdge[]>
}

// A join that multiplies rows is taken only where no chain of others leads there.
const multiplyingCost = 100
const inferredPenalty = 2
const preferredDiscount = 0.5

/**
 * The graph over which join paths are searched. A join towards the one side costs 1, one that multiplies rows 100;
 * an inferred relationship costs up to 2 more, the less certain it is; those named in `preferred` cost 0.5 less.
 * A relationship of a dataset with itself is no way between two datasets and is left out.
 */
export const createJoinGraph = (model: SemanticModel, preferred: readonly string[] = []): JoinGraph => {
  const edges = new Map<string, JoinEdge[]>(model.datasets.map(d => [d.name, []]))
  for (const relationship of model.relationships) {
    if (relationship.from === relationship.to) continue
    const { from, to, fromFields, toFields } = relationship
    const doubt =
      relationship.inferredConfidence === undefined
        ? 0
        : (1 - relationship.inferredConfidence) * inferredPenalty
    const extra = doubt - (preferred.includes(relationship.name) ? preferredDiscount : 0)
    const isOneToOne = relationship.oneToOne === true
    edges.get(from)?.push({ relationship, from, to, fromFields, toFields, manyToOne: true, cost: 1 + extra })
    edges.get(to)?.push({
      relationship,
      from: to,
      to: from,
      fromFields: toFields,
      toFields: fromFields,
      manyToOne: isOneToOne,
      cost: (isOneToOne ? 1 : multiplyingCost) + extra,
    })
  }
  return { datasets: model.datasets.map(d => d.name), edges }
}

const reachable = new WeakMap<JoinGraph, Map<string, ReadonlySet<string>>>()

/** Datasets of which each row of `dataset` meets at most one row, itself included. */
export const lookupsOf = (graph: JoinGraph, dataset: string): ReadonlySet<string> => {
  const known = reachable.get(graph) ?? new Map<string, ReadonlySet<string>>()
  reachable.set(graph, known)
  const found = known.get(dataset)
  if (found !== undefined) return found
  const seen = new Set([dataset])
  const queue = [dataset]
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (const edge of graph.edges.get(at) ?? [])
      if (edge.manyToOne && !seen.has(edge.to)) {
        seen.add(edge.to)
        queue.push(edge.to)
      }
  known.set(dataset, seen)
  return seen
}
