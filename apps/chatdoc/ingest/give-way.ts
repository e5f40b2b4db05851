import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Lets questions go first. The embedded store serves one after another, so that whoever takes in ten thousand files
 * works on it in short steps, one at a time, and waits with each while somebody is being answered.
 */
export interface GiveWay {
  /** Somebody waits for an answer; returns what to call when they have it. */
  attend(): () => void
  /** Runs the step when nobody waits for an answer, or after a while all the same. Steps run one after another. */
  step<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when nobody waits for an answer, or after a while all the same: before work that takes a processor. */
  quiet(): Promise<void>
}

export interface GiveWayOptions {
  /** The longest that a step waits for questions. */
  readonly mostMs: number
  /** How long after an answer its person counts as waiting still: the steps of an answer have gaps between them. */
  readonly lingerMs: number
}

export const createGiveWay = (
  { mostMs, lingerMs }: GiveWayOptions = { mostMs: 1000, lingerMs: 20 },
): GiveWay => {
  let waiting = 0
  let lastEndedAt = -Infinity
  let last: Promise<unknown> = Promise.resolve()
  const isAttending = (): boolean => waiting > 0 || performance.now() - lastEndedAt < lingerMs
  const untilQuiet = async (): Promise<void> => {
    for (const end = performance.now() + mostMs; isAttending() && performance.now() < end;) await sleep(5)
  }
  return {
    attend: () => {
      waiting++
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        waiting--
        lastEndedAt = performance.now()
      }
    },
    quiet: untilQuiet,
    step: work => {
      const turn = last.then(untilQuiet).then(work)
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
