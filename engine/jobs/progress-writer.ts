/** Saves the latest progress of one job, at most every `intervalMs`; `flush` saves what is still unsaved. */
export interface ProgressWriter {
  report(fraction: number | undefined, message: string): void
  flush(): Promise<void>
}

type Save = (fraction: number | undefined, message: string) => Promise<void>

const clamp = (fraction: number): number => Math.min(1, Math.max(0, fraction))

/** A job may report thousands of times a second; the store and the reader need a few. */
export const createProgressWriter = (save: Save, intervalMs = 250): ProgressWriter => {
  let unsaved: { readonly fraction: number | undefined; readonly message: string } | undefined
  let saving: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const saveNow = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const latest = unsaved
    unsaved = undefined
    if (latest === undefined) return saving
    saving = saving.then(() => save(latest.fraction, latest.message)).catch(() => undefined) // progress must never fail its job
    return saving
  }
  return {
    report: (fraction, message) => {
      unsaved = {
        fraction: fraction === undefined || Number.isNaN(fraction) ? undefined : clamp(fraction),
        message,
      }
      timer ??= setTimeout(() => void saveNow(), intervalMs)
    },
    flush: saveNow,
  }
}
