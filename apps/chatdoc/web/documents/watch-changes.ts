import { z } from 'zod'
import { nothingSchema } from '@millwright/web'
import { folderSchema } from '../../library/replies.ts'
import { useLibraryChange } from './library-changes.ts'

const pathOf = (collectionId: string, rest: string): string =>
  `/api/chatdoc/collections/${encodeURIComponent(collectionId)}/${rest}`

export const useFollowFolder = (collectionId: string) =>
  useLibraryChange((api, path: string) =>
    api.send('POST', pathOf(collectionId, 'folders'), { path }, folderSchema),
  )

/** Looks through a followed folder now. */
export const useScanFolder = (collectionId: string) =>
  useLibraryChange((api, folderId: string) =>
    api.send('POST', pathOf(collectionId, `folders/${folderId}/scan`), undefined, nothingSchema),
  )

export const useLeaveFolder = (collectionId: string) =>
  useLibraryChange((api, folderId: string) =>
    api.send('DELETE', pathOf(collectionId, `folders/${folderId}`), undefined, nothingSchema),
  )

const secretSchema = z.object({ url: z.string(), secret: z.string() })

/** Sets the address; the reply alone tells the secret. */
export const useSetWebhook = (collectionId: string) =>
  useLibraryChange((api, url: string) =>
    api.send('PUT', pathOf(collectionId, 'webhook'), { url }, secretSchema),
  )

export const useRemoveWebhook = (collectionId: string) =>
  useLibraryChange(api => api.send('DELETE', pathOf(collectionId, 'webhook'), undefined, nothingSchema))
