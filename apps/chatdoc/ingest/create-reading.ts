import { expandFile } from '../read/archive/expand-file.ts'
import { createFileReader } from '../read/read-file.ts'
import { sniffFormat } from '../read/sniff-format.ts'
import { createDrawingThread } from './draw/drawing-thread.ts'
import type { Reading } from './reading.ts'
import { readingsAtOnce } from './reading.ts'

/** Reading and drawing in threads of their own, so that questions go on meanwhile. */
export const createReading = (): Reading => {
  const reader = createFileReader({ threads: readingsAtOnce })
  const drawer = createDrawingThread()
  return {
    sniff: sniffFormat,
    expand: (file, signal) => expandFile(file, { signal }),
    read: ({ path, name }, { signal, ...how }) => reader.readFile({ path, name, ...how }, { signal }),
    draw: (file, page, options) => drawer.draw({ ...file, page, ...options }),
    close: async () => {
      await Promise.all([reader.close(), drawer.close()])
    },
  }
}
