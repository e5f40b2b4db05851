import { PlatformError } from '@millwright/spec'

/** Where and as whom to connect. Nothing else of a connection string is used: its options could open doors. */
export interface MysqlAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly ssl: { readonly rejectUnauthorized: boolean } | undefined
  /** Without the password. */
  readonly location: string
}

const decode = (text: string, what: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new PlatformError('INPUT_INVALID', {
      problems: [
        `the ${what} in the connection string is not well encoded: a % is written %25, an @ %40, a / %2F`,
      ],
    })
  }
}

const sslOf = (mode: string | null): MysqlAddress['ssl'] => {
  if (mode === null || /^(disabled?|preferred|prefer|false|0)$/i.test(mode)) return undefined
  return { rejectUnauthorized: /verify/i.test(mode) }
}

/** Parses `mysql://user:password@host:3306/database?sslmode=disable|require|verify-full` (or `mariadb://`). */
export const parseAddress = (connectionString: string): MysqlAddress => {
  const url = URL.canParse(connectionString) ? new URL(connectionString) : undefined
  if (!url?.hostname || !/^(mysql|mariadb):$/.test(url.protocol))
    throw new PlatformError('INPUT_INVALID', {
      problems: ['the connection string does not read like mysql://user:password@host:3306/database'],
    })
  const database = decode(url.pathname.replace(/^\//, ''), 'database')
  if (database === '')
    throw new PlatformError('INPUT_INVALID', {
      problems: [
        'the connection string names no database; add it after the host, as in mysql://host/database',
      ],
    })
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 3306 : Number(url.port),
    user: decode(url.username, 'user'),
    password: decode(url.password, 'password'),
    database,
    ssl: sslOf(
      url.searchParams.get('sslmode') ?? url.searchParams.get('ssl-mode') ?? url.searchParams.get('ssl'),
    ),
    location: `${url.host}/${database}`,
  }
}
