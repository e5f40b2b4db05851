import { isPlatformError, PlatformError } from '@millwright/spec'

/** Where the store is, for messages: the data folder of the embedded one. */
export interface ErrorPlace {
  readonly folder?: string
}

const lostConnection = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE',
]) // prettier-ignore

/** SQLSTATE classes (PostgreSQL, appendix A): 08 connection, 28 sign-in, 3D no such database, 53 resources, 57P shutdown, 58 system. */
const unavailableState = /^(08|28|3D|53|57P|58)/

const lostMessage =
  /^(Connection terminated|Client has encountered a connection error|Cannot use a pool after)/

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')

const isFull = (error: Error): boolean =>
  codeOf(error) === '53100' || codeOf(error) === 'ENOSPC' || /no space left|disk full/i.test(error.message)

/** What happened, without the sentence around it. */
export const reasonOf = (error: unknown): string => {
  if (isPlatformError(error, 'STORE_UNAVAILABLE')) return error.data.reason
  return error instanceof Error ? error.message : String(error)
}

/** Turns what the driver throws when the database cannot work into the product's error; SQL errors stay as they are. */
export const toStoreError = (error: unknown, place: ErrorPlace): unknown => {
  if (!(error instanceof Error)) return error
  if (isFull(error) && place.folder !== undefined)
    return new PlatformError(
      'DATA_FOLDER_UNUSABLE',
      { folder: place.folder, reason: 'the disk is full; free some space' },
      { cause: error },
    )
  if (isPlatformError(error)) return error
  const code = codeOf(error)
  if (error.message.startsWith('timeout exceeded when trying to connect'))
    return new PlatformError(
      'STORE_UNAVAILABLE',
      { reason: 'no connection became free in time' },
      { cause: error },
    )
  if (!lostConnection.has(code) && !unavailableState.test(code) && !lostMessage.test(error.message))
    return error
  return new PlatformError(
    'STORE_UNAVAILABLE',
    { reason: error.message === '' ? code : error.message },
    { cause: error },
  )
}

/** Whether the statement failed because a unique constraint (that of `constraint`, when named) was hurt: SQLSTATE 23505. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  error instanceof Error &&
  codeOf(error) === '23505' &&
  (constraint === undefined || ('constraint' in error && error.constraint === constraint))
