import { addPeriods, formatWallTime } from '../time/local-time.ts'
import type { RowExpression } from './query.ts'

/** The plant time that a moment means, `YYYY-MM-DDTHH:mm:ss`. */
export const timeOfMoment = ({ at, ago }: RowExpression & { readonly kind: 'moment' }): string =>
  ago === undefined ? at : formatWallTime(addPeriods(ago.unit, Date.parse(`${at}Z`), -ago.count))
