import { Worker } from 'node:worker_threads'
import type { EncodePassages } from '../encode-passages.ts'
import type { EncodedPassage } from '../encode-tokens.ts'
import type { Passage } from '../passage.ts'

export interface AnalysisRequest {
  readonly id: number
  readonly passages: readonly Passage[]
  readonly dictionary: readonly string[]
}

export type AnalysisReply =
  | { readonly id: number; readonly encoded: readonly EncodedPassage[] }
  | { readonly id: number; readonly fault: string }

/**
 * Analyses passages in a thread of its own, so that questions have the main one. It starts when first needed and again
 * after it died; what it had in hand then is rejected.
 */
export interface AnalysisThread {
  readonly encode: EncodePassages
  close(): Promise<void>
}

interface Asked {
  readonly resolve: (encoded: readonly EncodedPassage[]) => void
  readonly reject: (error: Error) => void
}

export const createAnalysisThread = (): AnalysisThread => {
  const asked = new Map<number, Asked>()
  let worker: Worker | undefined
  let count = 0
  const settle = (id: number, with_: (one: Asked) => void): void => {
    const one = asked.get(id)
    asked.delete(id)
    if (asked.size === 0) worker?.unref()
    if (one) with_(one)
  }
  const lose = (lost: Worker, reason: string): void => {
    if (worker !== lost) return
    worker = undefined
    for (const id of asked.keys()) settle(id, ({ reject }) => reject(new Error(reason)))
  }
  const start = (): Worker => {
    const started = new Worker(new URL('./analysis-worker.ts', import.meta.url), { name: 'text-analyser' })
    started.on('message', (reply: AnalysisReply) =>
      settle(reply.id, ({ resolve, reject }) =>
        'encoded' in reply ? resolve(reply.encoded) : reject(new Error(reply.fault)),
      ),
    )
    started.on('error', error => lose(started, `the thread that analyses text broke down: ${error}`))
    started.on('exit', () => lose(started, 'the thread that analyses text ended'))
    return started
  }
  return {
    encode: (passages, dictionary) =>
      new Promise((resolve, reject) => {
        if (passages.length === 0) return resolve([])
        worker ??= start()
        const id = ++count
        asked.set(id, { resolve, reject })
        worker.ref()
        return worker.postMessage({ id, passages, dictionary } satisfies AnalysisRequest)
      }),
    close: async () => {
      const closed = worker
      if (closed) lose(closed, 'the thread that analyses text was closed')
      await closed?.terminate()
    },
  }
}
