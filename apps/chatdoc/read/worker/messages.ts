import { isPlatformError, PlatformError, type ErrorCode, type ErrorData } from '@millwright/spec'
import type { ReadOptions, ReadWindow } from '../reader.ts'

/** What is asked of a reading thread. */
export interface ReadJob {
  readonly file: { readonly path: string; readonly name: string }
  readonly options: Omit<ReadOptions, 'signal'>
}

/** Jobs are done one after another in the order in which they come; `id` says which one a message is about. */
export type ToThread =
  | { readonly kind: 'read'; readonly id: number; readonly job: ReadJob }
  /** The window was taken: the next may be sent. */
  | { readonly kind: 'next'; readonly id: number }
  | { readonly kind: 'stop'; readonly id: number }

export type FromThread =
  | { readonly kind: 'window'; readonly id: number; readonly window: ReadWindow }
  /** Work on the oldest job is going on though no window is ready. */
  | { readonly kind: 'progress' }
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }

/** An error as it crosses from one thread to another. */
export interface Failure {
  readonly code: ErrorCode
  readonly data: ErrorData[ErrorCode]
  readonly stack?: string
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Errors that readers and their libraries did not foresee count as a file that cannot be read. */
const unforeseen = (error: unknown, file: string): PlatformError => {
  const isTooDeep = error instanceof RangeError && /call stack/i.test(error.message)
  const reason = isTooDeep
    ? 'its content is nested too deeply'
    : `its content cannot be understood (${messageOf(error).split('\n')[0]?.slice(0, 200)})`
  return new PlatformError('DOCUMENT_UNREADABLE', { file, reason }, { cause: error })
}

/** The error with the file's name where the code that threw did not know it. */
export const failureOf = (error: unknown, file: string): Failure => {
  const known = isPlatformError(error) ? error : unforeseen(error, file)
  const data = 'file' in known.data && known.data.file === '' ? { ...known.data, file } : known.data
  const stack = error instanceof Error ? error.stack : undefined
  return { code: known.code, data, ...(stack === undefined ? {} : { stack }) }
}

export const errorOf = ({ code, data, stack }: Failure): PlatformError =>
  new PlatformError(code, data, stack === undefined ? {} : { cause: stack })
