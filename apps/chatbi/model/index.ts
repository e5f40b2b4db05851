/** The semantic model: what a source's tables mean to people. Drafted, edited, saved, checked. */
export { draftModel } from './draft/draft-model.ts'
export type { DraftOptions } from './draft/draft-model.ts'
export { quoteIdentifier, tableSql } from './draft/sql-text.ts'
export { readName } from './names/label.ts'
export type { ReadName } from './names/label.ts'
export * from './semantic-model.ts'
export { suggestQuestions } from './suggest-questions.ts'
