import type { Actor, Cell, Localized } from '@millwright/spec'
import { resultTableSchema } from '../execute/result-table.ts'
import type { Query } from '../query/query.ts'
import type { AskServices } from './ask-services.ts'
import { parseOutputSchema } from './step-outputs.ts'
import type { AskInput } from './step-outputs.ts'

/** What the question before asked for, that in words, and the first row that was found, by output. */
export interface QueryBefore {
  readonly sourceId: string
  readonly query: Query
  readonly reading: Localized
  readonly firstRow: ReadonlyMap<string, Cell>
}

/** What the run before asked for; undefined where there was none or it asked for nothing. */
export const findQueryBefore = async (
  { runs }: Pick<AskServices, 'runs'>,
  { previousRunId }: AskInput,
  actor: Actor,
): Promise<QueryBefore | undefined> => {
  if (!previousRunId) return undefined
  const run = await runs.get(previousRunId, actor)
  const outputOf = (name: string): unknown => run.steps.find(({ step }) => step === name)?.output
  const { data } = parseOutputSchema.safeParse(outputOf('parse'))
  if (!data?.query) return undefined
  const table = resultTableSchema.safeParse(outputOf('execute')).data
  const [row = []] = table?.rows ?? []
  return {
    sourceId: data.sourceId,
    query: data.query,
    reading: data.reading,
    firstRow: new Map((table?.columns ?? []).map(({ id }, i) => [id, row[i] ?? null])),
  }
}
