import type { GeneratedCell } from '@millwright/demo'
import type { FactRow } from './fact-table.ts'
import type { LabelsOf } from './labels.ts'

/**
 * `named`: the first explanation is the cause, or a value with the very rows of it. `near`: a value that has the cause in it (its
 * line, its kind), or a part of it. `other`: what has nothing to do with it. `silent`: nothing explains it.
 */
export type Verdict = 'named' | 'near' | 'other' | 'silent'

/** Values of an explanation as `dimension = value & dimension = value`. */
const valuesOf = (cause: string): readonly string[] =>
  cause.split(' & ').map(part => part.slice(part.indexOf(' = ') + 3))

/** Judges what was said first by which of the rows it is of. */
export const judgeFirst = (
  causes: readonly string[],
  planted: { readonly label: string; readonly value: GeneratedCell },
  among: { readonly rows: readonly FactRow[]; readonly labelsOf: LabelsOf },
): Verdict => {
  const [first] = causes
  if (first === undefined) return 'silent'
  const values = valuesOf(first)
  if (values.includes(String(planted.value))) return 'named'
  const own = new Set(among.rows.filter(row => among.labelsOf(row).get(planted.label) === planted.value))
  const overlaps = values.map(value => {
    const rows = among.rows.filter(row =>
      [...among.labelsOf(row).values()].some(one => String(one) === value),
    )
    const shared = rows.filter(row => own.has(row)).length
    return { isAll: shared === own.size, isOwn: rows.length > 0 && shared === rows.length }
  })
  if (overlaps.some(({ isAll, isOwn }) => isAll && isOwn)) return 'named'
  return overlaps.some(({ isAll, isOwn }) => isAll || isOwn) ? 'near' : 'other'
}
