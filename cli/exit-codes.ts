import { errorRules, isPlatformError } from '@millwright/spec'

/** What the command line ends with. */
export const exitCodes = { answered: 0, other: 1, badInput: 2, askedBack: 3 } as const

const badInputStatuses = new Set([400, 404, 413, 415, 422, 502])

/** Bad input is what the caller can mend: a file, an address, a setting, an argument. */
export const exitCodeOf = (error: unknown): number => {
  if (!isPlatformError(error)) return exitCodes.other
  return badInputStatuses.has(errorRules[error.code].status) || error.code === 'CONFIG_INVALID'
    ? exitCodes.badInput
    : exitCodes.other
}
