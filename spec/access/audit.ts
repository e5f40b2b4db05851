import { z } from 'zod'
import type { Actor } from './actor.ts'

/** One line of the audit log: who did what to which thing. `detail` is JSON without secrets. */
export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  personId: z.string(),
  personName: z.string(),
  via: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.unknown(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

export interface AuditLog {
  record(actor: Actor, action: string, subject: string, detail?: unknown): Promise<void>
  list(filter: {
    readonly before?: string
    readonly limit?: number
    readonly action?: string
  }): Promise<readonly AuditEntry[]>
}
