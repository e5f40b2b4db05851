import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { guardAgainstFatalErrors } from './fatal-guard.ts'
import { SyncedNodeFs } from './synced-node-fs.ts'

/** Extensions that can be made loadable; each costs start time and memory, so none is by default. */
export type PgliteExtension = 'vector' | 'pg_textsearch'

/** What the thread is started with. `initialise` creates the database files and ends. */
export interface PgliteWorkerData {
  readonly folder: string
  readonly extensions: readonly PgliteExtension[]
  readonly task: 'serve' | 'initialise'
}

/** To the thread: protocol bytes, a new session, or the end. From it: readiness, replies, the end. */
export type PgliteRequest = Uint8Array | 'new-session' | 'close'
export type PgliteReply =
  | Uint8Array
  | { readonly type: 'ready' | 'closed' }
  | { readonly type: 'failed'; readonly reason: string }

/** Small buffers: the page cache of the system holds the files anyway, and 128 MB would stay resident. */
const settings = [
  'shared_buffers=8MB',
  'wal_buffers=1MB',
  'max_connections=5',
  'max_wal_size=64MB',
  'min_wal_size=16MB',
  'wal_sync_method=fsync', // the library answers fdatasync without doing anything
]

const data = workerData as PgliteWorkerData // made by pglite-host.ts alone
const port = parentPort
if (port === null) throw new Error('bug: pglite-worker runs as a worker thread')

const reply = (message: PgliteReply): void =>
  message instanceof Uint8Array
    ? port.postMessage(message, [message.buffer as ArrayBuffer])
    : port.postMessage(message)

const loadExtension = async (name: PgliteExtension) =>
  name === 'vector'
    ? (await import('@electric-sql/pglite-pgvector')).vector
    : (await import('@electric-sql/pglite-pg_textsearch')).pg_textsearch

const complaints: string[] = []
const keepComplaint = (line: string): boolean => {
  if (/FATAL|PANIC|ERROR|HINT/.test(line))
    complaints.push(line.replace(/^.*?(FATAL|PANIC|ERROR|HINT):\s*/, ''))
  return false
}

const open = async (): Promise<PGlite> => {
  const loaded = await Promise.all(
    data.extensions.map(async name => [name, await loadExtension(name)] as const),
  )
  const preload = data.extensions.includes('pg_textsearch') ? 'pg_textsearch' : ''
  return await PGlite.create({
    fs: new SyncedNodeFs(data.folder),
    extensions: Object.fromEntries(loaded),
    initDbStartParams: ['--wal-segsize=1', '--no-instructions', '--no-sync'],
    startParams: [
      ...PGlite.defaultStartParams.filter(param => param !== '-F'), // -F turns fsync off
      ...[...settings, `shared_preload_libraries=${preload}`].flatMap(setting => ['-c', setting]),
    ],
    onStderr: keepComplaint,
    onStdout: keepComplaint,
  })
}

/** What an earlier client left in the one session there is. */
const clearSession = async (database: PGlite): Promise<void> => {
  if (database.isInTransaction()) await database.exec('rollback')
  await database.exec('discard all')
}

/** Streamed, because the other calls of the library also parse and keep every message. */
const speak = async (database: PGlite, request: Uint8Array): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  await database.execProtocolRawStream(request, {
    syncToFs: false,
    onRawData: part => parts.push(part.slice()),
  })
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : new Uint8Array(Buffer.concat(parts))
}

const serve = (database: PGlite): void => {
  const answer = async (request: PgliteRequest): Promise<void> => {
    if (request === 'new-session') return await clearSession(database)
    if (request !== 'close') return reply(await speak(database, request))
    await database.exec('checkpoint')
    await database.close()
    reply({ type: 'closed' })
    port.close()
  }
  let last: Promise<void> = Promise.resolve()
  port.on('message', (request: PgliteRequest) => {
    last = last.then(() => answer(request)).catch(fail)
  })
}

const fail = (error: unknown): void => {
  const reason = [error instanceof Error ? error.message : String(error), ...complaints.slice(-2)].join('; ')
  reply({ type: 'failed', reason })
  port.close()
}

try {
  const database = await open()
  guardAgainstFatalErrors(database)
  if (data.task === 'serve') serve(database)
  else await database.close()
  reply({ type: 'ready' })
  if (data.task === 'initialise') port.close()
} catch (error) {
  fail(error)
}
