import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { nothingSchema, useApi, useCan, useNotify } from '@millwright/web'
import {
  dictionaryForecastSchema,
  goldenHistorySchema,
  goldenReportSchema,
  goldenSchema,
} from '../../golden/golden.ts'
import { retrievalReplySchema } from '../../library/replies.ts'
import type { DictionaryForecast, Golden, GoldenPlace, GoldenReport } from '../../golden/golden.ts'

const goldenKey = ['chatdoc', 'golden'] as const

const ofCollection = (path: string, collectionId: string): string =>
  `/api/chatdoc/${path}?collectionId=${encodeURIComponent(collectionId)}`

/** Golden questions of a collection, as far as the person may read their places. */
export const useGolden = (collectionId: string | undefined) => {
  const api = useApi()
  const can = useCan()
  return useQuery({
    queryKey: [...goldenKey, 'list', collectionId],
    enabled: collectionId !== undefined && can('documents.read'),
    queryFn: ({ signal }) =>
      api.get(ofCollection('golden', collectionId ?? ''), z.array(goldenSchema), signal),
  })
}

/** How the golden questions came out over time, oldest first. */
export const useGoldenHistory = (collectionId: string) => {
  const api = useApi()
  const can = useCan()
  return useQuery({
    queryKey: [...goldenKey, 'history', collectionId],
    enabled: can('documents.judge'),
    queryFn: ({ signal }) =>
      api.get(ofCollection('golden/history', collectionId), goldenHistorySchema, signal),
  })
}

export interface Mark {
  readonly runId: string
  readonly verdict: 'right' | 'wrong'
  /** Where the right answer stands, where the answer's own place is not it; null: there is none. */
  readonly place?: GoldenPlace | null
}

const useGoldenChange = <Input, Result>(change: (input: Input) => Promise<Result>) => {
  const client = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: change,
    onError: error => notify.failed(error),
    onSettled: () => client.invalidateQueries({ queryKey: goldenKey }),
  })
}

/** Says that the answer of a run is right, or wrong and where the right one stands. */
export const useMark = () => {
  const api = useApi()
  return useGoldenChange((mark: Mark): Promise<Golden> =>
    api.send('POST', '/api/chatdoc/golden', mark, goldenSchema),
  )
}

export interface Correction {
  readonly id: string
  readonly place: GoldenPlace | null
}

/** Says where the answer of a golden question stands instead; null: nowhere. */
export const useCorrectGolden = () => {
  const api = useApi()
  return useGoldenChange(({ id, place }: Correction): Promise<Golden> =>
    api.send('PATCH', `/api/chatdoc/golden/${encodeURIComponent(id)}`, { place }, goldenSchema),
  )
}

/** Passages that some words find, in all that the person may read; without words nothing is asked. */
export const useFoundPassages = (words: string | undefined) => {
  const api = useApi()
  return useQuery({
    queryKey: ['chatdoc', 'found', words],
    enabled: words !== undefined,
    placeholderData: keepPreviousData,
    queryFn: () =>
      api.send('POST', '/api/chatdoc/retrieval', { question: words, limit: 12 }, retrievalReplySchema),
  })
}

export const useForgetGolden = () => {
  const api = useApi()
  return useGoldenChange((id: string) =>
    api.send('DELETE', `/api/chatdoc/golden/${encodeURIComponent(id)}`, undefined, nothingSchema),
  )
}

/** Asks all golden questions of a collection now. */
export const useCheckGolden = (collectionId: string) => {
  const api = useApi()
  return useGoldenChange((): Promise<GoldenReport> =>
    api.send('POST', '/api/chatdoc/golden/check', { collectionId }, goldenReportSchema),
  )
}

/** What other trade words would do to the golden questions. */
export const useForecast = (collectionId: string) => {
  const api = useApi()
  return useGoldenChange((dictionary: readonly string[]): Promise<DictionaryForecast> =>
    api.send('POST', '/api/chatdoc/golden/forecast', { collectionId, dictionary }, dictionaryForecastSchema),
  )
}
