import { useQuery } from '@tanstack/react-query'
import { useApi } from '@millwright/web'
import { diagnosticSchema, schemaChangeSchema } from '@millwright/spec'
import { z } from 'zod'
import type { SemanticModel } from '../model/semantic-model.ts'

const modelSchema = z.custom<SemanticModel>(
  value => typeof value === 'object' && value !== null && 'datasets' in value,
  'a semantic model',
)

export const modelReplySchema = z.object({
  model: modelSchema,
  yaml: z.string(),
  version: z.number(),
  diagnostics: z.array(diagnosticSchema).default([]),
  changes: z.array(schemaChangeSchema).default([]),
})
export type ModelReply = z.infer<typeof modelReplySchema>

export const modelQueryKey = (sourceId: string) => ['chatbi', 'model', sourceId] as const

/** The semantic model of a source, with its text and what was found about it. */
export const useModel = (sourceId: string | undefined) => {
  const api = useApi()
  return useQuery({
    queryKey: modelQueryKey(sourceId ?? ''),
    enabled: sourceId !== undefined && sourceId !== '',
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      api.get(`/api/chatbi/models/${encodeURIComponent(sourceId ?? '')}`, modelReplySchema, signal),
  })
}
