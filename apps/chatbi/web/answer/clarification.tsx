import { Text, UnstyledButton } from '@mantine/core'
import { useLocalize } from '@millwright/web'
import type { ChoiceQuestion, Run, Step } from '@millwright/spec'
import { useChoice } from '../choice/use-choice.ts'

/** A choice that a step waits for, answered with one click. */
export const Clarification = (props: {
  readonly run: Run
  readonly step: Step
  readonly question: ChoiceQuestion
}) => {
  const { run, step, question } = props
  const localize = useLocalize()
  const { chosen, choose } = useChoice(run, step)
  return (
    <fieldset className="cb-ask-back" disabled={chosen !== undefined}>
      <legend>{localize(question.question)}</legend>
      {question.options.map(option => (
        <UnstyledButton
          key={option.value}
          className="cb-plain-option"
          data-chosen={chosen === option.value || undefined}
          disabled={chosen !== undefined}
          onClick={() => choose(option.value)}
        >
          <span>{localize(option.label)}</span>
          {option.detail && (
            <Text span size="sm" c="dimmed">
              {localize(option.detail)}
            </Text>
          )}
        </UnstyledButton>
      ))}
    </fieldset>
  )
}
