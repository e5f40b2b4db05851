import type { AuditLog, JobService } from '@millwright/spec'
import type { Reading } from '../ingest/reading.ts'
import type { Library } from '../library/library.ts'
import type { KnownPerson, Secrets } from '../services.ts'

/** What the routes of the library stand on. */
export interface RouteServices {
  readonly library: Library
  readonly reading: Reading
  readonly jobs: JobService
  readonly audit: AuditLog
  readonly secrets: Secrets
  readonly listPeople: () => Promise<readonly KnownPerson[]>
}
