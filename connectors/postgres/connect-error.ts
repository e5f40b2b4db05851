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
  EADDRFORBIDDEN: 'that address is not one where a database may be',
  '28P01': 'user or password is wrong',
  '28000':
    'the server does not admit this user from here; it may ask for an encrypted connection (?sslmode=require)',
  '3D000': 'there is no such database',
  '53300': 'the server has no connection left',
  '57P03': 'the server is starting or stopping',
}

/** Whether the connection itself failed, rather than the statement. */
export const isConnectionError = (error: unknown): boolean => {
  const code = codeOf(error)
  return code in reasons || /^(08|57P0)/.test(code) || code === 'EPIPE' || (error instanceof Error && /terminated|ended|timeout exceeded when/i.test(error.message) && !/^\d/.test(code))
} // prettier-ignore

/** SOURCE_UNREACHABLE with what to do next. The driver's own text is kept as the cause alone. */
export const toConnectError = (error: unknown, location: string): PlatformError => {
  const known = reasons[codeOf(error)]
  const message = error instanceof Error ? error.message : ''
  const reason =
    known ??
    (/SSL|TLS|certificate/i.test(message)
      ? `the encrypted connection failed (${message}); ?sslmode=require encrypts without asking for a known certificate, ?sslmode=disable does not encrypt`
      : /timeout/i.test(message)
        ? 'it does not answer in time'
        : 'the connection failed')
  return new PlatformError('SOURCE_UNREACHABLE', { location, reason }, { cause: error })
}
