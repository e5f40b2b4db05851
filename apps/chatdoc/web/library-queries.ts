import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { listOf, useApi } from '@millwright/web'
import {
  collectionSchema,
  documentDetailSchema,
  documentListSchema,
  revisionDetailSchema,
} from '../library/replies.ts'
import type { Collection, RevisionDetail, RevisionState } from '../library/replies.ts'

export type DocumentList = z.infer<typeof documentListSchema>

const library = ['chatdoc', 'library'] as const

/** Everything that the library tells; invalidating it asks all of it again. */
export const libraryKey = library

/** How often a list is asked again while documents are being read. */
const busyMs = 1500
const minuteMs = 60_000

export const isBusy = ({ counts }: Pick<Collection, 'counts'>): boolean => counts.queued + counts.reading > 0

/** The collections that the person may read; asked again while documents are being read. */
export const useCollections = () => {
  const api = useApi()
  return useQuery({
    queryKey: [...library, 'collections'],
    queryFn: ({ signal }) =>
      api.get('/api/chatdoc/collections', listOf(collectionSchema, 'collections'), signal),
    refetchInterval: query => (query.state.data?.some(isBusy) ? busyMs : false),
  })
}

export interface DocumentFilter {
  readonly state?: RevisionState | undefined
  readonly text?: string | undefined
  readonly limit: number
  readonly offset: number
}

const toQuery = (values: Readonly<Record<string, string | number | undefined>>): string =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  ).toString()

const isOnItsWay = (state: string): boolean => state === 'queued' || state === 'reading'

/** How to ask for documents that fit the filter, a page of them: of one collection, or of all where none is named. */
export const useDocumentsQuery = () => {
  const api = useApi()
  return (collectionId: string | undefined, filter: DocumentFilter) => ({
    queryKey: [...library, 'documents', collectionId, filter],
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<DocumentList> => {
      const within = collectionId === undefined ? '' : `collections/${encodeURIComponent(collectionId)}/`
      return api.get(`/api/chatdoc/${within}documents?${toQuery({ ...filter })}`, documentListSchema, signal)
    },
  })
}

/** Documents that fit the filter; asked again while one is being read. */
export const useDocuments = (collectionId: string | undefined, filter: DocumentFilter) => {
  const toOptions = useDocumentsQuery()
  return useQuery({
    ...toOptions(collectionId, filter),
    placeholderData: (before, query) => (query?.queryKey[3] === collectionId ? before : undefined),
    refetchInterval: query =>
      query.state.data?.documents.some(item => isOnItsWay(item.newest.state)) ? busyMs : false,
  })
}

/** One document with its revisions. */
export const useDocument = (documentId: string | undefined) => {
  const api = useApi()
  return useQuery({
    queryKey: [...library, 'document', documentId],
    enabled: documentId !== undefined,
    staleTime: minuteMs,
    queryFn: ({ signal }) =>
      api.get(`/api/chatdoc/documents/${encodeURIComponent(documentId ?? '')}`, documentDetailSchema, signal),
    refetchInterval: query => (isOnItsWay(query.state.data?.newest.state ?? '') ? busyMs : false),
  })
}

/** Which blocks of a revision: those that stand on some pages, and of those a stretch in reading order. */
export interface BlockWindow {
  readonly fromPage?: number
  readonly toPage?: number
  readonly offset?: number
  readonly limit?: number
}

/** How to ask for a revision with some of its blocks. What was read stays as it is, but for corrections. */
export const useRevisionQuery = () => {
  const api = useApi()
  return (revisionId: string, window: BlockWindow) => ({
    queryKey: [...library, 'revision', revisionId, window],
    staleTime: minuteMs,
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<RevisionDetail> =>
      api.get(
        `/api/chatdoc/revisions/${encodeURIComponent(revisionId)}?${toQuery({ ...window })}`,
        revisionDetailSchema,
        signal,
      ),
  })
}

/** A revision with some of its blocks. */
export const useRevision = (revisionId: string | undefined, window: BlockWindow) => {
  const toOptions = useRevisionQuery()
  return useQuery({ ...toOptions(revisionId ?? '', window), enabled: revisionId !== undefined })
}

/** The picture of a page as our server drew it, about `widthPx` wide. */
export const pictureUrl = (revisionId: string, page: number, widthPx: number): string =>
  `/api/chatdoc/revisions/${encodeURIComponent(revisionId)}/pages/${page}/picture?width=${widthPx}`

/** The file as it was added. */
export const originalUrl = (revisionId: string): string =>
  `/api/chatdoc/revisions/${encodeURIComponent(revisionId)}/original`
