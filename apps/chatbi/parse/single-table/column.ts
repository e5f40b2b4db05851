import type { LinkResult } from '../../link/link.ts'
import type { Dataset, Field } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import type { FieldRef, RowExpression } from '../../query/query.ts'
import { stem } from '../../text/index.ts'
import { isNumeric, isTime, refOf } from '../model-view.ts'
import { numberInText } from './number-in-text.ts'

/** Where a column is named in the question; atom positions, end exclusive. */
export interface Naming {
  readonly from: number
  readonly to: number
  readonly score: number
}

/** What operators and the ranking ask about a column of the one table, answered once for each question. */
export interface Column {
  readonly ref: FieldRef
  readonly field: Field
  /** From 0, of the columns that may be shown. */
  readonly index: number
  /** How its cells compare as amounts; absent where most hold none. */
  readonly amount?: RowExpression
  readonly kind: 'number' | 'amount-in-text' | 'time' | 'text'
  /** Between which its numbers lie, as far as the samples tell. */
  readonly bounds?: { readonly low: number; readonly high: number }
  /** Holds whole numbers that are years, or dates. */
  readonly isYear: boolean
  readonly holdsWords: boolean
  /** Holds ranges ("35–45 min") or results ("3–1"). */
  readonly hasTwoNumbers: boolean
  /** Holds durations as `1:02.77`. */
  readonly isClock: boolean
  /** Tells rows apart by words: a name of each, no code. */
  readonly isNaming: boolean
  /** Stems of its header. */
  readonly words: readonly string[]
  readonly namings: readonly Naming[]
}

/** 4号压机 is a name. */
const beginsWithDigit = /^[^\p{L}\d]{0,3}\d+(?![\d号])/u
const twoNumbers = /^[^\p{L}\d]{0,3}\d[\d.,]*\s?\p{L}{0,4}\s*(?:[-–—−:~]|to|至|到)\s*\d[\d.,]*(?!\d*[-–/:])/u
const code = /^\p{L}{1,4}[-_.]?\d+$/u
const beginsWithLetter = /^["'“‘(]?\p{L}/u

const partOf = (field: Field, pattern: RegExp): number =>
  field.samples.length === 0
    ? 0
    : field.samples.filter(sample => pattern.test(String(sample))).length / field.samples.length

const kindOf = (field: Field): Column['kind'] => {
  if (isNumeric(field)) return 'number'
  if (isTime(field)) return 'time'
  return field.type === 'text' && partOf(field, beginsWithDigit) >= 0.5 ? 'amount-in-text' : 'text'
}

const amountOf = (ref: FieldRef, field: Field, kind: Column['kind']): RowExpression | undefined => {
  if (kind === 'text') return undefined
  return kind === 'amount-in-text' ? numberInText(ref, field) : { kind: 'field', field: ref }
}

const boundsOf = (field: Field, kind: Column['kind']): Pick<Column, 'bounds'> => {
  const { minimum, maximum } = field
  if (kind === 'number' && typeof minimum === 'number' && typeof maximum === 'number')
    return { bounds: { low: minimum, high: maximum } }
  if (kind !== 'amount-in-text') return {}
  const numbers = field.samples.flatMap(sample => {
    const digits = /\d[\d,]*(\.\d+)?/.exec(String(sample))?.[0]
    return digits === undefined ? [] : [Number(digits.replaceAll(',', ''))]
  })
  return numbers.length > 0 ? { bounds: { low: Math.min(...numbers), high: Math.max(...numbers) } } : {}
}

const isYearNumber = (value: unknown): boolean => typeof value === 'number' && value >= 1000 && value <= 2100

const holdsYears = (field: Field, kind: Column['kind']): boolean =>
  kind === 'time' ||
  (field.type === 'integer' && isYearNumber(field.minimum) && isYearNumber(field.maximum)) ||
  (field.type === 'text' && partOf(field, /\b(1[5-9]|20)\d\d\b/) >= 0.7)

/** The visible columns of the table in order. */
export const columnsOf = (lattice: LinkResult, dataset: Dataset): readonly Column[] =>
  dataset.fields
    .filter(field => !field.hidden)
    .map((field, index) => {
      const ref = refOf(dataset, field)
      const kind = kindOf(field)
      const amount = amountOf(ref, field, kind)
      const holdsWords = field.type === 'text' && partOf(field, beginsWithLetter) >= 0.6
      return {
        ref,
        field,
        index,
        kind,
        isYear: holdsYears(field, kind),
        holdsWords,
        hasTwoNumbers: field.type === 'text' && partOf(field, twoNumbers) >= 0.6,
        isClock: amount?.kind === 'number-in' && amount.reads === 'clock',
        isNaming:
          holdsWords &&
          partOf(field, code) < 0.8 &&
          (field.distinctCount ?? 0) >= 0.7 * (dataset.rowCount ?? 1),
        words:
          field.label.en
            .toLowerCase()
            .match(/[\p{L}\d]+/gu)
            ?.map(stem) ?? [],
        namings: [...namingsOf(lattice, ref), ...scatteredNaming(lattice, field)],
        ...(amount ? { amount } : {}),
        ...boundsOf(field, kind),
      }
    })

const namingsOf = (lattice: LinkResult, ref: FieldRef): readonly Naming[] =>
  lattice.links
    .filter(({ target }) => target.kind === 'field' && sameRef(target.field, ref))
    .map(({ from, to, score }) => ({ from, to, score }))

const widest = 3

/** "complaints in 2025" names the column "Complaints 2025": all its words, a number among them, with others between. */
const scatteredNaming = ({ atoms }: LinkResult, { label }: Field): readonly Naming[] => {
  const words = (label.en.toLowerCase().match(/\d+|[^\d\P{L}]+/gu) ?? []).map(word =>
    stem(word.replace(/^年/, '')),
  )
  if (words.length < 2 || !words.some(word => /^\d+$/.test(word))) return []
  const places = words.map(word => atoms.flatMap((atom, at) => (atom.stem === word ? [at] : [])))
  const [first = [], ...others] = places
  for (const start of first) {
    const near = others.map(some => some.find(at => Math.abs(at - start) <= words.length + widest))
    if (near.some(at => at === undefined)) continue
    const all = [start, ...near.map(at => at ?? start)]
    return [{ from: Math.min(...all), to: Math.max(...all) + 1, score: 0.96 }]
  }
  return []
}
