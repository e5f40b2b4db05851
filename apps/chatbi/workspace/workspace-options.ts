import type { Clock, JobService, SourceService } from '@millwright/spec'
import type { ModelStore } from '../model/index.ts'
import type { ValueIndexCache, ValueStore } from '../values/index.ts'

/** What the workspace stands on. */
export interface WorkspaceOptions {
  readonly sources: SourceService
  readonly models: ModelStore
  readonly values: ValueStore
  readonly indexes: ValueIndexCache
  /** Where values are read, so that it is seen; with the job of values registered. */
  readonly jobs: Pick<JobService, 'send' | 'ended'>
  readonly clock: Clock
  readonly workspaceFolder: string
}
