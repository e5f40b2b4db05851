/** Levenshtein distance by two rows. */
const distance = (a: string, b: string): number => {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(change, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    before = row
  }
  return before[b.length] ?? 0
}

/** The known name that was most likely meant; undefined where none is close. */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  const lower = name.toLowerCase()
  let best: { readonly name: string; readonly distance: number } | undefined
  for (const candidate of known) {
    const apart = distance(lower, candidate.toLowerCase())
    if (apart <= Math.max(1, Math.floor(name.length / 3)) && apart < (best?.distance ?? Infinity))
      best = { name: candidate, distance: apart }
  }
  return best?.name
}
