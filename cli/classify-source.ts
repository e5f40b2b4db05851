import { statSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import { PlatformError } from '@millwright/spec'
import type { NewSource } from '@millwright/spec'

const isSqlite = (path: string): boolean =>
  ['.sqlite', '.sqlite3', '.db', '.db3'].includes(extname(path).toLowerCase())

/**
 * What the arguments of `--source` name: connection strings and SQLite files are sources of their own, files and
 * folders together make one. Throws INPUT_INVALID for a path that is not there.
 */
export const classifySources = (texts: readonly string[]): readonly NewSource[] => {
  const own: NewSource[] = []
  const paths: string[] = []
  for (const text of texts) {
    const scheme = /^(postgres(?:ql)?|mysql|mariadb):\/\//.exec(text)?.[1]
    if (scheme) {
      const kind = scheme.startsWith('postgres') ? 'postgres' : 'mysql'
      own.push({ kind, name: nameOf(text, kind), connectionString: text })
      continue
    }
    const path = resolve(text)
    if (!statSync(path, { throwIfNoEntry: false }))
      throw new PlatformError('INPUT_INVALID', {
        problems: [`--source ${text}: there is no such file or folder`],
      })
    if (isSqlite(path)) own.push({ kind: 'sqlite', name: basename(path, extname(path)), path })
    else paths.push(path)
  }
  const [first] = paths
  const files: readonly NewSource[] = first
    ? [{ kind: 'files', name: basename(first, extname(first)), paths }]
    : []
  return [...files, ...own]
}

/** The database's name: never the whole address, which holds a password. */
const nameOf = (connectionString: string, fallback: string): string => {
  try {
    return new URL(connectionString).pathname.replace(/^\//, '') || fallback
  } catch {
    throw new PlatformError('INPUT_INVALID', {
      problems: ['--source: the connection string is not a valid address'],
    })
  }
}
