import { createContext, useContext } from 'react'

/** Which run shows its steps, and where to open them. */
export interface StepsPane {
  readonly runId: string | undefined
  readonly focusStep: string | undefined
  readonly open: (runId: string, step?: string) => void
  readonly close: () => void
}

export const StepsPaneContext = createContext<StepsPane | undefined>(undefined)

export const useStepsPane = (): StepsPane => {
  const pane = useContext(StepsPaneContext)
  if (!pane) throw new Error('bug: no StepsPaneContext above')
  return pane
}
