import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { listOf, useApi, useCan } from '@millwright/web'

const verifiedSchema = z.object({
  id: z.string(),
  question: z.string(),
  sourceId: z.string(),
  runId: z.string(),
  createdBy: z.object({ name: z.string() }),
  createdAt: z.string(),
  lastCheck: z
    .object({
      verdict: z.enum(['same', 'differs', 'failed']),
      at: z.string(),
      detail: z.string().default(''),
    })
    .optional(),
})

/** A question that a person confirmed, and how its last check went. */
export type Verified = z.infer<typeof verifiedSchema>

export const verifiedQueryKey = ['chatbi', 'verified'] as const

/** Every verified question. */
export const useVerified = () => {
  const api = useApi()
  const can = useCan()
  return useQuery({
    queryKey: verifiedQueryKey,
    enabled: can('verified.read'),
    queryFn: ({ signal }) => api.get('/api/chatbi/verified', listOf(verifiedSchema, 'verified'), signal),
  })
}
