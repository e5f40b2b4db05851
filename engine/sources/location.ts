import { basename } from 'node:path'
import type { NewSource } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'

const parseUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)

/** Where a source lies, without its secrets: file names, or scheme, user, host, port and database. */
export const toLocation = (source: NewSource): string => {
  if (source.kind === 'files') {
    const names = source.paths.map(path => basename(path))
    return names.length <= 3
      ? names.join(', ')
      : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
  }
  if (source.kind === 'sqlite') return source.path
  const url = parseUrl(source.connectionString)
  if (!url || url.host === '')
    throw new PlatformError('INPUT_INVALID', {
      problems: [
        'the connection string is not a valid address; it reads like postgres://user:password@host:5432/database, with characters such as @ or / in the password written in percent encoding',
      ],
    })
  return `${url.protocol}//${url.username ? `${url.username}@` : ''}${url.host}${url.pathname}`
}

const secretsOf = (connectionString: string): readonly string[] => {
  const url = parseUrl(connectionString)
  const inQuery = [...(url?.searchParams ?? [])]
    .filter(([name]) => /pass|secret|token|key/i.test(name))
    .map(([, value]) => value)
  const password = url?.password ?? ''
  const decoded = (() => {
    try {
      return decodeURIComponent(password)
    } catch {
      return password
    }
  })()
  return [connectionString, password, decoded, ...inQuery].filter(secret => secret.length > 2)
}

/** `text` with every secret of the source's connection string taken out. */
export const scrubSecrets = (text: string, source: NewSource): string =>
  source.kind === 'postgres' || source.kind === 'mysql'
    ? secretsOf(source.connectionString).reduce(
        (scrubbed, secret) => scrubbed.replaceAll(secret, '•••'),
        text,
      )
    : text
