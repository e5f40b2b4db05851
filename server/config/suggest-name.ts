/** The known name nearest to `name` by edit distance (Levenshtein), if it is near enough to be a slip. */
export const suggestName = (name: string, known: readonly string[]): string | undefined => {
  const near = known
    .map(candidate => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(2, Math.floor(candidate.length / 3)))
    .toSorted((left, right) => left.distance - right.distance)
  return near[0]?.candidate
}

const editDistance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let at = 1; at <= left.length; at++) {
    const next = [at]
    for (let column = 1; column <= right.length; column++)
      next.push(
        Math.min(
          (row[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (row[column - 1] ?? 0) + (left[at - 1] === right[column - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[right.length] ?? 0
}
