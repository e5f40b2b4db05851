import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { nothingSchema, useApi, useNotify } from '@millwright/web'
import type { Api } from '@millwright/web'
import {
  collectionSchema,
  deletionSchema,
  documentDetailSchema,
  revisionSchema,
} from '../../library/replies.ts'
import type { Collection, Deletion, DocumentDetail, Reader } from '../../library/replies.ts'
import { libraryKey } from '../library-queries.ts'

/**
 * Something done to the library; what the page shows of it is asked again, and a failure is told. `onDone` is called
 * even when what asked for it is no longer shown.
 */
export const useLibraryChange = <Input, Result>(
  change: (api: Api, input: Input) => Promise<Result>,
  onDone?: () => void,
) => {
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: (input: Input) => change(api, input),
    onSuccess: () => onDone?.(),
    onError: error => notify.failed(error),
    onSettled: () => client.invalidateQueries({ queryKey: libraryKey }),
  })
}

const collectionPath = (id: string): string => `/api/chatdoc/collections/${encodeURIComponent(id)}`
const documentPath = (id: string): string => `/api/chatdoc/documents/${encodeURIComponent(id)}`

export interface CollectionWords {
  readonly name: string
  readonly description: string
  readonly dictionary: readonly string[]
}

export const useMakeCollection = () =>
  useLibraryChange(
    (api, words: CollectionWords & { readonly readers: readonly Reader[] }): Promise<Collection> =>
      api.send('POST', '/api/chatdoc/collections', words, collectionSchema),
  )

/** Changes the words and the readers; readers are sent only where they changed. */
export const useChangeCollection = (id: string) =>
  useLibraryChange(
    async (
      api,
      change: { readonly words: CollectionWords; readonly readers: readonly Reader[] | undefined },
    ) => {
      await api.send('PATCH', collectionPath(id), change.words, collectionSchema)
      if (change.readers)
        await api.send('PUT', `${collectionPath(id)}/readers`, { readers: change.readers }, collectionSchema)
    },
  )

export const useChangeDocument = (id: string) =>
  useLibraryChange(
    (
      api,
      change: {
        readonly title?: string
        readonly equipment?: readonly string[]
        readonly readers?: readonly Reader[] | null
      },
    ): Promise<DocumentDetail> => api.send('PATCH', documentPath(id), change, documentDetailSchema),
  )

const revisionPath = (id: string): string => `/api/chatdoc/revisions/${encodeURIComponent(id)}`

/** Reads a revision once more, with the password of an encrypted file where it is given. */
export const useRetry = () =>
  useLibraryChange(
    (api, { revisionId, password }: { readonly revisionId: string; readonly password?: string }) =>
      api.send(
        'POST',
        `${revisionPath(revisionId)}/retry`,
        password === undefined ? {} : { password },
        revisionSchema,
      ),
  )

/** Stops reading a revision. */
export const useStopReading = () =>
  useLibraryChange((api, revisionId: string) =>
    api.send('POST', `${revisionPath(revisionId)}/cancel`, {}, revisionSchema),
  )

/** A job deletes a collection with all its documents. */
export const useDeleteCollection = (id: string) =>
  useLibraryChange(api => api.send('DELETE', collectionPath(id), undefined, nothingSchema))

export const useDeleteDocument = (id: string) =>
  useLibraryChange((api, { attachments }: { readonly attachments: 'keep' | 'delete' }): Promise<Deletion> =>
    api.send(
      'DELETE',
      `${documentPath(id)}?attachments=${attachments}`,
      undefined,
      deletionSchema as z.ZodType<Deletion>,
    ),
  )
