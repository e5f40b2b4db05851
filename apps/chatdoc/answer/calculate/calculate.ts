import type { Language } from '@millwright/spec'
import type { Operation } from '../../understand/operation.ts'
import type { Figure } from './figure.ts'

/** What a calculation gives, and how it is told. */
export interface Calculated {
  /** The result with its unit: "25 %". */
  readonly result: string
  /** "(1,250 − 1,000) / 1,000 = 25 %" */
  readonly formula: string
}

/** Values from the same table; `unit` is told for the values that have one, be it a scale ("million"). */
export interface CalculationInput {
  readonly operation: Operation
  /** For a change: the later first. */
  readonly figures: readonly Figure[]
  readonly unit?: string | undefined
  readonly language: Language
}

const grouped = (value: number, decimals: number): string => {
  const [whole = '', rest] = Math.abs(value).toFixed(decimals).split('.')
  const digits = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  const isZero = Number(Math.abs(value).toFixed(decimals)) === 0
  return `${value < 0 && !isZero ? '−' : ''}${digits}${rest === undefined ? '' : `.${rest}`}`
}

/** To so many digits behind the point, without zeros at the end. */
const rounded = (value: number, most: number): string => {
  const shown = Number(`${Math.round(Number(`${Math.abs(value)}e${most}`))}e-${most}`)
  const decimals = String(shown).split('.')[1]?.length ?? 0
  return grouped(Math.sign(value) * shown, Math.min(most, decimals))
}

const operand = ({ value, decimals }: Figure): string =>
  value < 0 ? `(${grouped(value, decimals)})` : grouped(value, decimals)

const pointsOf = (language: Language): string => (language === 'zh' ? '个百分点' : 'percentage points')

/** Computes and says it in parts; undefined where it means nothing: a share of nothing, a growth from below zero. */
export const calculate = ({
  operation,
  figures,
  unit,
  language,
}: CalculationInput): Calculated | undefined => {
  const [first, second] = figures
  if (!first || !second) return undefined
  const most = Math.max(...figures.map(figure => figure.decimals))
  const told = (value: string, suffix: string | undefined): string =>
    suffix === undefined || suffix === '' ? value : `${value} ${suffix}`
  const equals = (left: string, result: string): Calculated => ({ result, formula: `${left} = ${result}` })
  const sum = figures.reduce((total, figure) => total + figure.value, 0)
  const terms = figures.map(operand)
  switch (operation) {
    case 'change':
    case 'difference':
      return equals(
        `${terms[0]} − ${terms[1]}`,
        told(grouped(first.value - second.value, most), unit === '%' ? pointsOf(language) : unit),
      )
    case 'percent-change':
      return second.value <= 0
        ? undefined
        : equals(
            `(${terms[0]} − ${terms[1]}) / ${terms[1]}`,
            told(rounded(((first.value - second.value) / second.value) * 100, 2), '%'),
          )
    case 'sum':
      return equals(terms.join(' + '), told(grouped(sum, most), unit))
    case 'average':
      return equals(
        `(${terms.join(' + ')}) / ${figures.length}`,
        told(rounded(sum / figures.length, Math.max(2, most)), unit),
      )
    case 'ratio':
      return second.value === 0
        ? undefined
        : equals(`${terms[0]} / ${terms[1]}`, rounded(first.value / second.value, 2))
    case 'share':
      return second.value === 0
        ? undefined
        : equals(`${terms[0]} / ${terms[1]}`, told(rounded((first.value / second.value) * 100, 2), '%'))
  }
}
