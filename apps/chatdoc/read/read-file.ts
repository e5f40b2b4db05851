import { stat } from 'node:fs/promises'
import { PlatformError } from '@millwright/spec'
import { limits, type Limits } from './limits.ts'
import type { ReadOptions, ReadWindow } from './reader.ts'
import { ReadingThread } from './worker/reading-thread.ts'

/** A file to read, of whatever format. `name` as the person knows it, with its folders. */
export interface FileToRead extends Omit<ReadOptions, 'signal'> {
  readonly path: string
  readonly name: string
}

export interface FileReader {
  /**
   * Reads a document in a thread of its own, bounded in memory and in time, and gives its windows as they are taken.
   * Throws DOCUMENT_UNREADABLE, DOCUMENT_TOO_LARGE, DOCUMENT_PASSWORD_NEEDED, DOCUMENT_EMPTY or
   * DOCUMENT_FORMAT_UNKNOWN; the signal's reason when it is aborted. A file that changes meanwhile is
   * DOCUMENT_UNREADABLE after its last window. More calls than threads wait for their turn.
   */
  readonly readFile: (
    file: FileToRead,
    options: { readonly signal: AbortSignal },
  ) => AsyncIterable<ReadWindow>
  readonly close: () => Promise<void>
}

/** Size and time of change in one word; "" where the file is gone. */
const stateOf = async (path: string): Promise<string> => {
  try {
    const { size, mtimeMs } = await stat(path)
    return `${size} ${mtimeMs}`
  } catch {
    return ''
  }
}

const changed = (file: string): PlatformError =>
  new PlatformError('DOCUMENT_UNREADABLE', {
    file,
    reason: 'it changed while it was being read; read it again',
  })

/** Threads lent to one caller at a time, first come first served. */
class Turns<T> {
  readonly #free: T[]
  readonly #waiting: ((thread: T) => void)[] = []

  constructor(threads: readonly T[]) {
    this.#free = [...threads]
  }

  take(): Promise<T> {
    const thread = this.#free.pop()
    return thread === undefined
      ? new Promise(resolve => this.#waiting.push(resolve))
      : Promise.resolve(thread)
  }

  giveBack(thread: T): void {
    const next = this.#waiting.shift()
    if (next) next(thread)
    else this.#free.push(thread)
  }
}

/** `threads`: how many documents are read at once; one by default, so that questions keep a core. */
export const createFileReader = (
  options: {
    readonly threads?: number
    readonly bounds?: Partial<Pick<Limits, 'silenceMs' | 'heapMb'>>
  } = {},
): FileReader => {
  const bounds = { silenceMs: limits.silenceMs, heapMb: limits.heapMb, ...options.bounds }
  const threads = Array.from({ length: options.threads ?? 1 }, () => new ReadingThread(bounds))
  const turns = new Turns(threads)
  async function* readFile(
    file: FileToRead,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<ReadWindow> {
    const thread = await turns.take()
    try {
      const { path, name, ...how } = file
      const before = await stateOf(path)
      if (before === '')
        throw new PlatformError('DOCUMENT_UNREADABLE', { file: name, reason: 'it is no longer there' })
      try {
        yield* thread.read({ file: { path, name }, options: how }, signal)
      } catch (error) {
        if (!signal.aborted && (await stateOf(path)) !== before) throw changed(name)
        throw error
      }
      if ((await stateOf(path)) !== before) throw changed(name)
    } finally {
      turns.giveBack(thread)
    }
  }
  return {
    readFile,
    close: async () => {
      await Promise.all(threads.map(thread => thread.close()))
    },
  }
}
