/** Durable, editable runs: an append-only journal, a pure fold of it, and the work that follows from it. */
export { createConversationService } from './conversations.ts'
export { canonicalJson, hashJson } from './canonical-json.ts'
export { foldRun } from './fold-run.ts'
export { createRunService } from './run-service.ts'
export type { RunServiceOptions } from './run-parts.ts'
export { runMigrations } from './tables.ts'
export type { RunTables } from './tables.ts'
