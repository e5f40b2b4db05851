import { chanceOf } from '@millwright/chatbi'
import type { BoostedTrees, Tree } from '@millwright/chatbi'
import { createRandom } from '../../random.ts'

export interface BoostOptions {
  readonly trees: number
  readonly depth: number
  /** Part of each tree's step that is taken. */
  readonly rate: number
  readonly fewestInLeaf: number
  /** L2 on the leaves. */
  readonly shrinkage: number
  /** Parts of the examples and of the features that each tree sees. */
  readonly examplePart: number
  readonly featurePart: number
}

const mostBins = 32

/** Examples by row: the values of the features, and whether it holds. */
export interface BoostData {
  readonly features: readonly string[]
  readonly rows: readonly Float64Array[]
  readonly holds: readonly boolean[]
}

/**
 * Boosted regression trees for the log odds, each fitted by Newton steps to the gradient of the logistic loss over binned
 * values (as Chen and Guestrin, "XGBoost", KDD 2016). The random draws are those of a fixed seed.
 */
export const fitBoostedTrees = (data: BoostData, options: BoostOptions): BoostedTrees => {
  const { features, rows, holds } = data
  const held = holds.filter(Boolean).length
  const base = Math.log((held + 1) / (holds.length - held + 1))
  const evidence = new Float64Array(rows.length).fill(base)
  const binned = binAll(rows, features.length)
  const random = createRandom(7)
  const trees: Tree[] = []
  for (let i = 0; i < options.trees; i++) {
    const slopes = slopesOf(evidence, holds)
    const examples = rows.flatMap((_, at) => (random() < options.examplePart ? [at] : []))
    const columns = features.flatMap((_, at) => (random() < options.featurePart ? [at] : []))
    const tree = grow({ binned, slopes, columns, options }, examples, options.depth)
    trees.push(tree)
    rows.forEach((row, at) => {
      evidence[at] = (evidence[at] ?? 0) + stepOf(tree, row)
    })
  }
  return { features, base, trees }
}

const stepOf = (tree: Tree, row: Float64Array): number => {
  const chance = chanceOf({ features: [], base: 0, trees: [tree] }, row)
  return Math.log(chance / (1 - chance))
}

interface Slopes {
  readonly first: Float64Array
  readonly second: Float64Array
}

const slopesOf = (evidence: Float64Array, holds: readonly boolean[]): Slopes => {
  const chances = evidence.map(one => 1 / (1 + Math.exp(-one)))
  return {
    first: chances.map((chance, at) => (holds[at] ? 1 : 0) - chance),
    second: chances.map(chance => chance * (1 - chance)),
  }
}

interface Binned {
  /** Limits between the bins of each feature. */
  readonly limits: readonly Float64Array[]
  /** The bin of each row's value, by row. */
  readonly bins: readonly Uint8Array[]
}

const binAll = (rows: readonly Float64Array[], width: number): Binned => {
  const limits = Array.from({ length: width }, (_, column) => limitsOf(rows.map(row => row[column] ?? 0)))
  return {
    limits,
    bins: rows.map(row => Uint8Array.from(row, (value, column) => binOf(limits[column], value))),
  }
}

const limitsOf = (values: readonly number[]): Float64Array => {
  const sorted = values.toSorted((a, b) => a - b)
  const different = [...new Set(sorted)]
  if (different.length <= mostBins)
    return Float64Array.from(different.slice(1), (value, i) => (value + (different[i] ?? 0)) / 2)
  const quantiles = Array.from(
    { length: mostBins - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / mostBins)] ?? 0,
  )
  return Float64Array.from(new Set(quantiles))
}

const binOf = (limits: Float64Array | undefined, value: number): number => {
  let bin = 0
  while (limits && bin < limits.length && value >= (limits[bin] ?? Infinity)) bin++
  return bin
}

interface Growth {
  readonly binned: Binned
  readonly slopes: Slopes
  readonly columns: readonly number[]
  readonly options: BoostOptions
}

const grow = (growth: Growth, examples: readonly number[], depth: number): Tree => {
  const { binned, options } = growth
  const sums = sumsOf(growth, examples)
  const leaf = (options.rate * sums.first) / (sums.second + options.shrinkage)
  if (depth === 0 || examples.length < 2 * options.fewestInLeaf) return leaf
  const split = bestSplit(growth, examples, sums)
  if (!split) return leaf
  const isBelow = (at: number): boolean => (binned.bins[at]?.[split.column] ?? 0) <= split.bin
  return [
    split.column,
    binned.limits[split.column]?.[split.bin] ?? 0,
    grow(growth, examples.filter(isBelow), depth - 1),
    grow(
      growth,
      examples.filter(at => !isBelow(at)),
      depth - 1,
    ),
  ]
}

interface Sums {
  readonly first: number
  readonly second: number
}

const sumsOf = ({ slopes }: Growth, examples: readonly number[]): Sums => {
  let first = 0
  let second = 0
  for (const at of examples) {
    first += slopes.first[at] ?? 0
    second += slopes.second[at] ?? 0
  }
  return { first, second }
}

interface Split {
  readonly column: number
  readonly bin: number
  readonly gain: number
}

const smallestGain = 1e-6

const bestSplit = (growth: Growth, examples: readonly number[], whole: Sums): Split | undefined => {
  let best: Split | undefined
  for (const column of growth.columns) {
    const split = splitOf(growth, examples, { column, whole })
    if (split && split.gain > (best?.gain ?? smallestGain)) best = split
  }
  return best
}

const splitOf = (
  { binned, slopes, options }: Growth,
  examples: readonly number[],
  { column, whole }: { readonly column: number; readonly whole: Sums },
): Split | undefined => {
  const size = (binned.limits[column]?.length ?? 0) + 1
  if (size < 2) return undefined
  const [first, second, counts] = [new Float64Array(size), new Float64Array(size), new Int32Array(size)]
  for (const at of examples) {
    const bin = binned.bins[at]?.[column] ?? 0
    first[bin] = (first[bin] ?? 0) + (slopes.first[at] ?? 0)
    second[bin] = (second[bin] ?? 0) + (slopes.second[at] ?? 0)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const worth = (sum: Sums): number => (sum.first * sum.first) / (sum.second + options.shrinkage)
  let [below, count] = [{ first: 0, second: 0 }, 0]
  let best: Split | undefined
  for (let bin = 0; bin < size - 1; bin++) {
    below = { first: below.first + (first[bin] ?? 0), second: below.second + (second[bin] ?? 0) }
    count += counts[bin] ?? 0
    if (count < options.fewestInLeaf || examples.length - count < options.fewestInLeaf) continue
    const above = { first: whole.first - below.first, second: whole.second - below.second }
    const gain = worth(below) + worth(above) - worth(whole)
    if (gain > (best?.gain ?? 0)) best = { column, bin, gain }
  }
  return best
}
