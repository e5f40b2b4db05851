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
  const database = decodeURIComponent(url.pathname.replace(/^\//, ''))
  if (database === '')
    throw new PlatformError('INPUT_INVALID', {
      problems: [
        'the connection string names no database; add it after the host, as in mysql://host/database',
      ],
    })
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 3306 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    ssl: sslOf(
      url.searchParams.get('sslmode') ?? url.searchParams.get('ssl-mode') ?? url.searchParams.get('ssl'),
    ),
    location: `${url.host}/${database}`,
  }
}
