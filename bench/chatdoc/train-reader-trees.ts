/** One row of features with its label; rows of one `group` compete, where the loss is listwise. */
export interface TrainingRow {
  readonly group: number
  readonly features: readonly number[]
  readonly label: number
}

export interface TreeOptions {
  /** `listwise`: softmax over each group (ListNet, Cao et al. 2007). `logistic`: each row by itself. */
  readonly loss: 'listwise' | 'logistic'
  readonly trees: number
  readonly depth: number
  readonly rate: number
  /** Least sum of second derivatives in a leaf. */
  readonly minHessian: number
  /** L2 penalty of a leaf. */
  readonly lambda: number
}

interface FlatTree {
  readonly column: number[]
  readonly threshold: number[]
  readonly left: number[]
}

const binCount = 48

/** Upper limits of the bins of a column: its quantiles. */
const limitsOf = (values: readonly number[]): number[] => {
  const sorted = values.toSorted((a, b) => a - b)
  const picked = Array.from(
    { length: binCount - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / binCount)] ?? 0,
  )
  return [...new Set(picked)]
}

const binOf = (limits: readonly number[], value: number): number => {
  let [low, high] = [0, limits.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= (limits[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}

/** First and second derivatives of the loss at the present scores. */
const derivatives = (
  rows: readonly TrainingRow[],
  scores: Float64Array,
  loss: TreeOptions['loss'],
): { readonly gradient: Float64Array; readonly hessian: Float64Array } => {
  const gradient = new Float64Array(rows.length)
  const hessian = new Float64Array(rows.length)
  const set = (i: number, p: number, target: number): void => {
    gradient[i] = p - target
    hessian[i] = Math.max(1e-6, p * (1 - p))
  }
  if (loss === 'logistic') {
    for (const [i, row] of rows.entries()) set(i, 1 / (1 + Math.exp(-(scores[i] ?? 0))), row.label)
    return { gradient, hessian }
  }
  for (let from = 0; from < rows.length;) {
    let to = from
    while (to < rows.length && rows[to]?.group === rows[from]?.group) to++
    const top = Math.max(...scores.subarray(from, to))
    let total = 0
    let labels = 0
    for (let i = from; i < to; i++) {
      total += Math.exp((scores[i] ?? 0) - top)
      labels += rows[i]?.label ?? 0
    }
    for (let i = from; i < to; i++)
      set(i, Math.exp((scores[i] ?? 0) - top) / total, labels === 0 ? 0 : (rows[i]?.label ?? 0) / labels)
    from = to
  }
  return { gradient, hessian }
}

/** Gradient-boosted regression trees with second derivatives (Chen, Guestrin 2016) over binned features. */
export const trainTrees = (rows: readonly TrainingRow[], options: TreeOptions): readonly FlatTree[] => {
  const width = rows[0]?.features.length ?? 0
  const limits = Array.from({ length: width }, (_, column) =>
    limitsOf(rows.map(row => row.features[column] ?? 0)),
  )
  const bins = limits.map((limit, column) =>
    Uint8Array.from(rows, row => binOf(limit, row.features[column] ?? 0)),
  )
  const scores = new Float64Array(rows.length)
  return Array.from({ length: options.trees }, () =>
    growTree({ bins, limits, options, ...derivatives(rows, scores, options.loss) }, scores),
  )
}

interface Growing {
  readonly bins: readonly Uint8Array[]
  readonly limits: readonly (readonly number[])[]
  readonly options: TreeOptions
  readonly gradient: Float64Array
  readonly hessian: Float64Array
}

interface Split {
  readonly gain: number
  readonly column: number
  readonly bin: number
}

const growTree = (growing: Growing, scores: Float64Array): FlatTree => {
  const tree: FlatTree = { column: [], threshold: [], left: [] }
  const { options, gradient, hessian, bins, limits } = growing
  const grow = (node: number, members: Uint32Array, depth: number): void => {
    const split = depth < options.depth ? bestSplit(growing, members) : undefined
    if (!split) {
      let [g, h] = [0, 0]
      for (const i of members) [g, h] = [g + (gradient[i] ?? 0), h + (hessian[i] ?? 0)]
      const value = (-options.rate * g) / (h + options.lambda)
      tree.column[node] = -1
      tree.threshold[node] = Number(value.toFixed(5))
      tree.left[node] = 0
      for (const i of members) scores[i] = (scores[i] ?? 0) + value
      return
    }
    const column = bins[split.column] as Uint8Array
    const left = tree.column.length
    tree.column.push(-1, -1)
    tree.column[node] = split.column
    tree.threshold[node] = Number((limits[split.column]?.[split.bin] ?? 0).toFixed(6))
    tree.left[node] = left
    grow(
      left,
      members.filter(i => (column[i] ?? 0) <= split.bin),
      depth + 1,
    )
    grow(
      left + 1,
      members.filter(i => (column[i] ?? 0) > split.bin),
      depth + 1,
    )
  }
  tree.column.push(-1)
  grow(0, Uint32Array.from(gradient.keys()), 0)
  return tree
}

const bestSplit = (
  { bins, options, gradient, hessian }: Growing,
  members: Uint32Array,
): Split | undefined => {
  let best: Split | undefined
  const score = (g: number, h: number): number => (g * g) / (h + options.lambda)
  for (const [column, bin] of bins.entries()) {
    const g = new Float64Array(binCount)
    const h = new Float64Array(binCount)
    let [totalG, totalH] = [0, 0]
    for (const i of members) {
      const at = bin[i] ?? 0
      g[at] = (g[at] ?? 0) + (gradient[i] ?? 0)
      h[at] = (h[at] ?? 0) + (hessian[i] ?? 0)
      totalG += gradient[i] ?? 0
      totalH += hessian[i] ?? 0
    }
    let [leftG, leftH] = [0, 0]
    for (let at = 0; at + 1 < binCount; at++) {
      leftG += g[at] ?? 0
      leftH += h[at] ?? 0
      if (leftH < options.minHessian || totalH - leftH < options.minHessian) continue
      const gain = score(leftG, leftH) + score(totalG - leftG, totalH - leftH) - score(totalG, totalH)
      if (gain > (best?.gain ?? 1e-6)) best = { gain, column, bin: at }
    }
  }
  return best
}
