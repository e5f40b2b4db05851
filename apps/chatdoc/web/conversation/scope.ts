/** What is asked: which collections (none: all) and as of which moment (absent: now). */
export interface Scope {
  readonly collectionIds: readonly string[]
  readonly asOf: string | undefined
}

/** The last moment of a day (`2026-03-01`) where the person is. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString()

/** The day of a moment where the person is. */
export const dayOf = (moment: string): string => {
  const at = new Date(moment)
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
}
