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

/** A source that could not be asked, and why, as a person reads it. */
export interface LeftOutSource {
  readonly sourceName: string
  readonly reason: string
}

/** Models and value indexes of the sources, made when first needed and kept while they hold. */
export interface Workspace {
  /** What is known of these sources. Throws SOURCE_NOT_FOUND, NOT_READY, and whatever keeps one from being read. */
  knowledge(actor: Actor, sourceIds: readonly string[]): Promise<readonly SourceKnowledge[]>
  /** What is known of every source that is ready; one that cannot be read does not keep the others from answering. */
  survey(
    actor: Actor,
  ): Promise<{ readonly sources: readonly SourceKnowledge[]; readonly leftOut: readonly LeftOutSource[] }>
  connection(sourceId: string): Promise<DataConnection>
  /** The saved model; drafted where there was none. */
  ensureModel(sourceId: string): Promise<SavedModel>
  /** Makes the model where there is none, and has the values read in the background where none were. */
  prepare(sourceId: string): Promise<void>
  /** Whether a first question would have to wait. */
  isPrepared(sourceId: string): Promise<boolean>
  /** Brings a saved model up to its source; what people save meanwhile stays. */
  reconcile(sourceId: string): Promise<void>
  /** Removes model and values: the source is gone. */
  forget(sourceId: string): Promise<void>
}
