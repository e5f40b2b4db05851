import type { Actor, DataConnection } from '@millwright/spec'
import type { SavedModel, SemanticModel } from '../model/index.ts'
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
  /** Sources that are ready, or those of `sourceIds`. Throws SOURCE_NOT_FOUND and NOT_READY. */
  knowledge(actor: Actor, sourceIds?: readonly string[]): Promise<readonly SourceKnowledge[]>
  connection(sourceId: string): Promise<DataConnection>
  /** The saved model; drafted, with its values read, where there was none. */
  ensureModel(sourceId: string): Promise<SavedModel>
  /** Brings a saved model up to its source. */
  reconcile(sourceId: string): Promise<void>
  /** Removes model and values: the source is gone. */
  forget(sourceId: string): Promise<void>
}
