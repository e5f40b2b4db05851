import { z } from 'zod'
import { runSchema } from './run.ts'

/** One run as a file: enough to check it and to run it again. `version` is the format's. */
export const receiptSchema = z.object({
  format: z.literal('millwright-receipt'),
  version: z.literal(1),
  exportedAt: z.string(),
  exportedBy: z.object({ personId: z.string(), name: z.string() }),
  product: z.object({ name: z.string(), version: z.string() }),
  run: runSchema,
  /** SHA-256 of the canonical JSON of each current step's output, by step name. */
  outputHashes: z.record(z.string(), z.string()),
  events: z.array(z.object({ seq: z.number(), at: z.string(), data: z.unknown() })),
})
export type Receipt = z.infer<typeof receiptSchema>

/** What came of replaying a receipt. `differs` lists steps whose output is not the recorded one, in order. */
export const replayReportSchema = z.object({
  runId: z.string(),
  same: z.boolean(),
  steps: z.array(
    z.object({
      step: z.string(),
      verdict: z.enum(['same', 'differs', 'missing']),
      expectedHash: z.string().optional(),
      actualHash: z.string().optional(),
    }),
  ),
})
export type ReplayReport = z.infer<typeof replayReportSchema>
