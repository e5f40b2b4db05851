import type { Kysely } from 'kysely'
import type { AuditLog, Clock, JobService, ModelGateway, RunService } from '@millwright/spec'
import type { ChatDocTables } from './tables.ts'

/** What ChatDoc asks the server for. */
export interface ChatDocServices {
  readonly database: Kysely<ChatDocTables>
  readonly runs: RunService
  readonly jobs: JobService
  readonly clock: Clock
  readonly audit: AuditLog
  /** Data folder of the product; originals lie in `documents/` beneath it. */
  readonly workspaceFolder: string
  /** Absent where no model is configured. */
  readonly models?: ModelGateway
}
