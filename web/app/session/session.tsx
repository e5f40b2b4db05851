import { Suspense, createContext, lazy, useCallback, useContext, useEffect } from 'react'
import type { ReactNode } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Permission } from '@millwright/spec'
import { useApi } from '../api/api-context.tsx'
import { sessionSchema } from '../api/replies.ts'
import type { Session } from '../api/replies.ts'
import { ErrorState, ShellSkeleton } from '../ui/states.tsx'

const LoginPage = lazy(() => import('./login-page.tsx'))

export type SignedIn = Session & { readonly person: NonNullable<Session['person']> }

const SessionContext = createContext<SignedIn | undefined>(undefined)

export const sessionQueryKey = ['session'] as const

/** Shows its children to whoever is signed in, the login page to others. */
export const SessionGate = ({ children }: { readonly children: ReactNode }) => {
  const api = useApi()
  const session = useQuery({
    queryKey: sessionQueryKey,
    queryFn: async ({ signal }) => {
      const reply = await api.get('/api/session', sessionSchema, signal)
      api.setCsrfToken(reply.csrfToken ?? undefined)
      return reply
    },
    staleTime: 60_000,
  })
  useSignOutOnRefusal()
  if (session.isPending) return <ShellSkeleton />
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />
  const { person } = session.data
  if (!person)
    return (
      <Suspense fallback={<ShellSkeleton />}>
        <LoginPage />
      </Suspense>
    )
  return <SessionContext value={{ ...session.data, person }}>{children}</SessionContext>
}

/** A 401 of any query means that the session ended: ask again who this is. */
const useSignOutOnRefusal = (): void => {
  const client = useQueryClient()
  useEffect(
    () =>
      client.getQueryCache().subscribe(event => {
        const error =
          event.type === 'updated' && event.action.type === 'error' ? event.action.error : undefined
        if (
          error instanceof Error &&
          'status' in error &&
          error.status === 401 &&
          event.query.queryKey[0] !== 'session'
        )
          void client.invalidateQueries({ queryKey: sessionQueryKey })
      }),
    [client],
  )
}

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
