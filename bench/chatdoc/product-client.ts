import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { RunningProduct } from '../product/run-product.ts'

const pollMs = 2000

const created = z.object({ id: z.string() })
const shown = z.object({
  counts: z.object({ queued: z.number(), reading: z.number(), ready: z.number(), failed: z.number() }),
  folders: z.array(z.object({ scannedAt: z.string().optional() })),
})
const listed = z.array(z.object({ name: z.string() }))

/** ChatDoc over HTTP, as a person's page calls it. */
export interface ProductClient {
  /** Milliseconds until the reply is here. */
  ask(kind: 'search' | 'answer', question: string): Promise<number>
  /** A new collection that follows the folder; resolves when everything in it is read, or failed. */
  readFolder(
    name: string,
    path: string,
  ): Promise<{ readonly ready: number; readonly failed: number; readonly jobs: number }>
}

export const createProductClient = (product: RunningProduct): ProductClient => {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const reply = await fetch(product.url + path, {
      method,
      headers: {
        cookie: product.cookie,
        'x-csrf-token': product.csrfToken,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
    return JSON.parse(text)
  }
  const paths = { search: '/api/chatdoc/retrieval', answer: '/api/chatdoc/ask' }
  return {
    ask: async (kind, question) => {
      const began = performance.now()
      await call('POST', paths[kind], { question })
      return performance.now() - began
    },
    readFolder: async (name, path) => {
      const { id } = created.parse(await call('POST', '/api/chatdoc/collections', { name }))
      await call('POST', `/api/chatdoc/collections/${id}/folders`, { path })
      for (;;) {
        await sleep(pollMs)
        const { counts, folders } = shown.parse(await call('GET', `/api/chatdoc/collections/${id}`))
        if (folders[0]?.scannedAt === undefined || counts.queued + counts.reading > 0) continue
        const jobs = listed.parse(await call('GET', '/api/jobs?limit=500'))
        return { ...counts, jobs: jobs.filter(job => job.name.startsWith('chatdoc.read')).length }
      }
    },
  }
}
