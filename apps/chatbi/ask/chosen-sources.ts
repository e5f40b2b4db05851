import type { Actor, Localized } from '@millwright/spec'
import type { LeftOutSource, SourceKnowledge, Workspace } from '../workspace/workspace.ts'
import type { AskInput } from './step-outputs.ts'

/** The sources that a question is asked of, and those that should have been but cannot be. */
export interface ChosenSources {
  readonly sources: readonly SourceKnowledge[]
  readonly leftOut: readonly LeftOutSource[]
}

/** Named sources must all answer; of all that there are, those that can. */
export const chosenSources = async (
  workspace: Workspace,
  actor: Actor,
  { sourceIds }: AskInput,
): Promise<ChosenSources> =>
  sourceIds ? { sources: await workspace.knowledge(actor, sourceIds), leftOut: [] } : workspace.survey(actor)

/** Says which sources were not asked, as assumptions of the answer. */
export const notAsked = (leftOut: readonly LeftOutSource[]): Localized[] =>
  leftOut.map(({ sourceName, reason }) => ({
    en: `${sourceName} was not asked: ${reason}`,
    zh: `未查询 ${sourceName}：${reason}`,
  }))
