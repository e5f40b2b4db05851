import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Localized } from '../text/localized.ts'

export const jobSchema = z.object({
  id: z.string(),
  name: z.string(),
  title: z.object({ en: z.string(), zh: z.string().optional() }),
  state: z.enum(['queued', 'running', 'retrying', 'done', 'failed', 'cancelled']),
  /** 0..1 where known. */
  progress: z.number().min(0).max(1).optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  /** The error's code of the catalogue with its facts, where it has one. */
  failure: z.object({ code: z.string(), data: z.unknown() }).optional(),
  input: z.unknown(),
  output: z.unknown(),
  attempt: z.number().int(),
  createdAt: z.string(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
})
export type Job = z.infer<typeof jobSchema>

export interface JobContext<Input> {
  readonly jobId: string
  readonly input: Input
  readonly signal: AbortSignal
  readonly progress: (fraction: number | undefined, message: string) => void
}

/** Work in the background. A retry starts it again with the same input, so `run` must bear repetition. */
export interface JobDefinition<Input = unknown> {
  readonly name: string
  readonly title: Localized
  readonly input: z.ZodType<Input>
  readonly retryLimit: number
  readonly timeoutS: number
  /** Jobs of this name that run at the same time in one process; 2 where absent. */
  readonly concurrency?: number
  /** Cron expression in the plant's time zone; absent: only when sent. */
  readonly schedule?: string
  run(context: JobContext<Input>): Promise<unknown>
}

/** Keeps the input type of a job while it is written, and forgets it in lists. */
export const defineJob = <Input>(job: JobDefinition<Input>): JobDefinition => job as unknown as JobDefinition // the queue parses with `input` before `run` sees it

export interface JobService {
  register(job: JobDefinition): Promise<void>
  /** Queues the job; `singletonKey` keeps at most one of the same key queued or running. Returns its id. */
  send(name: string, input: unknown, options?: { readonly singletonKey?: string }): Promise<string>
  list(actor: Actor, limit?: number): Promise<readonly Job[]>
  get(jobId: string, actor: Actor): Promise<Job>
  cancel(jobId: string, actor: Actor): Promise<Job>
  retry(jobId: string, actor: Actor): Promise<Job>
  /** Resolves when the job has ended in any way. */
  ended(jobId: string, signal?: AbortSignal): Promise<Job>
  close(): Promise<void>
}
