import { isPlatformError } from '@millwright/spec'
import type { DataConnection, PlantCalendar, Role } from '@millwright/spec'
import { executeQuery } from '../execute/execute-query.ts'
import { toStable } from '../execute/stable-cell.ts'
import type { ResultTable } from '../execute/result-table.ts'
import type { Query } from '../query/query.ts'
import { toGuardedQuery } from '../workspace/guarded-query.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { nameTimeColumns } from './name-time-columns.ts'
import type { ReadingPreview } from './step-outputs.ts'

/** Rows that are counted and compared at most. */
const previewCaps = { maxRows: 1000, maxTextLength: 120 } as const
/** Nobody waits longer to be asked back. */
const askBackMs = 250
/** For a preview that was late, and that somebody waits for while the question is asked already. */
export const patientMs = 10_000
const shownRows = 5
const shownColumns = 6

export interface PreviewReadingOptions {
  readonly role: Role
  readonly calendar: PlantCalendar
  readonly connect: () => Promise<DataConnection>
  readonly signal?: AbortSignal
  /** A quarter of a second where absent. */
  readonly timeoutMs?: number
}

/** What a reading gives; `answer` is the same for readings that give the same rows, where all of them were read. */
export interface PreviewedReading {
  readonly preview: ReadingPreview
  readonly answer?: string
}

/**
 * The first rows of a reading, by the same compiler, guard and row rules as its answer. Undefined where it could not be
 * answered at all. Throws QUERY_CANCELLED once `signal` is aborted.
 */
export const previewReading = async (
  query: Query,
  source: Pick<SourceKnowledge, 'model' | 'whole'>,
  { role, calendar, connect, signal, timeoutMs = askBackMs }: PreviewReadingOptions,
): Promise<PreviewedReading | undefined> => {
  const guarded = await toGuardedQuery(query, source, { role, calendar })
  if (!guarded.ok) return undefined
  try {
    const table = await executeQuery({
      sql: guarded.sql,
      outputs: nameTimeColumns(guarded.outputs, query, source.model),
      connection: await connect(),
      caps: { ...previewCaps, timeoutMs },
      ...(signal ? { signal } : {}),
    })
    return { preview: toPreview(table), ...(table.truncated ? {} : { answer: answerOf(table) }) }
  } catch (error) {
    if (!isPlatformError(error) || signal?.aborted) throw error
    return { preview: { state: 'none', reason: isPlatformError(error, 'QUERY_TIMEOUT') ? 'slow' : 'failed' } }
  }
}

const toPreview = ({ columns, rows, rowCount, truncated }: ResultTable): ReadingPreview => ({
  state: 'rows',
  columns: columns.slice(0, shownColumns),
  rows: rows.slice(0, shownRows).map(row => row.slice(0, shownColumns)),
  columnCount: columns.length,
  rowCount,
  isMore: truncated,
})

/** Rows whatever their order; parallel sums differ in their last digits from run to run. */
const answerOf = ({ rows }: ResultTable): string =>
  JSON.stringify(rows.map(row => JSON.stringify(row.map(toStable))).toSorted())
