import { PlatformError } from '@millwright/spec'
import type { SqliteReply, SqliteRequest } from './messages.ts'
import { startSqliteChild } from './sqlite-child.ts'
import type { SqliteChild } from './sqlite-child.ts'

export interface AskLimits {
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
}

export interface ChildPool {
  /** Errors: QUERY_TIMEOUT, QUERY_CANCELLED; both end the child that worked on it. */
  ask(request: SqliteRequest, limits: AskLimits): Promise<SqliteReply>
  close(): void
}

interface Turn {
  readonly child: SqliteChild
  readonly isNew: boolean
}

const idleMs = 60_000

const cancelled = (reason: string): PlatformError => new PlatformError('QUERY_CANCELLED', { reason })

/** Rejects with the first limit that is passed; `dispose` forgets them. */
const watch = ({ timeoutMs, signal }: AskLimits) => {
  let dispose = (): void => undefined
  const passed = new Promise<never>((_, reject) => {
    const onAbort = () => reject(cancelled('it was stopped'))
    if (signal?.aborted) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => reject(new PlatformError('QUERY_TIMEOUT', { timeoutMs })), timeoutMs)
    dispose = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  })
  passed.catch(() => undefined)
  return { passed, dispose: () => dispose() }
}

/** Up to `size` children; the first stays, others end after a minute without work. */
export const createChildPool = (open: SqliteRequest, size: number): ChildPool => {
  const children = new Set<SqliteChild>()
  const idle: SqliteChild[] = []
  const queue: ((child: SqliteChild | undefined) => void)[] = []
  const sleepers = new Map<SqliteChild, NodeJS.Timeout>()
  let isClosed = false

  const end = (child: SqliteChild) => {
    children.delete(child)
    clearTimeout(sleepers.get(child))
    sleepers.delete(child)
    if (idle.includes(child)) idle.splice(idle.indexOf(child), 1)
    child.kill()
  }
  const release = (child: SqliteChild) => {
    if (!child.isAlive) end(child)
    const next = queue.shift()
    if (next) return next(child.isAlive ? child : undefined)
    if (!child.isAlive) return
    idle.push(child)
    if (children.size > 1) sleepers.set(child, setTimeout(() => end(child), idleMs).unref())
  }
  const startChild = (): SqliteChild => {
    if (isClosed) throw cancelled('the source was closed')
    const child = startSqliteChild()
    children.add(child)
    return child
  }
  /** A child that is free, or a new one that is yet to open the database. */
  const waitForTurn = async (passed: Promise<never>): Promise<Turn> => {
    const free = idle.pop()
    if (free) {
      clearTimeout(sleepers.get(free))
      sleepers.delete(free)
      return { child: free, isNew: false }
    }
    if (children.size < size) return { child: startChild(), isNew: true }
    let isWaiting = true
    const turn = new Promise<SqliteChild | undefined>(resolve => {
      queue.push(child => {
        if (isWaiting) resolve(child)
        else if (child) release(child)
      })
    })
    try {
      const child = await Promise.race([turn, passed])
      return child ? { child, isNew: false } : { child: startChild(), isNew: true }
    } finally {
      isWaiting = false
    }
  }
  return {
    ask: async (request, limits) => {
      if (isClosed) throw cancelled('the source was closed')
      const { passed, dispose } = watch(limits)
      let child: SqliteChild | undefined
      try {
        if (limits.signal?.aborted) await passed
        const turn = await waitForTurn(passed)
        child = turn.child
        if (turn.isNew) {
          const opened = await Promise.race([child.ask(open), passed])
          if (opened.kind === 'error') {
            end(child)
            return opened
          }
        }
        return request === open ? { kind: 'opened' } : await Promise.race([child.ask(request), passed])
      } catch (error) {
        if (child) end(child)
        throw isClosed ? cancelled('the source was closed') : error
      } finally {
        dispose()
        if (child) release(child)
      }
    },
    close: () => {
      isClosed = true
      children.forEach(end)
      for (const waiting of queue.splice(0)) waiting(undefined)
    },
  }
}
