import { UnstyledButton } from '@mantine/core'
import type { Run } from '@millwright/spec'
import { useMessages } from '../i18n/i18n.tsx'
import type { StepPanel } from '../runs/step-panel.ts'
import { shownState } from '../runs/steps-timeline.tsx'
import { useStepsPane } from './steps-pane-context.ts'
import './conversation.css'

/** The steps as one thin line above the answer: how far it is, what was edited, where it failed. */
export const RunSpine = ({ run, panels }: { readonly run: Run; readonly panels: readonly StepPanel[] }) => {
  const t = useMessages()
  const pane = useStepsPane()
  return (
    <ol className="mw-spine" aria-label={t.runs.steps}>
      {panels.map(panel => {
        const state = shownState(run, panel.name)
        return (
          <li key={panel.name}>
            <UnstyledButton
              className="mw-spine-step"
              data-state={state}
              data-on={(pane.runId === run.id && pane.focusStep === panel.name) || undefined}
              aria-label={`${panel.title}: ${t.runs.state[state]}`}
              onClick={() => pane.open(run.id, panel.name)}
            >
              <span className="mw-spine-bar" aria-hidden="true" />
              <span className="mw-spine-title">{panel.title}</span>
            </UnstyledButton>
          </li>
        )
      })}
    </ol>
  )
}
