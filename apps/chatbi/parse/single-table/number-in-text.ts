import type { Field } from '../../model/semantic-model.ts'
import type { FieldRef, RowExpression } from '../../query/query.ts'

const clock = /^\D{0,3}\d{1,3}(:[0-5]\d){1,2}([.,]\d+)?\D{0,12}$/

/** Durations as `1:02.77`; a field that holds `3:1` or `85:73` as well holds results. */
const holdsClocks = ({ samples }: Field): boolean => {
  const withColon = samples.map(String).filter(text => text.includes(':'))
  return withColon.length > 0 && withColon.every(text => clock.test(text))
}

/** The number that a text of the field begins with, as they are written there. */
export const numberInText = (ref: FieldRef, field: Field): RowExpression => ({
  kind: 'number-in',
  of: { kind: 'field', field: ref },
  ...(holdsClocks(field) ? { reads: 'clock' } : {}),
})
