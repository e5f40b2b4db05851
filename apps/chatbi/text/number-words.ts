const small = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ')
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1e6],
  ['billion', 1e9],
])
const simple: ReadonlyMap<string, number> = new Map([
  ...small.map((word, index) => [word, index] as const),
  ...tens.map((word, index) => [word, (index + 2) * 10] as const),
])
const ordinals: ReadonlyMap<string, number> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, index) => [word, index + 1]),
)

/** The number of one English word: `three` 3, `twenty` 20. Scales (`hundred`) are not numbers by themselves. */
export const numberOfWord = (word: string): number | undefined => simple.get(word)

/** The place an ordinal word names: `third` 3. */
export const ordinalOfWord = (word: string): number | undefined => ordinals.get(word)

/** What a scale word multiplies by: `million` 1e6. */
export const scaleOfWord = (word: string): number | undefined => scales.get(word)

/** The number of a run of words: `twenty five` 25, `three hundred` 300. Undefined where they form none. */
export const parseNumberWords = (words: readonly string[]): number | undefined => {
  let total = 0
  let group: number | undefined
  let last: number | undefined
  for (const word of words) {
    const value = simple.get(word)
    const scale = scales.get(word)
    if (value !== undefined) {
      const fits = last === undefined || last >= 100 || (last >= 20 && value < 10 && value > 0)
      if (!fits) return undefined
      group = (group ?? 0) + value
      last = value
    } else if (scale !== undefined && group !== undefined) {
      group *= scale
      last = scale
      if (scale > 100) {
        total += group
        group = undefined
      }
    } else return undefined
  }
  return total + (group ?? 0)
}
