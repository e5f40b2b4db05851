import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { PlatformError } from '@millwright/spec'
import type { Limits } from '../limits.ts'
import type { ReadWindow } from '../reader.ts'
import { Inbox } from './inbox.ts'
import { errorOf, type FromThread, type ReadJob, type ToThread } from './messages.ts'

type Bounds = Pick<Limits, 'silenceMs' | 'heapMb'>

/** How long a thread that was told to stop may take before it is ended. */
const stopMs = 1_000

/**
 * With a bound on its heap, V8 begins with an old generation so small that the tree of one document fills it, and
 * collects it whole every few documents: a fifth of the time. This much it fills before it is collected first.
 */
const firstHeapMb = 128

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

const stillness = (file: string, silenceMs: number): PlatformError =>
  new PlatformError('DOCUMENT_UNREADABLE', {
    file,
    reason: `reading it stood still for ${Math.round(silenceMs / 1_000)} s`,
  })

/** A document that the thread has been given and not yet ended. */
interface Reading {
  readonly id: number
  readonly job: ReadJob
  readonly inbox: Inbox
  /** Windows that were sent and that nobody has taken: the thread waits for it. */
  untaken: number
  isAbandoned: boolean
}

/**
 * One worker thread that reads one document after another; it starts when first needed and again after it died.
 * Documents may be given ahead: the thread goes on with the next one while the last one's blocks are taken.
 */
export class ReadingThread {
  readonly #bounds: Bounds
  #worker: Worker | undefined
  /** The first is being read, the others wait for it. */
  #readings: Reading[] = []
  #count = 0
  #clock: NodeJS.Timeout | undefined

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  /** The windows of one document. A caller that stops early, or aborts, stops its reading too. */
  async *read(job: ReadJob, signal: AbortSignal): AsyncGenerator<ReadWindow> {
    signal.throwIfAborted()
    const reading = { id: ++this.#count, job, inbox: new Inbox(), untaken: 0, isAbandoned: false }
    this.#give(reading)
    try {
      for (;;) {
        const event = await reading.inbox.next(signal)
        if (event.kind === 'failed') throw event.error
        if (event.kind === 'done') return
        yield event.window
        this.#take(reading)
      }
    } finally {
      this.#abandon(reading)
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    clearTimeout(this.#clock)
    const readings = this.#readings.splice(0)
    await worker?.terminate()
    for (const { inbox, job } of readings) inbox.fail(deathOf(undefined, job.file.name, this.#bounds.heapMb))
  }

  #give(reading: Reading): void {
    const worker = (this.#worker ??= this.#start())
    this.#readings.push(reading)
    worker.ref()
    post(worker, { kind: 'read', id: reading.id, job: reading.job })
    if (this.#readings.length === 1) this.#listen()
  }

  #take(reading: Reading): void {
    reading.untaken--
    if (!this.#readings.includes(reading) || !this.#worker) return
    post(this.#worker, { kind: 'next', id: reading.id })
    if (reading === this.#readings[0]) this.#listen()
  }

  /** Gently first; a thread that is deep in work does not hear and is ended. */
  #abandon(reading: Reading): void {
    if (!this.#readings.includes(reading) || !this.#worker) return
    reading.isAbandoned = true
    post(this.#worker, { kind: 'stop', id: reading.id })
    if (reading === this.#readings[0]) this.#listen()
  }

  #start(): Worker {
    setFlagsFromString(`--initial-old-space-size=${Math.min(firstHeapMb, this.#bounds.heapMb)}`)
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      name: 'document-reader',
      resourceLimits: { maxOldGenerationSizeMb: this.#bounds.heapMb, maxYoungGenerationSizeMb: 64 },
    })
    worker.once('online', () => setFlagsFromString('--initial-old-space-size=0'))
    worker.on('message', (message: FromThread) => this.#receive(worker, message))
    worker.on('error', error => this.#lose(worker, error))
    worker.on('exit', () => this.#lose(worker, undefined))
    return worker
  }

  #receive(worker: Worker, message: FromThread): void {
    if (worker !== this.#worker) return
    const [current] = this.#readings
    if (message.kind !== 'progress' && current?.id === message.id) {
      if (message.kind === 'window') current.inbox.put(message)
      if (message.kind === 'window') current.untaken++
      if (message.kind === 'done') current.inbox.put(message)
      if (message.kind === 'failed') current.inbox.fail(errorOf(message.failure))
      if (message.kind !== 'window') this.#readings.shift()
    }
    this.#listen()
  }

  /** Ends a thread that is silent for too long while it owes something; one that nobody listens to, soon. */
  #listen(): void {
    clearTimeout(this.#clock)
    const [current] = this.#readings
    if (!current) this.#worker?.unref()
    if (!current || (current.untaken > 0 && !current.isAbandoned)) return
    const { silenceMs } = this.#bounds
    this.#clock = setTimeout(
      () => {
        current.inbox.fail(stillness(current.job.file.name, silenceMs))
        const worker = this.#worker
        if (worker) this.#lose(worker, undefined)
        void worker?.terminate()
      },
      current.isAbandoned ? stopMs : silenceMs,
    )
  }

  /** The document that was being read goes down with the thread; those behind it are given to another one. */
  #lose(worker: Worker, error: unknown): void {
    if (worker !== this.#worker) return
    this.#worker = undefined
    clearTimeout(this.#clock)
    const [current, ...others] = this.#readings.splice(0)
    current?.inbox.fail(deathOf(error, current.job.file.name, this.#bounds.heapMb))
    for (const reading of others) if (!reading.isAbandoned) this.#give(reading)
  }
}

const post = (worker: Worker, message: ToThread): void => worker.postMessage(message)
