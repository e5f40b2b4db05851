import { isPlatformError } from '@millwright/spec'
import type { Actor, Cell, Localized, Run } from '@millwright/spec'
import { resultTableSchema } from '../execute/result-table.ts'
import { rememberedCount } from '../parse/parse-result.ts'
import type { EarlierQuery } from '../parse/parse-result.ts'
import type { AskServices } from './ask-services.ts'
import { askInputSchema, parseOutputSchema } from './step-outputs.ts'
import type { AskInput } from './step-outputs.ts'

/** What the question before asked for, that in words, and the first row that was found, by output. */
export interface QueryBefore extends EarlierQuery {
  readonly reading: Localized
  readonly firstRow: ReadonlyMap<string, Cell>
}

type Services = Pick<AskServices, 'runs'>

/** What the run before asked for, and the runs before that; undefined where there was none or it asked for nothing. */
export const findQueryBefore = async (
  services: Services,
  { previousRunId }: AskInput,
  actor: Actor,
): Promise<QueryBefore | undefined> => {
  if (!previousRunId) return undefined
  const run = await services.runs.get(previousRunId, actor)
  const asked = queryOf(run)
  if (!asked) return undefined
  const before = await findEarlier(services, {
    run,
    sourceId: asked.sourceId,
    actor,
    left: rememberedCount - 1,
  })
  return { ...asked, ...(before ? { before } : {}) }
}

/** What was asked for before a run: the memory ends at another source, and where the actor may not look. */
const findEarlier = async (
  services: Services,
  link: { readonly run: Run; readonly sourceId: string; readonly actor: Actor; readonly left: number },
): Promise<EarlierQuery | undefined> => {
  const { sourceId, actor, left } = link
  const { previousRunId } = askInputSchema.partial().safeParse(link.run.input).data ?? {}
  if (left === 0 || previousRunId === undefined) return undefined
  const run = await getVisible(services, previousRunId, actor)
  const asked = run && queryOf(run)
  if (!asked || asked.sourceId !== sourceId) return undefined
  const before = await findEarlier(services, { run, sourceId, actor, left: left - 1 })
  return { sourceId, query: asked.query, ...(before ? { before } : {}) }
}

const getVisible = async ({ runs }: Services, runId: string, actor: Actor): Promise<Run | undefined> => {
  try {
    return await runs.get(runId, actor)
  } catch (error) {
    if (isPlatformError(error, 'RUN_NOT_FOUND')) return undefined
    throw error
  }
}

const queryOf = (run: Run): QueryBefore | undefined => {
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
