import { PlatformError } from '@millwright/spec'
import type { ReadWindow } from '../reader.ts'
import { sniffFormat } from '../sniff-format.ts'
import type { ReadJob } from './messages.ts'
import { pickReader } from './pick-reader.ts'

/** Reads one document in this thread: tells its format, picks the reader, refuses one that holds nothing. */
export async function* readJob({ file, options }: ReadJob, signal: AbortSignal): AsyncGenerator<ReadWindow> {
  const format = await sniffFormat(file)
  if (format === 'zip') {
    const found = 'a ZIP archive: each of its files is a document of its own'
    throw new PlatformError('DOCUMENT_FORMAT_UNKNOWN', { file: file.name, found })
  }
  const reader = await pickReader(format)
  let isEmpty = options.resume === undefined
  for await (const window of reader({ ...file, format }, { ...options, signal })) {
    if (window.blocks.length > 0 || window.pages.length > 0) isEmpty = false
    yield window
  }
  if (isEmpty) throw new PlatformError('DOCUMENT_EMPTY', { file: file.name })
}
