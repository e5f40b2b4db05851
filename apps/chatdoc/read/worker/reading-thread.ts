import { Worker } from 'node:worker_threads'
import { PlatformError } from '@millwright/spec'
import type { Limits } from '../limits.ts'
import type { ReadWindow } from '../reader.ts'
import { errorOf, type FromThread, type ReadJob, type ToThread } from './messages.ts'

type Event = FromThread | { readonly kind: 'died'; readonly error: PlatformError }
type Bounds = Pick<Limits, 'silenceMs' | 'heapMb'>

/** How long a thread that was told to stop may take before it is ended. */
const stopMs = 1_000

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

const deathOf = (error: unknown, file: string, heapMb: number): PlatformError =>
  isOutOfMemory(error)
    ? new PlatformError('DOCUMENT_TOO_LARGE', {
        file,
        reason: `reading it needs more than ${heapMb} MB of memory`,
      })
    : new PlatformError(
        'DOCUMENT_UNREADABLE',
        { file, reason: 'the reader broke down on it' },
        { cause: error },
      )

/** One worker thread that reads one document after another; it starts when first needed and again after it died. */
export class ReadingThread {
  readonly #bounds: Bounds
  #worker: Worker | undefined

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  /** The windows of one document. A caller that stops early, or aborts, stops the thread too. */
  async *read(job: ReadJob, signal: AbortSignal): AsyncGenerator<ReadWindow> {
    signal.throwIfAborted()
    const worker = (this.#worker ??= this.#start())
    const inbox = new Inbox(worker, error => deathOf(error, job.file.name, this.#bounds.heapMb))
    worker.ref()
    post(worker, { kind: 'read', job })
    let isOver = false
    try {
      for (;;) {
        const event = await inbox.next(signal, this.#bounds.silenceMs, job.file.name)
        isOver = event.kind !== 'window' && event.kind !== 'progress'
        if (event.kind === 'died') this.#worker = undefined
        if (event.kind === 'died') throw event.error
        if (event.kind === 'failed') throw errorOf(event.failure)
        if (event.kind === 'done') return
        if (event.kind === 'window') yield event.window
        if (event.kind === 'window') post(worker, { kind: 'next' })
      }
    } finally {
      if (!isOver) await this.#stop(worker, inbox)
      inbox.close()
      worker.unref()
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  /** A thread that dies between two documents is replaced with the next; while one is read, its inbox tells. */
  #start(): Worker {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      name: 'document-reader',
      resourceLimits: { maxOldGenerationSizeMb: this.#bounds.heapMb, maxYoungGenerationSizeMb: 64 },
    })
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined
    })
    worker.unref()
    return worker
  }

  /** Gently first; a thread that is deep in work does not hear and is ended. */
  async #stop(worker: Worker, inbox: Inbox): Promise<void> {
    post(worker, { kind: 'stop' })
    if (await inbox.hasEndedWithin(stopMs)) return
    await worker.terminate()
    if (this.#worker === worker) this.#worker = undefined
  }
}

const post = (worker: Worker, message: ToThread): void => worker.postMessage(message)

/** What a thread says while it reads one document. */
class Inbox {
  readonly #worker: Worker
  readonly #events: Event[] = []
  #wake: () => void = () => undefined
  readonly #onMessage: (message: FromThread) => void
  readonly #onDeath: (error: unknown) => void
  readonly #onExit: () => void

  constructor(worker: Worker, death: (error: unknown) => PlatformError) {
    const put = (event: Event): void => {
      this.#events.push(event)
      this.#wake()
    }
    this.#worker = worker
    this.#onMessage = put
    this.#onDeath = error => put({ kind: 'died', error: death(error) })
    this.#onExit = () => put({ kind: 'died', error: death(undefined) })
    worker.on('message', this.#onMessage).on('error', this.#onDeath).on('exit', this.#onExit)
  }

  /** The next event; silence for too long is an error, and so is an abort. */
  async next(signal: AbortSignal, silenceMs: number, file: string): Promise<Event> {
    const silence = AbortSignal.timeout(silenceMs)
    await this.#wait(AbortSignal.any([signal, silence]))
    const event = this.#events.shift()
    if (event) return event
    signal.throwIfAborted()
    const reason = `reading it stood still for ${Math.round(silenceMs / 1_000)} s`
    throw new PlatformError('DOCUMENT_UNREADABLE', { file, reason })
  }

  async hasEndedWithin(ms: number): Promise<boolean> {
    const limit = AbortSignal.timeout(ms)
    while (!limit.aborted) {
      if (this.#events.some(event => event.kind !== 'window' && event.kind !== 'progress')) return true
      this.#events.length = 0
      await this.#wait(limit)
    }
    return false
  }

  close(): void {
    this.#worker.off('message', this.#onMessage).off('error', this.#onDeath).off('exit', this.#onExit)
  }

  /** Until an event is there or the signal aborts. */
  #wait(signal: AbortSignal): Promise<void> {
    if (this.#events.length > 0 || signal.aborted) return Promise.resolve()
    return new Promise(resolve => {
      const done = (): void => {
        signal.removeEventListener('abort', done)
        resolve()
      }
      this.#wake = done
      signal.addEventListener('abort', done)
    })
  }
}
