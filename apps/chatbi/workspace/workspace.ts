import type { Actor, DataConnection, Role } from '@millwright/spec'
import type { SemanticModel } from '../model/semantic-model.ts'
import type { ValueIndex } from '../link/value-index.ts'

/** What is known of one source, as a person may know it. */
export interface SourceKnowledge {
  readonly sourceId: string
  readonly sourceName: string
  /** Hidden and graded parts are absent: what questions are read and compiled over. */
  readonly model: SemanticModel
  /** The whole model: what the guard judges by. */
  readonly whole: SemanticModel
  readonly index: ValueIndex
}

/** Models and value indexes of the sources, made when first needed and kept while they hold. */
export interface Workspace {
  /** Sources that are ready, or those of `sourceIds`. Throws SOURCE_NOT_FOUND. */
  knowledge(actor: Actor, sourceIds?: readonly string[]): Promise<readonly SourceKnowledge[]>
  connection(sourceId: string): Promise<DataConnection>
  /** Forgets what was kept of a source: its model or data changed. */
  forget(sourceId: string): void
  roleOf(actor: Actor): Role
}
