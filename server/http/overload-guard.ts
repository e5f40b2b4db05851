import { PlatformError } from '@millwright/spec'

export interface OverloadLimits {
  readonly concurrentRequests: number
  readonly eventStreams: number
  readonly requestsPerSecond: number
}

/** Keeps one process answering when more is asked of it than it can do; says TOO_BUSY instead of queueing. */
export interface OverloadGuard {
  /** Counts a request or stream in; returns the way to count it out. */
  enter(kind: 'request' | 'stream'): () => void
  /** Takes one request from the allowance of `who`: a second's worth, refilled evenly, and up to two saved. */
  spend(who: string): void
}

const savedSeconds = 2
const forgetAbove = 10_000

export const createOverloadGuard = (
  limits: OverloadLimits,
  nowMs: () => number = () => performance.now(),
): OverloadGuard => {
  const open = { request: 0, stream: 0 }
  const highest = { request: limits.concurrentRequests, stream: limits.eventStreams }
  const allowances = new Map<string, { left: number; at: number }>()
  const full = limits.requestsPerSecond * savedSeconds
  return {
    enter: kind => {
      if (open[kind] >= highest[kind]) throw new PlatformError('TOO_BUSY', { retryAfterS: 1 })
      open[kind]++
      let isOpen = true
      return () => {
        if (isOpen) open[kind]--
        isOpen = false
      }
    },
    spend: who => {
      const at = nowMs()
      if (allowances.size > forgetAbove) allowances.clear()
      const allowance = allowances.get(who) ?? { left: full, at }
      const left = Math.min(full, allowance.left + ((at - allowance.at) / 1000) * limits.requestsPerSecond)
      if (left < 1) throw new PlatformError('TOO_BUSY', { retryAfterS: 1 })
      allowances.set(who, { left: left - 1, at })
    },
  }
}
