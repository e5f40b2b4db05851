import { expandFile } from '../read/archive/expand-file.ts'
import { createFileReader } from '../read/read-file.ts'
import type { ReadOptions, ReadWindow, SourceFile } from '../read/reader.ts'
import { sniffFormat } from '../read/sniff-format.ts'
import { createDrawingThread } from './draw/drawing-thread.ts'
import { createIdleThread } from './idle-thread.ts'
import type { Reading } from './reading.ts'
import { readingsAtOnce } from './reading.ts'

/** Reading and drawing in threads of their own, so that questions go on meanwhile. */
export const createReading = (): Reading => {
  const reader = createFileReader({ threads: readingsAtOnce })
  const drawer = createDrawingThread()
  const readThreads = createIdleThread(() => reader.close())
  const drawThread = createIdleThread(() => drawer.close())
  async function* read(
    { path, name }: SourceFile,
    { signal, ...how }: ReadOptions,
  ): AsyncGenerator<ReadWindow> {
    const end = readThreads.begin()
    try {
      yield* reader.readFile({ path, name, ...how }, { signal })
    } finally {
      end()
    }
  }
  return {
    sniff: sniffFormat,
    expand: (file, signal) => expandFile(file, { signal }),
    read,
    draw: (file, page, options) => {
      const end = drawThread.begin()
      return drawer.draw({ ...file, page, ...options }).finally(end)
    },
    close: async () => {
      await Promise.all([readThreads.close(), drawThread.close()])
    },
  }
}
