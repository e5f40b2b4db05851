/** Jaro–Winkler similarity, 0..1 (Winkler 1990, prefix weight 0.1 up to four characters). */
export const jaroWinkler = (a: string, b: string): number => {
  if (a === b) return 1
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const used = new Set<number>()
  const matched: string[] = []
  for (let i = 0; i < a.length; i++)
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++)
      if (!used.has(j) && a[i] === b[j]) {
        used.add(j)
        matched.push(a[i] ?? '')
        break
      }
  const m = matched.length
  if (m === 0) return 0
  const others = [...used].toSorted((x, y) => x - y).map(j => b[j])
  const transposed = matched.filter((character, i) => character !== others[i]).length / 2
  const jaro = (m / a.length + m / b.length + (m - transposed) / m) / 3
  let prefix = 0
  while (prefix < 4 && prefix < Math.min(a.length, b.length) && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Length of the common beginning of two texts. */
export const commonPrefix = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

const suffixes = new Set(
  'e ed ure ur at abl iv anc enc ion ation er or ing ment al ity ive ance ence ly y i ist ic ry ship able ate n an ian ne s t ant ent ery ement tion ition ial'.split(
    ' ',
  ),
).add('')

/** Whether two words share a root and differ by endings alone, as `fail` and `failure`, `manage` and `manager` do. */
export const sharesRoot = (a: string, b: string): boolean => {
  const common = commonPrefix(a, b)
  return common >= 4 && suffixes.has(a.slice(common)) && suffixes.has(b.slice(common))
}
