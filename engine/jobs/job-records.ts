import type { Job, JobDefinition } from '@millwright/spec'
import { z } from 'zod'
import type { Store } from '../store/store.ts'
import { queueSchema } from './job-queue.ts'

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['created', 'retry', 'active', 'completed', 'cancelled', 'failed']),
  data: z.unknown(),
  output: z.unknown(),
  retry_count: z.number(),
  created_on: z.date(),
  started_on: z.date().nullable(),
  completed_on: z.date().nullable(),
  fraction: z.number().nullable(),
  message: z.string().nullable(),
})
type Row = z.infer<typeof rowSchema>

const states = {
  created: 'queued',
  retry: 'retrying',
  active: 'running',
  completed: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
} as const satisfies Record<Row['state'], Job['state']>

/** What an attempt leaves in the queue's record; results are wrapped because the queue keeps objects only. */
export const doneOutput = (value: unknown): object => ({ result: value ?? null })
export const failedOutput = (message: string, failure?: Job['failure']): object => ({
  message,
  ...(failure ? { failure } : {}),
})

const errorOutput = z.union([
  z.object({ message: z.string() }).transform(output => output.message),
  z.object({ value: z.object({ message: z.string() }) }).transform(output => output.value.message), // the queue's own
])
const failureOutput = z.object({ failure: z.object({ code: z.string(), data: z.unknown() }) })
const resultOutput = z.object({ result: z.unknown() })

const toJob = (row: Row, definition: JobDefinition | undefined): Job => {
  const error = row.state === 'completed' ? undefined : errorOutput.safeParse(row.output).data
  const failure = error === undefined ? undefined : failureOutput.safeParse(row.output).data?.failure
  return {
    id: row.id,
    name: row.name,
    title: definition?.title ?? { en: row.name },
    state: states[row.state],
    input: row.data,
    output: row.state === 'completed' ? (resultOutput.safeParse(row.output).data?.result ?? null) : null,
    attempt: row.started_on === null ? 0 : row.retry_count + 1,
    createdAt: row.created_on.toISOString(),
    ...(row.fraction === null ? {} : { progress: row.fraction }),
    ...(row.message === null || row.message === '' ? {} : { message: row.message }),
    ...(error === undefined ? {} : { error }),
    ...(failure === undefined ? {} : { failure }),
    ...(row.started_on === null ? {} : { startedAt: row.started_on.toISOString() }),
    ...(row.completed_on === null ? {} : { finishedAt: row.completed_on.toISOString() }),
  }
}

const select = `
  select j.id, j.name, j.state::text as state, j.data, j.output, j.retry_count, j.created_on, j.started_on,
    j.completed_on, p.fraction, p.message
  from ${queueSchema}.job j left join job_progress p on p.job_id = j.id`

/** Reads jobs as the queue and the progress table have them, and writes progress. */
export interface JobRecords {
  find(jobId: string): Promise<Job | undefined>
  /** Newest first; the queue's internal jobs are left out. */
  list(limit: number): Promise<readonly Job[]>
  findByKey(name: string, singletonKey: string): Promise<string | undefined>
  running(): Promise<readonly { readonly id: string; readonly name: string }[]>
  saveProgress(jobId: string, fraction: number | undefined, message: string): Promise<void>
  removeOrphanedProgress(): Promise<void>
}

const idRows = z.array(z.object({ id: z.string(), name: z.string() }))

export const createJobRecords = (
  store: Store,
  definitions: ReadonlyMap<string, JobDefinition>,
): JobRecords => {
  const read = async (where: string, values: readonly unknown[]): Promise<readonly Job[]> => {
    const rows = z.array(rowSchema).parse(await store.execute(`${select} ${where}`, values))
    return rows.map(row => toJob(row, definitions.get(row.name)))
  }
  const ids = async (where: string, values: readonly unknown[]) =>
    idRows.parse(await store.execute(`select id, name from ${queueSchema}.job where ${where}`, values))

  return {
    find: async jobId => {
      if (!z.uuid().safeParse(jobId).success) return undefined
      return (await read('where j.id = $1', [jobId]))[0]
    },
    list: limit =>
      read(`where j.name not like '\\_\\_pgboss%' order by j.created_on desc, j.id limit $1`, [limit]),
    findByKey: async (name, singletonKey) =>
      (await ids(`name = $1 and singleton_key = $2 and state <= 'active'`, [name, singletonKey]))[0]?.id,
    running: () => ids(`state = 'active' and name not like '\\_\\_pgboss%'`, []),
    saveProgress: async (jobId, fraction, message) => {
      await store.execute(
        `insert into job_progress (job_id, fraction, message) values ($1, $2, $3)
         on conflict (job_id) do update set fraction = $2, message = $3, updated_at = now()`,
        [jobId, fraction ?? null, message],
      )
    },
    removeOrphanedProgress: async () => {
      await store.execute(
        `delete from job_progress p where not exists (select 1 from ${queueSchema}.job j where j.id = p.job_id)`,
      )
    },
  }
}
