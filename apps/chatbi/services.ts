import type { Kysely } from 'kysely'
import type {
  AuditLog,
  Clock,
  JobService,
  ModelGateway,
  PlantCalendar,
  RunService,
  SourceService,
} from '@millwright/spec'
import type { ChatBiTables } from './tables.ts'

/** What ChatBI asks the server for. */
export interface ChatBiServices {
  readonly database: Kysely<ChatBiTables>
  readonly sources: SourceService
  readonly runs: RunService
  readonly jobs: JobService
  readonly clock: Clock
  readonly calendar: PlantCalendar
  readonly audit: AuditLog
  /** Folder for the semantic models and value indexes. */
  readonly workspaceFolder: string
  /** Absent where no model is configured. */
  readonly models?: ModelGateway
}
