import type { Actor, StepContext } from '@millwright/spec'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import type { AskServices } from './ask-services.ts'
import { previewReading } from './preview-reading.ts'
import type { SettleOptions } from './settle-reading.ts'
import type { AskInput } from './step-outputs.ts'

/** What the asker chose before about these sources. */
export const recallChoices = async (
  { choices }: Pick<AskServices, 'choices'>,
  actor: Actor,
  sources: readonly SourceKnowledge[],
): Promise<Readonly<Record<string, string>>> =>
  Object.assign({}, ...(await Promise.all(sources.map(({ sourceId }) => choices.recall(actor, sourceId)))))

/** What a step that understands a question settles its reading with. */
export const settleOptionsOf = (
  { workspace, calendar, choices }: Pick<AskServices, 'workspace' | 'calendar' | 'choices'>,
  { input, actor, answer, signal }: StepContext<AskInput>,
  sources: readonly SourceKnowledge[],
): Omit<SettleOptions, 'remembered'> => ({
  question: input.question,
  answer,
  sources,
  // one reading of a question is remembered, whichever source it is over
  remember: async (sourceId, chosen) => {
    const ids = Object.keys(chosen)
    await choices.forgetChoices(
      actor,
      ids,
      sources.map(source => source.sourceId),
    )
    for (const [id, value] of Object.entries(chosen)) await choices.remember(actor, sourceId, id, value)
  },
  preview: (query, source) =>
    previewReading(query, source, {
      role: actor.role,
      calendar,
      connect: () => workspace.connection(source.sourceId),
      signal,
    }),
})
