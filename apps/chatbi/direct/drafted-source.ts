import type { Clock, DataConnection, PlantCalendar, Role } from '@millwright/spec'
import { detectLanguage, linkQuestion } from '../link/link-question.ts'
import type { LinkResult } from '../link/link.ts'
import type { ValueIndex } from '../link/value-index.ts'
import { draftModel } from '../model/index.ts'
import type { SemanticModel } from '../model/index.ts'
import { findTimeExpressions } from '../time/find-time-expressions.ts'
import { buildValueIndex, createValueIndex } from '../values/index.ts'

/** Who asks where no person does. */
export const directRole: Role = 'administrator'

/** A source as it is before anyone asks it, and the calendar of its plant. */
export interface NamedConnection {
  readonly name: string
  readonly connection: DataConnection
  readonly clock: Clock
  readonly calendar: PlantCalendar
}

/** The model that a source is given when it is added. */
export const draftOfConnection = async ({ name, connection }: NamedConnection): Promise<SemanticModel> =>
  draftModel({ source: { id: name, name }, catalog: await connection.readCatalog(), connection })

/** The values of all of its columns. */
export const indexOfConnection = async (
  model: SemanticModel,
  { connection, clock }: NamedConnection,
): Promise<ValueIndex> =>
  createValueIndex(await buildValueIndex({ model, connection, clock }), { role: directRole, model })

/** A source with the model that it was given, and how questions link to it. */
export interface DraftedSource {
  readonly model: SemanticModel
  readonly index: ValueIndex
  link(question: string): LinkResult
}

/** Drafts the model and indexes the values: what a source has before its first question. */
export const openDraftedSource = async (source: NamedConnection): Promise<DraftedSource> => {
  const { clock, calendar } = source
  const model = await draftOfConnection(source)
  const index = await indexOfConnection(model, source)
  return {
    model,
    index,
    link: question =>
      linkQuestion({
        question,
        model,
        index,
        times: findTimeExpressions(question, { now: clock.now(), calendar }),
        language: detectLanguage(question),
      }),
  }
}
