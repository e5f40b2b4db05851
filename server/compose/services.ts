import type { AccessService, ManagedSources, SecretBox, Store } from '@millwright/engine'
import type {
  Actor,
  AuditLog,
  Clock,
  ConversationService,
  EmbeddingModel,
  JobService,
  ModelGateway,
  PlantCalendar,
  RunService,
} from '@millwright/spec'

/** The services of the platform before its apps are there. */
export interface Services {
  readonly store: Store
  readonly access: AccessService
  readonly clock: Clock
  readonly calendar: PlantCalendar
  readonly jobs: JobService
  readonly runs: RunService
  readonly conversations: ConversationService
  readonly sources: ManagedSources
  readonly models?: ModelGateway
  readonly embedding?: EmbeddingModel
  readonly audit: AuditLog
  /** Seals what the store is to keep but nobody is to read in it. */
  readonly secrets: SecretBox
  /** Files and folders on the server as the actor may name them, resolved through links; see `resolveSourcePaths`. */
  readonly resolvePaths: (paths: readonly string[], actor: Actor) => Promise<readonly string[]>
  readonly workspaceFolder: string
}

/** What has to be closed: work in progress first, then what it stood on, newest first. */
export interface Closers {
  readonly work: (() => Promise<void>)[]
  readonly resources: (() => Promise<void>)[]
}

/** Told what is being done; `fraction` in 0..1, absent where the total is unknown. */
export type Report = (progress: { readonly message: string; readonly fraction?: number }) => void
