import type { ErrorCode, ErrorData } from './error-data.ts'
import { errorRules, ruleFor } from './rules.ts'

/** What a boundary throws: a code of the catalogue with its facts. `message` is fit for a person. */
export class PlatformError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly data: ErrorData[C]
  constructor(code: C, data: ErrorData[C], options?: { cause?: unknown }) {
    super(errorRules[code].message(data), options)
    this.name = 'PlatformError'
    this.code = code
    this.data = data
  }
  get status(): number {
    return ruleFor(this.code, this.data).status
  }
  get retryable(): boolean {
    return ruleFor(this.code, this.data).retryable
  }
}

/** Narrowing check; with `code`, also that it is that one. */
export const isPlatformError = <C extends ErrorCode = ErrorCode>(
  error: unknown,
  code?: C,
): error is PlatformError<C> => error instanceof PlatformError && (code === undefined || error.code === code)
