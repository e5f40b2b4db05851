import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { nothingSchema, useApi, useCan, useNotify } from '@millwright/web'
import {
  forecastSchema,
  goldenHistorySchema,
  goldenReportSchema,
  goldenSchema,
  tuningSchema,
} from '../../golden/golden.ts'
import type { RankingWeights } from '../../index/ranking-weights.ts'
import { collectionSchema, retrievalReplySchema } from '../../library/replies.ts'
import { useLibraryChange } from '../documents/library-changes.ts'
import type { Forecast, Golden, GoldenPlace, GoldenReport, Tuning } from '../../golden/golden.ts'

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

/** `onDone` is called even when the row that asked for it is gone from the list by then. */
const useGoldenChange = <Input, Result>(change: (input: Input) => Promise<Result>, onDone?: () => void) => {
  const client = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: change,
    onSuccess: () => onDone?.(),
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
export const useCorrectGolden = (onDone: () => void) => {
  const api = useApi()
  return useGoldenChange(
    ({ id, place }: Correction): Promise<Golden> =>
      api.send('PATCH', `/api/chatdoc/golden/${encodeURIComponent(id)}`, { place }, goldenSchema),
    onDone,
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

export const useForgetGolden = (onDone: () => void) => {
  const api = useApi()
  return useGoldenChange(
    (id: string) =>
      api.send('DELETE', `/api/chatdoc/golden/${encodeURIComponent(id)}`, undefined, nothingSchema),
    onDone,
  )
}

/** Asks all golden questions of a collection now. */
export const useCheckGolden = (collectionId: string) => {
  const api = useApi()
  return useGoldenChange((): Promise<GoldenReport> =>
    api.send('POST', '/api/chatdoc/golden/check', { collectionId }, goldenReportSchema),
  )
}

export type Change = { readonly dictionary: readonly string[] } | { readonly ranking: RankingWeights }

/** What other trade words, or other weights, would do to the golden questions. */
export const useForecast = (collectionId: string) => {
  const api = useApi()
  return useGoldenChange((change: Change): Promise<Forecast> =>
    api.send('POST', '/api/chatdoc/golden/forecast', { collectionId, ...change }, forecastSchema),
  )
}

/** The weights that the golden questions of a collection ask for. */
export const useTuning = (collectionId: string) => {
  const api = useApi()
  return useGoldenChange((): Promise<Tuning> =>
    api.send('POST', '/api/chatdoc/golden/tune', { collectionId }, tuningSchema),
  )
}

/** Sets the weights of a collection's ranking; null: as everywhere. */
export const useSaveRanking = (collectionId: string, onDone: () => void) =>
  useLibraryChange(
    (api, ranking: RankingWeights | null) =>
      api.send(
        'PATCH',
        `/api/chatdoc/collections/${encodeURIComponent(collectionId)}`,
        { ranking },
        collectionSchema,
      ),
    onDone,
  )

/** Uses the embedding model that the golden questions of a collection held back. */
export const useAcceptModel = () =>
  useLibraryChange((api, collectionId: string) =>
    api.send('POST', '/api/chatdoc/golden/accept-model', { collectionId }, nothingSchema),
  )
