import { PGlite } from '@electric-sql/pglite'
import { guardAgainstFatalErrors } from './fatal-guard.ts'
import { reasonOf } from './store-error.ts'
import { SyncedNodeFs } from './synced-node-fs.ts'

/** Extensions that can be made loadable; each costs start time and memory, so none is by default. */
export type PgliteExtension = 'vector' | 'pg_textsearch'

/** Small buffers: the page cache of the system holds the files anyway, and 128 MB would stay resident. With 8 MB a search takes a fifth longer. */
const settings = [
  'shared_buffers=32MB',
  'wal_buffers=1MB',
  'max_connections=5',
  'max_wal_size=64MB',
  'min_wal_size=16MB',
  'wal_sync_method=fsync', // the library answers fdatasync without doing anything
]

const loadExtension = async (name: PgliteExtension) =>
  name === 'vector'
    ? (await import('@electric-sql/pglite-pgvector')).vector
    : (await import('@electric-sql/pglite-pg_textsearch')).pg_textsearch

/** The last lines of the database's log that tell of trouble: they say more than its exceptions do. */
export interface Complaints {
  readonly take: (line: string) => boolean
  readonly about: (error: unknown) => string
}

export const createComplaints = (): Complaints => {
  const lines: string[] = []
  return {
    take: line => {
      if (/FATAL|PANIC|ERROR|HINT/.test(line))
        lines.push(line.replace(/^.*?(FATAL|PANIC|ERROR|HINT):\s*/, ''))
      if (lines.length > 2) lines.shift()
      return false
    },
    about: error => [reasonOf(error), ...lines].join('; '),
  }
}

/** Opens the database in `folder` in this thread, creating its files where there are none. */
export const openPglite = async (
  folder: string,
  extensions: readonly PgliteExtension[],
  complaints: Complaints,
): Promise<PGlite> => {
  const loaded = await Promise.all(extensions.map(async name => [name, await loadExtension(name)] as const))
  const preload = extensions.includes('pg_textsearch') ? 'pg_textsearch' : ''
  const database = await PGlite.create({
    fs: new SyncedNodeFs(folder),
    extensions: Object.fromEntries(loaded),
    initDbStartParams: ['--wal-segsize=1', '--no-instructions', '--no-sync'],
    startParams: [
      ...PGlite.defaultStartParams.filter(param => param !== '-F'), // -F turns fsync off
      ...[...settings, `shared_preload_libraries=${preload}`].flatMap(setting => ['-c', setting]),
    ],
    onStderr: complaints.take,
    onStdout: complaints.take,
  })
  guardAgainstFatalErrors(database)
  return database
}
