import type { Run, RunEvent } from '@millwright/spec'
import type { RunState } from './fold-run.ts'
import { followRun } from './run-feed.ts'
import { show } from './run-parts.ts'
import type { Parts } from './run-parts.ts'
import { summaryOf } from './to-run.ts'

/** The run once nothing of it is at work; rejects with the reason of `signal` or of the service's end. */
export const settled = async (
  parts: Parts,
  read: () => Promise<RunState>,
  signal: AbortSignal | undefined,
): Promise<Run> => {
  const stop = new AbortController()
  const until = AbortSignal.any([stop.signal, parts.closing.signal, ...(signal ? [signal] : [])])
  signal?.throwIfAborted()
  try {
    const first = await read()
    if (summaryOf(first).state !== 'running') return show(parts, first)
    const following = follow(parts, { runId: first.runId, afterSeq: first.seq, signal: until })
    for await (const _event of following) {
      const state = await read()
      if (summaryOf(state).state !== 'running') return show(parts, state)
    }
    throw until.reason
  } finally {
    stop.abort()
  }
}

interface Watch {
  readonly runId: string
  readonly afterSeq: number
  readonly signal: AbortSignal
}

/** The journal after a seq, then live; `demand` throws for those who may not see it. */
export async function* watch(
  parts: Parts,
  demand: () => Promise<RunState>,
  options: Watch,
): AsyncGenerator<RunEvent> {
  await demand()
  yield* follow(parts, { ...options, signal: AbortSignal.any([options.signal, parts.closing.signal]) })
}

const follow = ({ journal, feed, options: { pollMs } }: Parts, { runId, afterSeq, signal }: Watch) =>
  followRun({ runId, afterSeq, signal, feed, pollMs, read: after => journal.read(runId, after) })
