export { jobMigrations } from './job-migrations.ts'
export { createJobService } from './job-service.ts'
export type { JobServiceOptions } from './job-service.ts'
