import type { Kysely } from 'kysely'
import type {
  Actor,
  AuditLog,
  Clock,
  EmbeddingModel,
  JobService,
  ModelGateway,
  Role,
  RunService,
} from '@millwright/spec'
import type { ChatDocTables } from './tables.ts'

/** A person of the workspace, as far as rights to documents need to know. */
export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly disabled: boolean
}

/** Seals short texts for the store and opens them again. */
export interface Secrets {
  seal(text: string): string
  open(sealed: string): string
}

/** What ChatDoc asks the server for. */
export interface ChatDocServices {
  readonly database: Kysely<ChatDocTables>
  readonly runs: RunService
  readonly jobs: JobService
  readonly clock: Clock
  readonly audit: AuditLog
  readonly access: { readonly people: { list(): Promise<readonly KnownPerson[]> } }
  readonly secrets: Secrets
  /** Folders on the server as the actor may name them. Throws SOURCE_NOT_SUPPORTED for others. */
  readonly resolvePaths: (paths: readonly string[], actor: Actor) => Promise<readonly string[]>
  /** Data folder of the product; originals lie in `documents/` beneath it. */
  readonly workspaceFolder: string
  /** Absent where no model is configured. */
  readonly models?: ModelGateway
  /** Absent where none is configured: passages are then found by their words alone. */
  readonly embedding?: EmbeddingModel
}
