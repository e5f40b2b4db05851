import { basename } from 'node:path'
import { PlatformError } from '@millwright/spec'

/** The error of a file that cannot be imported; `line` is 1-based, as an editor counts. */
export const unreadable = (path: string, reason: string, line?: number, cause?: unknown): PlatformError =>
  new PlatformError(
    'FILE_UNREADABLE',
    { file: basename(path), reason: line === undefined ? reason : `line ${line}: ${reason}` },
    cause === undefined ? undefined : { cause },
  )

/** Throws QUERY_CANCELLED once `signal` is aborted. */
export const stopIfAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw new PlatformError('QUERY_CANCELLED', { reason: 'the import was stopped' })
}
