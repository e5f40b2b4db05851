import type { Check } from '../runs/step.ts'
import type { Diagnostic } from './diagnostic.ts'

/** Every error code with the facts it carries. Adding a code is adding public API. */
export interface ErrorData {
  INTERNAL_ERROR: { requestId: string }
  INPUT_INVALID: { problems: readonly string[] }
  NOT_SIGNED_IN: { reason: string }
  NOT_PERMITTED: { permission: string }
  CSRF_REFUSED: { reason: string }
  HOST_REFUSED: { host: string }
  LOGIN_FAILED: { reason: string }
  LOGIN_THROTTLED: { retryAfterS: number }
  ROUTE_NOT_FOUND: { method: string; path: string }
  RESOURCE_NOT_FOUND: { what: string; id: string }
  RESOURCE_CONFLICT: { what: string; message: string }
  BODY_TOO_LARGE: { limitBytes: number }
  TOO_BUSY: { retryAfterS: number }
  NOT_READY: { reason: string }
  CONFIG_INVALID: { problems: readonly string[] }
  DATA_FOLDER_LOCKED: { folder: string; pid: number; host: string; since: string }
  DATA_FOLDER_UNUSABLE: { folder: string; reason: string }
  STORE_UNAVAILABLE: { reason: string }
  STORE_INCOMPATIBLE: { reason: string }
  PORT_IN_USE: { port: number; host: string }
  /** A step of a run failed, as `code`, `data` and `message` of the catalogue say; its status is that code's. */
  RUN_FAILED: { runId: string; step: string; code: string; message: string; data?: unknown }
  RUN_NOT_FOUND: { runId: string }
  SKILL_NOT_FOUND: { skill: string }
  STEP_NOT_FOUND: { runId: string; step: string }
  STEP_NOT_EDITABLE: { step: string; reason: string }
  STEP_EDIT_CONFLICT: {
    runId: string
    step: string
    expectedVersion: number
    actualVersion: number
    yours: unknown
    theirs: unknown
  }
  /** `checks`: those that failed, where checks refused it. */
  STEP_EDIT_REFUSED: { step: string; problems: readonly string[]; checks?: readonly Check[] }
  NOTHING_TO_UNDO: { runId: string }
  RECEIPT_INVALID: { problems: readonly string[] }
  JOB_NOT_FOUND: { jobId: string }
  SOURCE_NOT_FOUND: { sourceId: string }
  SOURCE_UNREACHABLE: { location: string; reason: string }
  SOURCE_NOT_SUPPORTED: { location: string; reason: string }
  FILE_UNREADABLE: { file: string; reason: string }
  FILE_TOO_LARGE: { file: string; sizeBytes: number; limitBytes: number }
  /** Documents: `file` is the name that the person knows, `page` counts from 1 where the trouble has a page. */
  DOCUMENT_PASSWORD_NEEDED: { file: string }
  DOCUMENT_UNREADABLE: { file: string; reason: string; page?: number }
  DOCUMENT_TOO_LARGE: { file: string; reason: string }
  DOCUMENT_EMPTY: { file: string }
  DOCUMENT_FORMAT_UNKNOWN: { file: string; found: string }
  /** `yours` and `theirs`: the block as it was to be saved, and as it stands now. */
  BLOCK_EDIT_CONFLICT: {
    blockId: string
    expectedVersion: number
    actualVersion: number
    yours: unknown
    theirs: unknown
    by?: string
  }
  QUERY_FAILED: { reason: string }
  QUERY_TIMEOUT: { timeoutMs: number }
  QUERY_CANCELLED: { reason: string }
  SQL_REFUSED: { problems: readonly string[]; diagnostics?: readonly Diagnostic[] }
  MODEL_INVALID: { problems: readonly string[] }
  /** `yours` and `theirs`: both documents as YAML, where the conflict arose over the API. */
  MODEL_CONFLICT: {
    sourceId: string
    expectedVersion: number
    actualVersion: number
    yours?: string
    theirs?: string
    savedBy?: string
    savedAt?: string
  }
  ENCRYPTION_KEY_MISMATCH: { file: string }
}

export type ErrorCode = keyof ErrorData
