import { toActor } from '@millwright/engine'
import type { Actor } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'
import type { Platform } from '../platform.ts'

/**
 * Who asks from the command line of this machine: the first administrator, since whoever may read the data folder
 * may do everything anyway. Made where nobody exists yet.
 */
export const localActor = async ({ access }: Pick<Platform, 'access'>): Promise<Actor> => {
  await access.people.ensureLocalAdministrator()
  const administrators = (await access.people.list()).filter(
    person => person.role === 'administrator' && !person.disabled,
  )
  const [first] = administrators.toSorted((left, right) => (left.createdAt < right.createdAt ? -1 : 1))
  if (!first)
    throw new PlatformError('NOT_SIGNED_IN', { reason: 'there is no administrator who is not disabled' })
  return toActor(first, 'cli')
}
