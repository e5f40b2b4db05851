import type { ErrorCode, ErrorData } from './error-data.ts'

/** How a code travels: its HTTP status, whether trying again can help, and what a person reads. */
export interface ErrorRule<C extends ErrorCode> {
  readonly status: number
  readonly retryable: boolean
  message(data: ErrorData[C]): string
  /** The code that is behind this one, where the data names it: it travels with that one's status. */
  cause?(data: ErrorData[C]): string
}

const list = (problems: readonly string[]): string => problems.join('; ')

/** One rule for every code; forgetting one does not compile. */
export const errorRules: { readonly [C in ErrorCode]: ErrorRule<C> } = {
  INTERNAL_ERROR: {
    status: 500,
    retryable: false,
    message: d =>
      `Something went wrong inside Millwright. The log has the details under request "${d.requestId}".`,
  },
  INPUT_INVALID: {
    status: 400,
    retryable: false,
    message: d => `The request is not valid: ${list(d.problems)}.`,
  },
  NOT_SIGNED_IN: { status: 401, retryable: false, message: d => `Sign in first: ${d.reason}.` },
  NOT_PERMITTED: {
    status: 403,
    retryable: false,
    message: d => `You need the permission "${d.permission}"; ask an administrator for a role that has it.`,
  },
  CSRF_REFUSED: {
    status: 403,
    retryable: false,
    message: d => `The request was refused: ${d.reason}. Reload the page and try again.`,
  },
  HOST_REFUSED: {
    status: 421,
    retryable: false,
    message: d =>
      `This server does not answer to the name "${d.host}". Open it as 127.0.0.1, or add the name to allowedHosts in the configuration.`,
  },
  LOGIN_FAILED: { status: 401, retryable: false, message: d => `Signing in failed: ${d.reason}.` },
  LOGIN_THROTTLED: {
    status: 429,
    retryable: true,
    message: d => `Too many failed attempts; try again in ${d.retryAfterS} s.`,
  },
  ROUTE_NOT_FOUND: { status: 404, retryable: false, message: d => `There is no ${d.method} ${d.path}.` },
  RESOURCE_NOT_FOUND: {
    status: 404,
    retryable: false,
    message: d => `The ${d.what} "${d.id}" does not exist.`,
  },
  RESOURCE_CONFLICT: {
    status: 409,
    retryable: false,
    message: d => `The ${d.what} cannot be saved: ${d.message}.`,
  },
  BODY_TOO_LARGE: {
    status: 413,
    retryable: false,
    message: d => `The request is larger than the limit of ${d.limitBytes} bytes.`,
  },
  TOO_BUSY: {
    status: 503,
    retryable: true,
    message: d => `Too many requests at once; try again in ${d.retryAfterS} s.`,
  },
  NOT_READY: { status: 503, retryable: true, message: d => `Not ready yet: ${d.reason}.` },
  CONFIG_INVALID: {
    status: 500,
    retryable: false,
    message: d => `The configuration has ${d.problems.length} problem(s): ${list(d.problems)}.`,
  },
  DATA_FOLDER_LOCKED: {
    status: 500,
    retryable: false,
    message: d =>
      `The data folder ${d.folder} is in use by process ${d.pid} on ${d.host} since ${d.since}. Stop that process, or set MILLWRIGHT_DATA to another folder.`,
  },
  DATA_FOLDER_UNUSABLE: {
    status: 500,
    retryable: false,
    message: d => `The data folder ${d.folder} cannot be used: ${d.reason}.`,
  },
  STORE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    message: d => `The database does not answer: ${d.reason}.`,
  },
  STORE_INCOMPATIBLE: {
    status: 500,
    retryable: false,
    message: d =>
      `The database does not fit this version of Millwright: ${d.reason}. Start the version that wrote it, or restore a backup made with this one.`,
  },
  PORT_IN_USE: {
    status: 500,
    retryable: false,
    message: d =>
      `Port ${d.port} on ${d.host} is in use. Stop what uses it, or set MILLWRIGHT_PORT to another port.`,
  },
  RUN_FAILED: { status: 422, retryable: false, message: d => d.message, cause: d => d.code },
  RUN_NOT_FOUND: { status: 404, retryable: false, message: d => `Run "${d.runId}" does not exist.` },
  SKILL_NOT_FOUND: { status: 404, retryable: false, message: d => `No app offers the skill "${d.skill}".` },
  STEP_NOT_FOUND: {
    status: 404,
    retryable: false,
    message: d => `Run "${d.runId}" has no step "${d.step}".`,
  },
  STEP_NOT_EDITABLE: {
    status: 409,
    retryable: false,
    message: d => `The step "${d.step}" cannot be edited: ${d.reason}.`,
  },
  STEP_EDIT_CONFLICT: {
    status: 409,
    retryable: false,
    message: d =>
      `The step "${d.step}" was changed by someone else (you saw version ${d.expectedVersion}, it is now ${d.actualVersion}). Compare both and save again.`,
  },
  STEP_EDIT_REFUSED: {
    status: 422,
    retryable: false,
    message: d => `The edit of "${d.step}" was refused: ${list(d.problems)}.`,
  },
  NOTHING_TO_UNDO: { status: 409, retryable: false, message: d => `Run "${d.runId}" has no edit to undo.` },
  RECEIPT_INVALID: {
    status: 400,
    retryable: false,
    message: d => `The file is not a receipt that can be replayed: ${list(d.problems)}.`,
  },
  JOB_NOT_FOUND: { status: 404, retryable: false, message: d => `Job "${d.jobId}" does not exist.` },
  SOURCE_NOT_FOUND: { status: 404, retryable: false, message: d => `Source "${d.sourceId}" does not exist.` },
  SOURCE_UNREACHABLE: {
    status: 502,
    retryable: true,
    message: d => `${d.location} cannot be reached: ${d.reason}.`,
  },
  SOURCE_NOT_SUPPORTED: {
    status: 415,
    retryable: false,
    message: d => `${d.location} cannot be a source: ${d.reason}.`,
  },
  FILE_UNREADABLE: { status: 422, retryable: false, message: d => `${d.file} cannot be read: ${d.reason}.` },
  FILE_TOO_LARGE: {
    status: 413,
    retryable: false,
    message: d => `${d.file} has ${d.sizeBytes} bytes; the limit is ${d.limitBytes}.`,
  },
  DOCUMENT_PASSWORD_NEEDED: {
    status: 422,
    retryable: false,
    message: d => `"${d.file}" is encrypted; give its password and read it again.`,
  },
  DOCUMENT_UNREADABLE: {
    status: 422,
    retryable: false,
    message: d =>
      `"${d.file}" cannot be read${d.page === undefined ? '' : ` at page ${d.page}`}: ${d.reason}.`,
  },
  DOCUMENT_TOO_LARGE: {
    status: 413,
    retryable: false,
    message: d => `"${d.file}" is too large: ${d.reason}.`,
  },
  DOCUMENT_EMPTY: { status: 422, retryable: false, message: d => `"${d.file}" holds nothing to read.` },
  DOCUMENT_FORMAT_UNKNOWN: {
    status: 415,
    retryable: false,
    message: d => `"${d.file}" is ${d.found}, which is not a document that can be read.`,
  },
  BLOCK_EDIT_CONFLICT: {
    status: 409,
    retryable: false,
    message: d =>
      `The block was changed by ${d.by ?? 'someone else'} (you saw version ${d.expectedVersion}, it is now ${d.actualVersion}). Compare both and save again.`,
  },
  QUERY_FAILED: {
    status: 422,
    retryable: false,
    message: d => `The database refused the query: ${d.reason}.`,
  },
  QUERY_TIMEOUT: {
    status: 504,
    retryable: true,
    message: d =>
      `The query took longer than ${d.timeoutMs} ms and was stopped. Narrow the time range or add a filter.`,
  },
  QUERY_CANCELLED: { status: 499, retryable: true, message: d => `The query was cancelled: ${d.reason}.` },
  SQL_REFUSED: { status: 422, retryable: false, message: d => `The SQL was refused: ${list(d.problems)}.` },
  MODEL_INVALID: {
    status: 422,
    retryable: false,
    message: d => `The semantic model has errors: ${list(d.problems)}.`,
  },
  MODEL_CONFLICT: {
    status: 409,
    retryable: false,
    message: d =>
      `The semantic model was changed by someone else (you saw version ${d.expectedVersion}, it is now ${d.actualVersion}). Compare both and save again.`,
  },
  ENCRYPTION_KEY_MISMATCH: {
    status: 500,
    retryable: false,
    message: d =>
      `The stored credentials were encrypted with another key than ${d.file} holds. Restore that file, or enter the credentials again.`,
  },
}

/** How an error travels: by the rule of its code, or of the code behind it. */
export const ruleFor = <C extends ErrorCode>(
  code: C,
  data: ErrorData[C],
): Pick<ErrorRule<C>, 'status' | 'retryable'> => {
  const cause = errorRules[code].cause?.(data)
  return cause !== undefined && isErrorCode(cause) ? errorRules[cause] : errorRules[code]
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorRules, code)
