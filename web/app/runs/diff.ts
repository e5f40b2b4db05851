export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

const maxCells = 4_000_000

/**
 * Lines removed from `before` and added in `after`, by the longest common subsequence (Wagner and Fischer, 1974).
 * Texts too long for the table are shown as wholly replaced.
 */
export const diffLines = (before: string, after: string): readonly DiffLine[] => {
  return trimmed(before.split('\n'), after.split('\n'))
}

/** Lines that both begin or end with need no table: an edit of a long text changes little of it. */
const trimmed = (left: readonly string[], right: readonly string[]): readonly DiffLine[] => {
  const most = Math.min(left.length, right.length)
  let start = 0
  while (start < most && left[start] === right[start]) start++
  let end = 0
  while (end < most - start && left.at(-1 - end) === right.at(-1 - end)) end++
  return [
    ...left.slice(0, start).map(same),
    ...compared(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...left.slice(left.length - end).map(same),
  ]
}

const compared = (left: readonly string[], right: readonly string[]): readonly DiffLine[] => {
  if (left.length * right.length > maxCells) return [...left.map(removed), ...right.map(added)]
  const lengths = commonLengths(left, right)
  const at = (row: number, column: number): number => lengths[row * (right.length + 1) + column] ?? 0
  const lines: DiffLine[] = []
  let row = 0
  let column = 0
  while (row < left.length && column < right.length) {
    const line = left[row] ?? ''
    if (line === right[column]) {
      lines.push(same(line))
      row++
      column++
    } else if (at(row + 1, column) >= at(row, column + 1)) lines.push(removed(left[row++] ?? ''))
    else lines.push(added(right[column++] ?? ''))
  }
  return [...lines, ...left.slice(row).map(removed), ...right.slice(column).map(added)]
}

const same = (text: string): DiffLine => ({ kind: 'same', text })
const removed = (text: string): DiffLine => ({ kind: 'removed', text })
const added = (text: string): DiffLine => ({ kind: 'added', text })

/** Length of the longest common subsequence of every pair of suffixes, row by row. */
const commonLengths = (left: readonly string[], right: readonly string[]): Uint32Array => {
  const width = right.length + 1
  const lengths = new Uint32Array((left.length + 1) * width)
  for (let row = left.length - 1; row >= 0; row--)
    for (let column = right.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        left[row] === right[column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0)
  return lengths
}
