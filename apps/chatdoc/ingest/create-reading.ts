import { PlatformError } from '@millwright/spec'
import { createFileReader } from '../read/read-file.ts'
import { sniffFormat } from '../read/sniff-format.ts'
import type { Reading } from './reading.ts'
import { readingsAtOnce } from './reading.ts'

/** Reading in threads of their own, so that questions go on meanwhile. */
export const createReading = (): Reading => {
  const reader = createFileReader({ threads: readingsAtOnce })
  return {
    sniff: sniffFormat,
    read: ({ path, name }, { signal, ...how }) => reader.readFile({ path, name, ...how }, { signal }),
    draw: ({ name }) =>
      Promise.reject(new PlatformError('DOCUMENT_UNREADABLE', { file: name, reason: 'it has no pages' })),
    close: () => reader.close(),
  }
}
