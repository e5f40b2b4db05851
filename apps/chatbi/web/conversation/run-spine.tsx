import { UnstyledButton } from '@mantine/core'
import { shownState, useShellMessages } from '@millwright/web'
import type { StepPanel } from '@millwright/web'
import type { Run } from '@millwright/spec'
import { useStepsPane } from './steps-pane-context.ts'

/** The steps as one thin line above the answer: how far it is, what was edited, where it failed. */
export const RunSpine = ({ run, panels }: { readonly run: Run; readonly panels: readonly StepPanel[] }) => {
  const shell = useShellMessages()
  const pane = useStepsPane()
  return (
    <ol className="cb-spine" aria-label={shell.runs.steps}>
      {panels.map(panel => {
        const state = shownState(run, panel.name)
        return (
          <li key={panel.name}>
            <UnstyledButton
              className="cb-spine-step"
              data-state={state}
              data-on={(pane.runId === run.id && pane.focusStep === panel.name) || undefined}
              aria-label={`${panel.title}: ${shell.runs.state[state]}`}
              onClick={() => pane.open(run.id, panel.name)}
            >
              <span className="cb-spine-bar" aria-hidden="true" />
              <span className="cb-spine-title">{panel.title}</span>
            </UnstyledButton>
          </li>
        )
      })}
    </ol>
  )
}
