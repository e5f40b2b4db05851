import type { Migration } from '@millwright/spec'

/** Tables of the job service; the queue itself keeps its own schema, `job_queue`. */
export const jobMigrations: readonly Migration[] = [
  {
    name: '001-job-progress',
    up: [
      `create table job_progress (
        job_id uuid primary key,
        fraction double precision,
        message text not null,
        updated_at timestamptz not null default now()
      )`,
    ],
  },
]
