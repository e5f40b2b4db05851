import type { SemanticModel } from '../../model/semantic-model.ts'

/** What every part of the model editor is given: the draft as it stands, and what takes its changed copy. */
export interface ModelEditorProps {
  readonly model: SemanticModel
  readonly onChange: (model: SemanticModel) => void
  readonly isReadOnly: boolean
}
