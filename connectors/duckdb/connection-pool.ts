import type { DuckDBConnection } from '@duckdb/node-api'
import { PlatformError } from '@millwright/spec'
import { cancelled } from './run-query.ts'

interface Waiting {
  readonly start: (connection: DuckDBConnection) => void
  readonly fail: (error: unknown) => void
}

export interface ConnectionPool {
  /** Runs `work` with a connection of its own; waits for one within the limits given. */
  use<T>(
    limits: { readonly timeoutMs?: number; readonly signal?: AbortSignal | undefined },
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T>
  /** Interrupts what runs, refuses what waits, closes all. */
  close(): Promise<void>
}

const closed = (): PlatformError => new PlatformError('QUERY_CANCELLED', { reason: 'the source was closed' })

/** A small pool: a DuckDB connection runs one query at a time. */
export const createConnectionPool = (
  open: () => Promise<DuckDBConnection>,
  size: number,
  initial: readonly DuckDBConnection[],
): ConnectionPool => {
  const idle: DuckDBConnection[] = [...initial]
  const running = new Map<DuckDBConnection, Promise<unknown>>()
  const queue: Waiting[] = []
  let opened = initial.length
  let isClosed = false

  const waitForTurn = (timeoutMs: number | undefined, signal: AbortSignal | undefined) =>
    new Promise<DuckDBConnection>((resolve, reject) => {
      const leave = (error: unknown) => {
        queue.splice(queue.indexOf(waiting), 1)
        waiting.fail(error)
      }
      const onAbort = () => leave(cancelled(signal))
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(() => leave(new PlatformError('QUERY_TIMEOUT', { timeoutMs })), timeoutMs)
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
      }
      const waiting: Waiting = {
        start: connection => (done(), resolve(connection)),
        fail: error => (done(), reject(error)),
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      queue.push(waiting)
    })

  const take = async (timeoutMs: number | undefined, signal: AbortSignal | undefined) => {
    if (isClosed) throw closed()
    if (signal?.aborted) throw cancelled(signal)
    const free = idle.pop()
    if (free) return free
    if (opened >= size) return waitForTurn(timeoutMs, signal)
    opened += 1
    return open()
  }

  const giveBack = (connection: DuckDBConnection) => {
    const next = queue.shift()
    if (next) next.start(connection)
    else idle.push(connection)
  }

  return {
    use: async ({ timeoutMs, signal }, work) => {
      const connection = await take(timeoutMs, signal)
      const promise = work(connection)
      running.set(connection, promise)
      try {
        return await promise
      } finally {
        running.delete(connection)
        giveBack(connection)
      }
    },
    close: async () => {
      isClosed = true
      for (const waiting of queue.splice(0)) waiting.fail(closed())
      const interrupting = setInterval(() => {
        for (const connection of running.keys()) connection.interrupt()
      }, 20)
      await Promise.allSettled(running.values())
      clearInterval(interrupting)
      for (const connection of idle.splice(0)) connection.closeSync()
    },
  }
}
