import { PlatformError } from '@millwright/spec'

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; check host and port',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be resolved now',
  ETIMEDOUT: 'it does not answer; a firewall may be in between',
  EHOSTUNREACH: 'there is no way to that host',
  ECONNRESET: 'the connection was closed',
  EPIPE: 'the connection was closed',
  PROTOCOL_CONNECTION_LOST: 'the connection was closed',
  EADDRFORBIDDEN: 'that address is not one where a database may be',
  ER_ACCESS_DENIED_ERROR: 'user or password is wrong',
  ER_DBACCESS_DENIED_ERROR: 'this user may not use that database',
  ER_BAD_DB_ERROR: 'there is no such database',
  ER_CON_COUNT_ERROR: 'the server has no connection left',
  ER_HOST_NOT_PRIVILEGED: 'the server does not admit connections from here',
}

/** Whether the connection itself failed, rather than the statement. */
export const isConnectionError = (error: unknown): boolean =>
  codeOf(error) in reasons ||
  (typeof error === 'object' && error !== null && 'fatal' in error && error.fatal === true)

/** SOURCE_UNREACHABLE with what to do next. The driver's own text is kept as the cause alone. */
export const toConnectError = (error: unknown, location: string): PlatformError =>
  new PlatformError(
    'SOURCE_UNREACHABLE',
    { location, reason: reasons[codeOf(error)] ?? 'the connection failed' },
    { cause: error },
  )
