import { z } from 'zod'

/**
 * A binary decision tree as flat arrays: node `i` goes to `left[i]` where column `column[i]` is at most
 * `threshold[i]`, else to `left[i] + 1`; a leaf has column -1 and its value in `threshold`.
 */
export const treeSchema = z.object({
  column: z.array(z.number().int()),
  threshold: z.array(z.number()),
  left: z.array(z.number().int()),
})
export type Tree = z.infer<typeof treeSchema>

/** Gradient-boosted trees (Friedman 2001): their values add up. `columns` names the features in order. */
export const treesSchema = z.object({ columns: z.array(z.string()), trees: z.array(treeSchema) })
export type Trees = z.infer<typeof treesSchema>

const valueOf = ({ column, threshold, left }: Tree, row: readonly number[]): number => {
  let node = 0
  for (;;) {
    const at = column[node] ?? -1
    const limit = threshold[node] ?? 0
    if (at < 0) return limit
    const next = left[node] ?? 0
    node = (row[at] ?? 0) <= limit ? next : next + 1
  }
}

/** The score of one row of features, in the order of `columns`. */
export const scoreTrees = ({ trees }: Trees, row: readonly number[]): number => {
  let score = 0
  for (const tree of trees) score += valueOf(tree, row)
  return score
}
