import { useState } from 'react'
import { Text, UnstyledButton } from '@mantine/core'
import { useLocalize, useNotify, useRunActions } from '@millwright/web'
import type { ChoiceQuestion, Run, Step } from '@millwright/spec'

/** A choice that a step waits for, answered with one click. */
export const Clarification = (props: {
  readonly run: Run
  readonly step: Step
  readonly question: ChoiceQuestion
}) => {
  const { run, step, question } = props
  const localize = useLocalize()
  const actions = useRunActions()
  const notify = useNotify()
  const [chosen, setChosen] = useState<string>()
  const answer = async (value: string) => {
    setChosen(value)
    await actions
      .answer(run.id, { step: step.step, expectedVersion: step.version, value })
      .catch((error: unknown) => notify.failed(error))
    setChosen(undefined)
  }
  return (
    <fieldset className="cb-ask-back" disabled={chosen !== undefined}>
      <legend>{localize(question.question)}</legend>
      {question.options.map(option => (
        <UnstyledButton
          key={option.value}
          className="cb-plain-option"
          data-chosen={chosen === option.value || undefined}
          disabled={chosen !== undefined}
          onClick={() => void answer(option.value)}
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
