import type { Word } from '../content/page-content.ts'

/** Letters by size (half points), and how many of them are bold. JSON, kept from one window to the next. */
export interface FontStatistics {
  readonly letters: Readonly<Record<string, number>>
  readonly bold: number
}

export const noStatistics: FontStatistics = { letters: {}, bold: 0 }

export const addWords = (before: FontStatistics, words: readonly Word[]): FontStatistics => {
  const letters: Record<string, number> = { ...before.letters }
  let { bold } = before
  for (const { size, text, font } of words) {
    const key = String(Math.round(size * 2) / 2)
    letters[key] = (letters[key] ?? 0) + text.length
    if (font.isBold) bold += text.length
  }
  return { letters, bold }
}

/** The size of most letters, in points. */
export const bodySizeOf = ({ letters }: FontStatistics): number => {
  let [best, most] = [10, 0]
  for (const [size, count] of Object.entries(letters)) if (count > most) [best, most] = [Number(size), count]
  return best
}

/** Bold is no sign of a heading where much of the text is bold. */
export const isBoldCommon = ({ letters, bold }: FontStatistics): boolean =>
  bold > 0.35 * Object.values(letters).reduce((sum, count) => sum + count, 0)
