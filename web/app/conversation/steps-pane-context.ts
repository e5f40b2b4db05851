import { createContext, useContext, useMemo } from 'react'
import { useSearchParams } from 'react-router'

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

/** The pane of a conversation. It stands in the address, so that a reload or a link opens the same steps. */
export const useStepsPaneOfAddress = (): StepsPane => {
  const [search, setSearch] = useSearchParams()
  const runId = search.get('run') ?? undefined
  const focusStep = search.get('step') ?? undefined
  return useMemo(
    () => ({
      runId,
      focusStep,
      open: (id, step) =>
        setSearch({ run: id, ...(step ? { step } : {}) }, { replace: true, preventScrollReset: true }),
      close: () => setSearch({}, { replace: true, preventScrollReset: true }),
    }),
    [runId, focusStep, setSearch],
  )
}
