/** The readings that go on in this process, so that each can be stopped by itself while its job goes on. */
export interface RunningReadings {
  begin(revisionId: string): RunningReading
  /** Nothing where it is not being read here. */
  stop(revisionId: string): void
}

export interface RunningReading {
  readonly signal: AbortSignal
  stop(reason: unknown): void
  end(): void
}

/** Who stopped the reading has seen to the revision. */
export class Stopped extends Error {}

export const isStopped = (signal: AbortSignal): boolean => signal.reason instanceof Stopped

export const createRunningReadings = (): RunningReadings => {
  const running = new Map<string, Set<AbortController>>()
  return {
    begin: revisionId => {
      const controller = new AbortController()
      const same = running.get(revisionId) ?? new Set()
      running.set(revisionId, same.add(controller))
      return {
        signal: controller.signal,
        stop: reason => controller.abort(reason),
        end: () => {
          same.delete(controller)
          if (same.size === 0) running.delete(revisionId)
        },
      }
    },
    stop: revisionId => {
      for (const controller of running.get(revisionId) ?? []) controller.abort(new Stopped())
    },
  }
}
