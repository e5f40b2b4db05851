import { useCallback, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useApi, useErrorText } from '@millwright/web'
import { uploadReplySchema } from '../../library/replies.ts'
import type { FileResult } from '../../library/replies.ts'
import { libraryKey } from '../library-queries.ts'
import type { NamedFile } from './dropped-files.ts'

/** What one request carries at most; a thousand files go in many. */
const batchFiles = 25
const batchBytes = 48 * 1024 * 1024

/** What became of a file. `unsent`: the request that carried it failed, and it can be sent again. */
export type SentFile =
  | FileResult
  | { readonly name: string; readonly outcome: 'unsent'; readonly reason: string }

export interface Uploads {
  readonly results: readonly SentFile[]
  readonly total: number
  /** Bytes sent of all that is to be sent, 0..1; absent while nothing is on its way. */
  readonly fraction: number | undefined
  readonly send: (files: readonly NamedFile[]) => Promise<void>
  /** Sends again what did not reach the server. */
  readonly sendAgain: () => Promise<void>
  readonly clear: () => void
}

/** Files in stretches that one request can carry, in order. */
const toBatches = (files: readonly NamedFile[]): readonly (readonly NamedFile[])[] => {
  const batches: NamedFile[][] = []
  let bytes = 0
  for (const item of files) {
    const last = batches.at(-1)
    if (last && last.length < batchFiles && bytes + item.file.size <= batchBytes) last.push(item)
    else {
      batches.push([item])
      bytes = 0
    }
    bytes += item.file.size
  }
  return batches
}

/** Sends files to a collection, batch after batch, and keeps what became of each. */
export const useUploads = (collectionId: string): Uploads => {
  const api = useApi()
  const client = useQueryClient()
  const textOf = useErrorText()
  const [results, setResults] = useState<readonly SentFile[]>([])
  const [total, setTotal] = useState(0)
  const [fraction, setFraction] = useState<number>()
  const unsent = useRef(new Map<string, NamedFile>())
  const sendBatch = useCallback(
    async (batch: readonly NamedFile[], onProgress: (fraction: number) => void) => {
      const form = new FormData()
      for (const { name, file } of batch) form.append('files', file, name)
      try {
        const reply = await api.upload(
          `/api/chatdoc/collections/${encodeURIComponent(collectionId)}/documents`,
          form,
          uploadReplySchema,
          onProgress,
        )
        setResults(before => [...before, ...reply.files])
      } catch (error) {
        for (const item of batch) unsent.current.set(item.name, item)
        const reason = textOf(error)
        setResults(before => [
          ...before,
          ...batch.map(({ name }) => ({ name, outcome: 'unsent' as const, reason })),
        ])
      }
      await client.invalidateQueries({ queryKey: libraryKey })
    },
    [api, client, collectionId, textOf],
  )
  const send = useCallback(
    async (files: readonly NamedFile[]) => {
      if (files.length === 0) return
      setTotal(before => before + files.length)
      const allBytes = Math.max(
        files.reduce((sum, { file }) => sum + file.size, 0),
        1,
      )
      let sentBytes = 0
      for (const batch of toBatches(files)) {
        const bytes = batch.reduce((sum, { file }) => sum + file.size, 0)
        await sendBatch(batch, part => setFraction((sentBytes + part * bytes) / allBytes))
        sentBytes += bytes
      }
      setFraction(undefined)
    },
    [sendBatch],
  )
  const sendAgain = useCallback(async () => {
    const files = [...unsent.current.values()]
    unsent.current.clear()
    setResults(before => before.filter(item => item.outcome !== 'unsent'))
    setTotal(before => before - files.length)
    await send(files)
  }, [send])
  const clear = useCallback(() => {
    unsent.current.clear()
    setResults([])
    setTotal(0)
  }, [])
  return { results, total, fraction, send, sendAgain, clear }
}
