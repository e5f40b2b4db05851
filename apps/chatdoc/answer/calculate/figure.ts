import { isUnit } from '../../document/unit-of-header.ts'

/** A cell that is one number. */
export interface Figure {
  readonly value: number
  /** Digits behind the point, as printed. */
  readonly decimals: number
  /** What stands behind the number in its own cell: "%", "N·m". */
  readonly unit?: string
}

const pattern =
  /^(?<sign>[-−–]\s?)?(?:[A-Z]{0,3}\s?[$€£¥]\s?)?(?<open>\(\s?)?(?<inner>[-−–]\s?)?(?:[A-Z]{0,3}\s?[$€£¥]\s?)?(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?<inside>[%％])?\s?(?<close>\))?\s?(?<tail>[^\d()]{0,12})?\s?(?:\(\d{1,2}\)|\*{1,3})?$/u

/** The number of a cell that holds nothing but it: brackets are negative, a footnote's mark is left out. */
export const figureOf = (text: string): Figure | undefined => {
  const groups = pattern.exec(text.replaceAll(/\s+/g, ' ').trim())?.groups
  const digits = groups?.['digits']
  if (!groups || digits === undefined) return undefined
  if ((groups['open'] === undefined) !== (groups['close'] === undefined)) return undefined
  const tail = groups['tail']?.trim() ?? ''
  const unit = groups['inside'] ?? (tail === '' ? undefined : tail)
  if (unit !== undefined && !isUnit(unit) && !/^[%％]$/.test(unit)) return undefined
  const isNegative = [groups['sign'], groups['open'], groups['inner']].some(mark => mark !== undefined)
  const value = Number(digits.replaceAll(',', ''))
  return {
    value: isNegative && value !== 0 ? -value : value,
    decimals: digits.split('.')[1]?.length ?? 0,
    ...(unit === undefined ? {} : { unit: unit.replace('％', '%') }),
  }
}
