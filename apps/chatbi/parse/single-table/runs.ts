import { aggregate, measured } from './query-parts.ts'
import type { Composer } from './query-parts.ts'
import { foremost } from './row-set.ts'

const runWords = / (in a row|consecutive|consecutively|straight|streak|streaks|running|successive) /
const mostSets = 12

/** "how many in a row": the most rows one after the other that meet the conditions. */
export const runs: Composer = (table, sets) => {
  if (!runWords.test(table.words)) return []
  const field = table.dataset.fields[0]?.name ?? ''
  return foremost(sets.slice(1), mostSets).map(({ conditions }) =>
    measured(
      table,
      'run',
      aggregate('max', { kind: 'run-length', field: { dataset: table.dataset.name, field }, conditions }),
      [],
    ),
  )
}
