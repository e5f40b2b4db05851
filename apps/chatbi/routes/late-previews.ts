import type { Actor, PlantCalendar, Run } from '@millwright/spec'
import { patientMs, previewReading } from '../ask/preview-reading.ts'
import { parseOutputSchema } from '../ask/step-outputs.ts'
import type { OfferedReading, ReadingPreview } from '../ask/step-outputs.ts'
import type { Workspace } from '../workspace/workspace.ts'

export interface LatePreviewOptions {
  readonly workspace: Workspace
  readonly calendar: PlantCalendar
  readonly actor: Actor
  readonly signal: AbortSignal
}

/** The readings that a run asks back with; none where it asks nothing. */
export const offeredBy = (run: Run): readonly OfferedReading[] => {
  const waiting = run.steps.find(({ state }) => state === 'waiting')
  return parseOutputSchema.safeParse(waiting?.output).data?.clarification?.options ?? []
}

/** What a reading gives whose preview came too late for the question back: as `actor` may see it, with more time. */
export const latePreview = async (
  { query, sourceId, preview }: OfferedReading,
  { workspace, calendar, actor, signal }: LatePreviewOptions,
): Promise<ReadingPreview> => {
  const [source] = await workspace.knowledge(actor, [sourceId])
  const previewed =
    source &&
    (await previewReading(query, source, {
      role: actor.role,
      calendar,
      connect: () => workspace.connection(sourceId),
      signal,
      timeoutMs: patientMs,
    }))
  return previewed?.preview ?? preview
}

/** The previews that came too late, by the value of their reading. */
export const latePreviews = async (
  run: Run,
  options: LatePreviewOptions,
): Promise<ReadonlyMap<string, ReadingPreview>> => {
  const late = offeredBy(run).filter(({ preview }) => preview.state === 'none' && preview.reason === 'slow')
  return new Map(
    await Promise.all(late.map(async one => [one.value, await latePreview(one, options)] as const)),
  )
}
