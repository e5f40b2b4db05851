import { parentPort, workerData } from 'node:worker_threads'
import type { PGlite } from '@electric-sql/pglite'
import { createComplaints, openPglite } from './open-pglite.ts'
import type { PgliteExtension } from './open-pglite.ts'

/** What the thread is started with. */
export interface PgliteWorkerData {
  readonly folder: string
  readonly extensions: readonly PgliteExtension[]
}

/** To the thread: protocol bytes, a new session, or the end. From it: readiness, replies, the end. */
export type PgliteRequest = Uint8Array | 'new-session' | 'close'
export type PgliteReply =
  | Uint8Array
  | { readonly type: 'ready' | 'closed' }
  | { readonly type: 'failed'; readonly reason: string }

const { folder, extensions } = workerData as PgliteWorkerData // made by pglite-host.ts alone
const port = parentPort
if (port === null) throw new Error('bug: pglite-worker runs as a worker thread')
const complaints = createComplaints()

const reply = (message: PgliteReply): void =>
  message instanceof Uint8Array
    ? port.postMessage(message, [message.buffer as ArrayBuffer])
    : port.postMessage(message)

const fail = (error: unknown): void => {
  reply({ type: 'failed', reason: complaints.about(error) })
  port.close()
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

const answer = async (database: PGlite, request: PgliteRequest): Promise<void> => {
  if (request === 'new-session') return await clearSession(database)
  if (request !== 'close') return reply(await speak(database, request))
  await database.exec('checkpoint') // so that the next start has nothing to replay
  await database.close()
  reply({ type: 'closed' })
  port.close()
}

try {
  const database = await openPglite(folder, extensions, complaints)
  let last: Promise<void> = Promise.resolve()
  port.on('message', (request: PgliteRequest) => {
    last = last.then(() => answer(database, request)).catch(fail)
  })
  reply({ type: 'ready' })
} catch (error) {
  fail(error)
}
