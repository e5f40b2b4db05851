import { PlatformError, isPermitted, roles } from '@millwright/spec'
import type { Actor, Permission } from '@millwright/spec'
import type { RunState } from './fold-run.ts'
import { creatorRole } from './journal.ts'

/** Whether `actor` may see the run: its creator, administrators, and, once shared, whoever has its creator's role. */
export const isVisible = (state: RunState, actor: Actor): boolean =>
  actor.personId === state.created.by.personId ||
  actor.role === 'administrator' ||
  (state.shared && roles.indexOf(actor.role) >= roles.indexOf(creatorRole(state)))

/** Throws RUN_NOT_FOUND for a run that `actor` may not know of. */
export const demandVisible = (state: RunState, actor: Actor): void => {
  if (!isVisible(state, actor)) throw new PlatformError('RUN_NOT_FOUND', { runId: state.runId })
}

/** Throws NOT_PERMITTED. */
export const demandPermission = (actor: Actor, permission: Permission): void => {
  if (!isPermitted(actor.role, permission)) throw new PlatformError('NOT_PERMITTED', { permission })
}

/** A person as the journal names them. */
export const nameOf = (actor: Actor): { personId: string; name: string } => ({
  personId: actor.personId,
  name: actor.name,
})
