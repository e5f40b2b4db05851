import { useCan, useRunEditing } from '@millwright/web'
import type { Run } from '@millwright/spec'
import type { ParseOutput } from '../../ask/step-outputs.ts'
import type { SemanticModel } from '../../model/semantic-model.ts'
import type { Query } from '../../query/query.ts'
import { QueryChips } from './query-chips.tsx'

/** The chips of a run's query; a change becomes a new version of the parse step. */
export const EditableQuery = (props: {
  readonly run: Run
  readonly parse: ParseOutput
  readonly query: Query
  readonly model: SemanticModel | undefined
}) => {
  const { parse, model } = props
  const { save, savingStep } = useRunEditing()
  const can = useCan()
  return (
    <QueryChips
      query={props.query}
      model={model}
      isReadOnly={!can('runs.write') || model === undefined}
      isSaving={savingStep === 'parse'}
      onChange={query => void save('parse', withQuery(parse, query))}
    />
  )
}

/** The parse output with another query. It is a person's now, and no longer the verified one. */
export const withQuery = (parse: ParseOutput, query: Query): ParseOutput => {
  const { verifiedId: _, clarification: _clarification, runnerUp: _runnerUp, ...rest } = parse
  return { ...rest, query, decision: 'answer' }
}
