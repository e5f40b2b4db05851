import type { Actor, AuditLog, JobService } from '@millwright/spec'
import type { PassageIndex } from '../index/passage-index.ts'
import type { PassageSearch } from '../index/search.ts'
import type { FolderFollower } from '../ingest/folder/follow-folders.ts'
import type { GiveWay } from '../ingest/give-way.ts'
import type { Reading } from '../ingest/reading.ts'
import type { RunningReadings } from '../ingest/running-readings.ts'
import type { Library } from '../library/library.ts'
import type { KnownPerson, Secrets } from '../services.ts'
import type { PictureCache } from './picture-cache.ts'

/** What the routes of the library stand on. */
export interface RouteServices {
  readonly library: Library
  readonly reading: Reading
  readonly running: RunningReadings
  readonly giveWay: GiveWay
  readonly passages: PassageIndex
  readonly search: PassageSearch
  readonly pictures: PictureCache
  readonly jobs: JobService
  readonly audit: AuditLog
  readonly secrets: Secrets
  /** Told when the reading of a revision was ended by a person. */
  readonly onReadingEnded: (revisionId: string) => Promise<void>
  readonly follower: FolderFollower
  readonly resolvePaths: (paths: readonly string[], actor: Actor) => Promise<readonly string[]>
  readonly listPeople: () => Promise<readonly KnownPerson[]>
}
