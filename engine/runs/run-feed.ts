import type { RunEvent } from '@millwright/spec'

type Listener = (events: readonly RunEvent[]) => void

/** Tells listeners in this process what was appended to a run, in order. */
export interface RunFeed {
  publish(runId: string, events: readonly RunEvent[]): void
  /** Returns the way to stop. */
  subscribe(runId: string, listener: Listener): () => void
}

/** An empty feed; holds nothing of a run that nobody watches. */
export const createRunFeed = (): RunFeed => {
  const listeners = new Map<string, Set<Listener>>()
  return {
    publish(runId, events) {
      for (const listener of listeners.get(runId) ?? []) listener(events)
    },
    subscribe(runId, listener) {
      const known = listeners.get(runId) ?? new Set()
      listeners.set(runId, known.add(listener))
      return () => {
        known.delete(listener)
        if (known.size === 0 && listeners.get(runId) === known) listeners.delete(runId)
      }
    },
  }
}

export interface FollowOptions {
  readonly runId: string
  readonly afterSeq: number
  readonly signal: AbortSignal
  readonly feed: RunFeed
  /** Reads the journal after a seq. */
  readonly read: (afterSeq: number) => Promise<readonly RunEvent[]>
  /** How often to look for what other processes append; absent: never. */
  readonly pollMs?: number | undefined
}

/**
 * The journal after `afterSeq`, then live, without gap or duplicate: the journal is read again whenever the feed
 * does not continue exactly where the last event ended.
 */
export async function* followRun(options: FollowOptions): AsyncGenerator<RunEvent> {
  const { runId, signal, feed, read, pollMs } = options
  let last = options.afterSeq
  let pending: RunEvent[] = []
  let wake = () => {}
  const stopListening = feed.subscribe(runId, events => {
    pending.push(...events)
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  try {
    let isBehind = true
    while (!signal.aborted) {
      const arrived = pending.filter(event => event.seq > last)
      pending = []
      const batch = isBehind || (arrived[0] && arrived[0].seq !== last + 1) ? await read(last) : arrived
      isBehind = false
      for (const event of batch) {
        if (signal.aborted) return
        if (event.seq <= last) continue
        yield event
        last = event.seq
      }
      if (batch.length > 0 || pending.length > 0 || signal.aborted) continue
      isBehind = await sleep(pollMs, resume => (wake = resume))
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    stopListening()
  }
}

/** Resolves true when the time to poll has come, false when woken before. */
const sleep = (pollMs: number | undefined, onWake: (resume: () => void) => void): Promise<boolean> =>
  new Promise(resolve => {
    const timer = pollMs === undefined ? undefined : setTimeout(() => resolve(true), pollMs)
    onWake(() => {
      clearTimeout(timer)
      resolve(false)
    })
  })
