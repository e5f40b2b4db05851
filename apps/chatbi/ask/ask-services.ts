import type { ModelGateway, PlantCalendar, RunService } from '@millwright/spec'
import type { OwnLayers } from '../verified/own-layers.ts'
import type { VerifiedQuestions } from '../verified/verified-questions.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { ChoiceMemory } from './choice-memory.ts'

/** What the steps of a question work with. */
export interface AskServices {
  readonly workspace: Workspace
  readonly calendar: PlantCalendar
  readonly runs: Pick<RunService, 'get'>
  readonly choices: ChoiceMemory
  readonly verified: VerifiedQuestions
  readonly layers: OwnLayers
  readonly models?: ModelGateway
}
