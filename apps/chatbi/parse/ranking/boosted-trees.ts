import { z } from 'zod'

/** A leaf's part of the evidence, or a test: feature by its place, limit, the tree below the limit, the tree from it on. */
export type Tree = number | readonly [feature: number, limit: number, below: Tree, above: Tree]

/** Evidence (log odds) as a sum over small trees, by gradient boosting (Friedman, Annals of Statistics 2001). */
export interface BoostedTrees {
  readonly features: readonly string[]
  /** Log odds before any tree. */
  readonly base: number
  readonly trees: readonly Tree[]
}

const treeSchema: z.ZodType<Tree> = z.lazy(() =>
  z.union([z.number(), z.tuple([z.number(), z.number(), treeSchema, treeSchema])]),
)
export const boostedTreesSchema: z.ZodType<BoostedTrees> = z.object({
  features: z.array(z.string()),
  base: z.number(),
  trees: z.array(treeSchema),
})

const weighTree = (tree: Tree, values: Float64Array): number => {
  let at: Tree = tree
  while (typeof at !== 'number') at = (values[at[0]] ?? 0) < at[1] ? at[2] : at[3]
  return at
}

/** The chance that a thing with these feature values is what the trees were taught; 0..1. */
export const chanceOf = ({ base, trees }: BoostedTrees, values: Float64Array): number => {
  const evidence = trees.reduce<number>((sum, tree) => sum + weighTree(tree, values), base)
  return 1 / (1 + Math.exp(-evidence))
}
