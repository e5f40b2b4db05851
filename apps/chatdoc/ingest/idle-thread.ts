/** Something with threads that start when they are needed, and that can be let go meanwhile. */
export interface IdleThread {
  /** Work begins; returns what to call when it has ended. */
  begin(): () => void
  /** Now, and not again. */
  close(): Promise<void>
}

/** Lets threads go when nothing was asked of them for a while: each holds a hundred megabytes. */
export const createIdleThread = (letGo: () => Promise<void>, idleMs = 60_000): IdleThread => {
  let working = 0
  let timer: NodeJS.Timeout | undefined
  return {
    begin: () => {
      working++
      clearTimeout(timer)
      return () => {
        working--
        if (working === 0) timer = setTimeout(() => void letGo(), idleMs).unref()
      }
    },
    close: () => {
      clearTimeout(timer)
      return letGo()
    },
  }
}
