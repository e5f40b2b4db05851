import type { Actor, AuditLog, Run } from '@millwright/spec'

/** Notes in the audit log who saw whose run, once an hour for each pair: pages fetch a run many times. */
export interface Sightings {
  note(actor: Actor, run: Run): Promise<void>
}

const hourMs = 3_600_000
const forgetAbove = 10_000

export const createSightings = (audit: AuditLog, nowMs: () => number = Date.now): Sightings => {
  const noted = new Map<string, number>()
  return {
    note: async (actor, run) => {
      const key = `${actor.personId} ${run.id}`
      const at = nowMs()
      if (at - (noted.get(key) ?? -hourMs) < hourMs) return
      if (noted.size > forgetAbove) noted.clear()
      noted.set(key, at)
      await audit.record(actor, 'run-seen', run.id, { createdBy: run.createdBy.name })
    },
  }
}
