import { createContext, useCallback, useContext } from 'react'
import type { Permission } from '@millwright/spec'
import type { Session } from '../api/replies.ts'

export type SignedIn = Session & { readonly person: NonNullable<Session['person']> }

/** Who is signed in, below a `SessionGate`. */
export const SessionContext = createContext<SignedIn | undefined>(undefined)

export const sessionQueryKey = ['session'] as const

/** The person who is signed in. */
export const useSession = (): SignedIn => {
  const session = useContext(SessionContext)
  if (!session) throw new Error('bug: no SessionGate above')
  return session
}

/** Whether the person has a permission; the server judges again on every request. */
export const useCan = (): ((permission: Permission) => boolean) => {
  const { permissions } = useSession()
  return useCallback(permission => permissions.includes(permission), [permissions])
}
