import { useQuery } from '@tanstack/react-query'
import { sourceSchema } from '@millwright/spec'
import { useApi } from '../../api/api-context.tsx'
import { listOf } from '../../api/replies.ts'

export const sourcesQueryKey = ['sources'] as const

/** Every source; asked again while one of them is loading. */
export const useSources = () => {
  const api = useApi()
  return useQuery({
    queryKey: sourcesQueryKey,
    queryFn: ({ signal }) => api.get('/api/sources', listOf(sourceSchema, 'sources'), signal),
    refetchInterval: query => (query.state.data?.some(source => source.state === 'loading') ? 1500 : false),
  })
}
