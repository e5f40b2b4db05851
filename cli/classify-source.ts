import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import { PlatformError } from '@millwright/spec'
import type { NewSource } from '@millwright/spec'

const sqliteMagic = 'SQLite format 3\0'

/** By its first bytes; a file that is not a database yet counts by its name. */
const isSqlite = (path: string): boolean => {
  const start = Buffer.alloc(sqliteMagic.length)
  const file = openSync(path, 'r')
  try {
    readSync(file, start, 0, start.length, 0)
  } finally {
    closeSync(file)
  }
  return (
    start.toString('latin1') === sqliteMagic ||
    ['.sqlite', '.sqlite3', '.db', '.db3'].includes(extname(path).toLowerCase())
  )
}

const invalid = (problem: string): PlatformError =>
  new PlatformError('INPUT_INVALID', { problems: [problem] })

/** A scheme of the form `name://`; a Windows drive (`C:\`) is none. */
const schemeOf = (text: string): string | undefined =>
  /^([a-z][a-z0-9+.-]+):\/\//i.exec(text)?.[1]?.toLowerCase()

const kindByScheme: Readonly<Record<string, 'postgres' | 'mysql'>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
}

/**
 * What the arguments of `--source` name: connection strings and SQLite files are sources of their own, files and
 * folders together make one. Throws INPUT_INVALID for a path that is not there.
 */
export const classifySources = (texts: readonly string[]): readonly NewSource[] => {
  const own: NewSource[] = []
  const paths: string[] = []
  for (const text of texts) {
    const scheme = schemeOf(text)
    if (scheme !== undefined) {
      const kind = kindByScheme[scheme]
      if (!kind)
        throw invalid(
          `a source with ${scheme}:// is not read; postgres://, mysql:// and mariadb:// are, and files and folders by their path`,
        )
      own.push({ kind, name: nameOf(text, kind), connectionString: text })
      continue
    }
    const path = pathOf(text)
    if (statSync(path).isFile() && isSqlite(path))
      own.push({ kind: 'sqlite', name: basename(path, extname(path)), path })
    else paths.push(path)
  }
  const [first] = paths
  const files: readonly NewSource[] = first
    ? [{ kind: 'files', name: basename(first, extname(first)), paths }]
    : []
  return [...files, ...own]
}

const pathOf = (text: string): string => {
  if (text.trim() === '') throw invalid('a source is empty; name a file, a folder or a connection string')
  const path = resolve(text)
  if (!statSync(path, { throwIfNoEntry: false })) throw invalid(`there is no file or folder "${text}"`)
  return path
}

/** The database's name: never the whole address, which holds a password. */
const nameOf = (connectionString: string, fallback: string): string => {
  if (!URL.canParse(connectionString))
    throw invalid(
      `the connection string is not a valid address; it reads like ${fallback}://user:password@host:port/database, with characters such as @ or / in the password written in percent encoding (%40, %2F)`,
    )
  return new URL(connectionString).pathname.replace(/^\//, '') || fallback
}
