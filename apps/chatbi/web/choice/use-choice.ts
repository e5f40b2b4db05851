import { useState } from 'react'
import { useNotify, useRunActions } from '@millwright/web'
import type { Run, Step } from '@millwright/spec'

/** Answers the question that a step waits with; `chosen` is set while the answer is on its way. */
export const useChoice = (
  run: Run,
  step: Step,
): { readonly chosen: string | undefined; readonly choose: (value: string) => void } => {
  const actions = useRunActions()
  const notify = useNotify()
  const [chosen, setChosen] = useState<string>()
  const choose = (value: string): void => {
    setChosen(value)
    actions
      .answer(run.id, { step: step.step, expectedVersion: step.version, value })
      .catch((error: unknown) => notify.failed(error))
      .finally(() => setChosen(undefined))
  }
  return { chosen, choose }
}
