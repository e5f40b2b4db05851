import type { AccessService } from '@millwright/engine'
import type {
  AppInstance,
  Clock,
  ConversationService,
  JobService,
  Localized,
  PlantCalendar,
  RunService,
  SourceService,
} from '@millwright/spec'
import type { Config } from './config/config.ts'

/** An app as it runs. */
export interface RunningApp {
  readonly name: string
  readonly title: Localized
  readonly instance: AppInstance
}

/** Everything that runs behind the HTTP server, the command line and the benchmarks. */
export interface Platform {
  readonly config: Config
  readonly clock: Clock
  readonly calendar: PlantCalendar
  readonly access: AccessService
  readonly runs: RunService
  readonly conversations: ConversationService
  readonly jobs: JobService
  readonly sources: SourceService
  /** The model that may propose, where one is configured. */
  readonly modelName?: string
  readonly apps: readonly RunningApp[]
  /** Stops work in progress in order and closes the store. */
  close(): Promise<void>
}
