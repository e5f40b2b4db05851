import { Suspense, lazy, useEffect } from 'react'
import type { ReactNode } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../api/api-context.tsx'
import { sessionSchema } from '../api/replies.ts'
import { ErrorState, ShellSkeleton } from '../ui/states.tsx'
import { SessionContext, sessionQueryKey } from './session.ts'

const LoginPage = lazy(() => import('./login-page.tsx'))

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
