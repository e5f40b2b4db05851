const delimiters = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** How many fields a line has, delimiters within double quotes not counted. */
const fieldsIn = (line: string, delimiter: string): number => {
  let isQuoted = false
  let count = 1
  for (const char of line) {
    if (char === '"') isQuoted = !isQuoted
    else if (char === delimiter && !isQuoted) count++
  }
  return count
}

const modeOf = (values: readonly number[]): number => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1
}

export interface DelimiterGuess {
  readonly delimiter: Delimiter
  readonly columns: number
  /** Share of the lines that have that many columns. */
  readonly agreement: number
}

/**
 * The delimiter with which most lines have the same number of fields, more than one; undefined where no delimiter
 * gives two columns. A first line `sep=;` decides.
 */
export const sniffDelimiter = (sample: string): DelimiterGuess | undefined => {
  const lines = sample
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(0, 200)
  const said = /^sep=(.)$/i.exec(lines[0]?.trim() ?? '')?.[1]
  const guesses = delimiters
    .filter(delimiter => said === undefined || delimiter === said)
    .map((delimiter): DelimiterGuess => {
      const counts = lines.map(line => fieldsIn(line, delimiter))
      const columns = modeOf(counts)
      return {
        delimiter,
        columns,
        agreement: counts.filter(count => count === columns).length / Math.max(1, lines.length),
      }
    })
    .filter(guess => guess.columns > 1)
  return guesses.toSorted((a, b) => b.agreement - a.agreement || b.columns - a.columns)[0]
}
