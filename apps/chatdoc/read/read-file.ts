import { stat } from 'node:fs/promises'
import { PlatformError } from '@millwright/spec'
import { limits, type Limits } from './limits.ts'
import type { ReadOptions, ReadWindow } from './reader.ts'
import { ReadingThread } from './worker/reading-thread.ts'
import { Turns } from './worker/turns.ts'

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
   * DOCUMENT_UNREADABLE after its last window. More calls than threads wait for their turn; a few small files are handed
   * to a busy thread ahead, which begins them while the blocks of the last one are taken.
   */
  readonly readFile: (
    file: FileToRead,
    options: { readonly signal: AbortSignal },
  ) => AsyncIterable<ReadWindow>
  readonly close: () => Promise<void>
}

/** Size and time of change; undefined where the file is gone. */
const stateOf = async (path: string) => {
  try {
    const { size, mtimeMs } = await stat(path)
    return { size, mtimeMs }
  } catch {
    return undefined
  }
}

const changed = (file: string): PlatformError =>
  new PlatformError('DOCUMENT_UNREADABLE', {
    file,
    reason: 'it changed while it was being read; read it again',
  })

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
    const { path, name, ...how } = file
    const before = await stateOf(path)
    if (!before)
      throw new PlatformError('DOCUMENT_UNREADABLE', { file: name, reason: 'it is no longer there' })
    const hasChanged = async (): Promise<boolean> => {
      const after = await stateOf(path)
      return after?.size !== before.size || after.mtimeMs !== before.mtimeMs
    }
    const turn = await turns.take(before.size)
    try {
      try {
        yield* turn.thread.read({ file: { path, name }, options: how }, signal)
      } catch (error) {
        if (!signal.aborted && (await hasChanged())) throw changed(name)
        throw error
      }
      if (await hasChanged()) throw changed(name)
    } finally {
      turn.end()
    }
  }
  return {
    readFile,
    close: async () => {
      await Promise.all(threads.map(thread => thread.close()))
    },
  }
}
