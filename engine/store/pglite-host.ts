import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { PlatformError } from '@millwright/spec'
import type { PgliteReply, PgliteRequest, PgliteWorkerData } from './pglite-worker.ts'
import { reasonOf } from './store-error.ts'

/** What receives the replies of the embedded database, one client at a time. */
export interface PgliteClient {
  receive(bytes: Uint8Array): void
  lost(error: Error): void
}

/** The thread in which the embedded database lives; started when first asked for, and again after it broke. */
export interface PgliteHost {
  /** Resolves when the database is there, however long it has to replay what a crash left in its log. */
  open(): Promise<void>
  /** Makes `client` the one served; resolves when the database is ready for its first message. */
  connect(client: PgliteClient): Promise<void>
  send(bytes: Uint8Array): void
  close(): Promise<void>
}

/** After that a thread that does not answer is ended; what it had committed is safe. */
const closingMs = 15_000

const unavailable = (cause: unknown): PlatformError =>
  new PlatformError('STORE_UNAVAILABLE', { reason: reasonOf(cause) }, { cause })

const startWorker = (workerData: PgliteWorkerData): Worker =>
  new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData,
    name: 'pglite',
    execArgv: [], // flags of the main program may not suit a thread
    resourceLimits: { maxYoungGenerationSizeMb: 8 }, // so that the buffers of replies are collected soon
  })

const untilReady = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once('message', (reply: PgliteReply) => {
      if (reply instanceof Uint8Array || reply.type !== 'failed') resolve()
      else reject(unavailable(reply.reason))
    })
    worker.once('error', error => reject(unavailable(error)))
    worker.once('exit', () => reject(unavailable('the embedded database ended while it started')))
  })

export const createPgliteHost = (options: PgliteWorkerData): PgliteHost => {
  let worker: Worker | undefined
  let ready: Promise<void> | undefined
  let served: PgliteClient | undefined
  let closing = false

  const lose = (lost: Worker, error: Error): void => {
    if (worker !== lost) return
    worker = undefined
    ready = undefined
    void lost.terminate()
    const client = served
    served = undefined
    client?.lost(error)
  }
  const start = (): Promise<void> => {
    const started = startWorker(options)
    worker = started
    const starting = untilReady(started)
    starting.then(
      () => listen(started),
      (error: unknown) => lose(started, unavailable(error)),
    )
    return starting
  }
  const listen = (started: Worker): void => {
    started.on('message', (reply: PgliteReply) => {
      if (reply instanceof Uint8Array) served?.receive(reply)
      else if (reply.type === 'failed') lose(started, unavailable(reply.reason))
    })
    started.on('error', error => lose(started, unavailable(error)))
    started.on(
      'exit',
      () => closing || lose(started, unavailable('the embedded database ended unexpectedly')),
    )
  }
  const post = (request: PgliteRequest): void => worker?.postMessage(request)

  const open = (): Promise<void> => (ready ??= start())

  return {
    open,
    connect: async client => {
      if (closing) throw unavailable('the store is closed')
      await open()
      post('new-session')
      served = client
    },
    send: bytes =>
      worker === undefined ? served?.lost(unavailable('the embedded database ended')) : post(bytes),
    close: async () => {
      closing = true
      if (worker === undefined) return
      const last = worker
      const ended = once(last, 'exit')
      post('close')
      const impatience = setTimeout(() => void last.terminate(), closingMs)
      await ended
      clearTimeout(impatience)
    },
  }
}
