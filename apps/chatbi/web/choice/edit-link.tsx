import { UnstyledButton } from '@mantine/core'
import { useCan, useRunEditing } from '@millwright/web'
import type { ParseOutput } from '../../ask/step-outputs.ts'

/** Another reading of the question, one click away; `output` is what the step `parse` then puts out. */
export const EditLink = (props: { readonly output: ParseOutput; readonly label: string }) => {
  const can = useCan()
  const { save, savingStep } = useRunEditing()
  return (
    <UnstyledButton
      className="cb-or-else-reading"
      disabled={savingStep === 'parse' || !can('runs.write')}
      onClick={() => void save('parse', props.output)}
    >
      {props.label}
    </UnstyledButton>
  )
}
