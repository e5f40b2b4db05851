import type { PGlite } from '@electric-sql/pglite'
import { PlatformError } from '@millwright/spec'

/** How the library's PostgreSQL leaves a statement that failed in the ordinary way (pglite.ts, POSTGRES_MAIN_LONGJMP). */
const statementFailed = 100

const statusOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined

/**
 * Makes the death of the database inside (a panic, such as on a full disk) an error of the call that met it. The
 * library takes every exception for a failed statement and would call the dead program for ever.
 */
export const guardAgainstFatalErrors = (database: PGlite): void => {
  const program = database.Module
  const runOnce = program._PostgresMainLoopOnce.bind(program)
  const restoreStack = program.stackRestore.bind(program)
  let fatal: { readonly error: unknown } | undefined
  program._PostgresMainLoopOnce = () => {
    try {
      runOnce()
    } catch (error) {
      if (statusOf(error) !== statementFailed) fatal = { error }
      throw error
    }
  }
  program.stackRestore = pointer => {
    if (fatal !== undefined)
      throw new PlatformError(
        'STORE_UNAVAILABLE',
        { reason: 'the embedded database stopped' },
        { cause: fatal.error },
      )
    return restoreStack(pointer)
  }
}
