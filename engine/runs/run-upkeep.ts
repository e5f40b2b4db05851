import type { Journal } from './journal.ts'
import type { RunExecutor } from './run-executor.ts'
import type { RunLedger } from './run-ledger.ts'

/** A third of a lease, so that one missed turn loses nothing. */
const keepAliveMs = 10_000

export interface UpkeepOptions {
  readonly journal: Journal
  readonly ledger: RunLedger
  readonly executor: RunExecutor
  readonly pollMs: number
  readonly resumeAbandoned: () => Promise<number>
  readonly log: (fact: string, detail: Readonly<Record<string, unknown>>) => void
}

/**
 * What a process owes the others that share its database: it stops work that they cancelled or overtook, says
 * that it is alive, and takes over runs whose process is gone. Returns the way to stop.
 */
export const startUpkeep = (options: UpkeepOptions): (() => void) => {
  const { journal, ledger, executor, log } = options
  const follow = async (): Promise<void> => {
    for (const runId of executor.activeRuns()) executor.abortOutdated(await ledger.get(runId))
  }
  const stayAlive = async (): Promise<void> => {
    await journal.keepAlive(executor.activeRuns())
    await options.resumeAbandoned()
  }
  const timers = [every(options.pollMs, follow, log), every(keepAliveMs, stayAlive, log)]
  return () => timers.forEach(timer => clearInterval(timer))
}

/** A turn is left out while the one before still goes on. */
const every = (intervalMs: number, task: () => Promise<void>, log: UpkeepOptions['log']): NodeJS.Timeout => {
  let isBusy = false
  const turn = async (): Promise<void> => {
    if (isBusy) return
    isBusy = true
    try {
      await task()
    } catch (error) {
      log('run-upkeep-failed', { error })
    } finally {
      isBusy = false
    }
  }
  return setInterval(() => void turn(), intervalMs).unref()
}
