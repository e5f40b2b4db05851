import { PlatformError } from '@millwright/spec'

/** Where and as whom to connect. Nothing else of a connection string is used: its options could open doors. */
export interface PostgresAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly ssl: false | { readonly rejectUnauthorized: boolean }
  /** Without user and password. */
  readonly location: string
}

const invalid = (problem: string): PlatformError =>
  new PlatformError('INPUT_INVALID', { problems: [problem] })

const decode = (text: string, what: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalid(
      `the ${what} in the connection string is not well encoded: a % is written %25, an @ %40, a / %2F`,
    )
  }
}

/** As libpq has it, but that without a mode and with `prefer` nothing is encrypted; `verify-…` asks for a certificate that holds. */
const sslOf = (mode: string | null): PostgresAddress['ssl'] => {
  if (mode === null || /^(disable|allow|prefer)$/.test(mode)) return false
  if (/^(require|no-verify)$/.test(mode)) return { rejectUnauthorized: false }
  if (/^verify-(ca|full)$/.test(mode)) return { rejectUnauthorized: true }
  throw invalid('sslmode in the connection string is disable, require or verify-full')
}

/** Parses `postgres://user:password@host:5432/database?sslmode=disable|require|verify-full`. */
export const parseAddress = (connectionString: string): PostgresAddress => {
  const url = URL.canParse(connectionString) ? new URL(connectionString) : undefined
  if (!url?.hostname || !/^postgres(ql)?:$/.test(url.protocol))
    throw invalid('the connection string does not read like postgres://user:password@host:5432/database')
  const host = decode(url.hostname, 'host').replace(/^\[|\]$/g, '')
  if (/[/\\\s\0]/.test(host))
    throw invalid(
      'the host in the connection string is a name or an address; sockets in a folder are not used',
    )
  const user = decode(url.username, 'user')
  const database = decode(url.pathname.replace(/^\//, ''), 'database') || user
  if (database === '')
    throw invalid(
      'the connection string names no database; add it after the host, as in postgres://host/database',
    )
  return {
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    user,
    password: decode(url.password, 'password'),
    database,
    ssl: sslOf(url.searchParams.get('sslmode')),
    location: `${url.host}/${database}`,
  }
}
