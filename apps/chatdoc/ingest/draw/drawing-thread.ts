import { Worker } from 'node:worker_threads'
import { PlatformError } from '@millwright/spec'
import { errorOf } from '../../read/worker/messages.ts'
import type { Failure } from '../../read/worker/messages.ts'
import type { DrawRequest } from './draw-page.ts'

type Answer = { readonly picture: Uint8Array } | { readonly failure: Failure }

/** Draws pages in a thread of its own, one after another; one that takes too long costs the thread, not the server. */
export interface DrawingThread {
  draw(request: DrawRequest): Promise<Uint8Array>
  close(): Promise<void>
}

const heapMb = 512

export const createDrawingThread = (timeoutMs = 30_000): DrawingThread => {
  let worker: Worker | undefined
  let turn: Promise<unknown> = Promise.resolve()
  const start = (): Worker => {
    const started = new Worker(new URL('./draw-worker.ts', import.meta.url), {
      name: 'page-drawer',
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    })
    started.unref()
    return started
  }
  const stop = async (): Promise<void> => {
    const stopped = worker
    worker = undefined
    await stopped?.terminate()
  }
  const drawNow = async (request: DrawRequest): Promise<Uint8Array> => {
    worker ??= start()
    const answer = await ask(worker, request, timeoutMs)
    if (answer === undefined) {
      await stop()
      throw new PlatformError('DOCUMENT_UNREADABLE', {
        file: request.name,
        page: request.page,
        reason: 'this page cannot be drawn',
      })
    }
    if ('failure' in answer) throw errorOf(answer.failure)
    return answer.picture
  }
  return {
    draw: request => {
      const drawn = turn.then(() => drawNow(request))
      turn = drawn.catch(() => undefined)
      return drawn
    },
    close: stop,
  }
}

/** What the thread answers; undefined where it died or took too long. */
const ask = (worker: Worker, request: DrawRequest, timeoutMs: number): Promise<Answer | undefined> =>
  new Promise(resolve => {
    const settle = (answer: Answer | undefined): void => {
      clearTimeout(timer)
      worker.off('message', settle).off('error', onDeath).off('exit', onDeath)
      resolve(answer)
    }
    const onDeath = (): void => settle(undefined)
    const timer = setTimeout(onDeath, timeoutMs)
    worker.on('message', settle).on('error', onDeath).on('exit', onDeath)
    worker.postMessage(request)
  })
