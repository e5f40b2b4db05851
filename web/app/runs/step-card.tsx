import { Alert, Collapse, Loader, UnstyledButton } from '@mantine/core'
import {
  IconAlertCircle,
  IconCheck,
  IconChevronDown,
  IconCircleDashed,
  IconHourglass,
  IconMinus,
  IconPencil,
} from '@tabler/icons-react'
import type { Run, Step, StepState } from '@millwright/spec'
import { useMessages } from '../i18n/i18n.tsx'
import { useFormat } from '../ui/format.ts'
import { useFailureText } from '../ui/states.tsx'
import { ProposerLabel } from './proposer-label.tsx'
import { EvidenceList } from './step-details.tsx'
import type { StepPanel } from './step-panel.ts'
import { StepVersions } from './step-versions.tsx'

export type ShownState = StepState | 'pending' | 'skipped'

/** A small sign of a step's state. */
export const StateMark = ({ state }: { readonly state: ShownState }) => {
  const t = useMessages()
  const icon = {
    proposed: <Loader size={14} />,
    waiting: <IconHourglass size={15} />,
    done: <IconCheck size={15} />,
    edited: <IconPencil size={14} />,
    failed: <IconAlertCircle size={16} />,
    superseded: <IconCircleDashed size={15} />,
    pending: <IconCircleDashed size={15} />,
    skipped: <IconMinus size={14} />,
  }[state]
  return (
    <span
      className={`mw-state mw-state-${state}`}
      role="img"
      aria-label={t.runs.state[state]}
      title={t.runs.state[state]}
    >
      {icon}
    </span>
  )
}

/** One step of a run: its state, what it made, who made it, why, and its versions. */
export const StepCard = (props: {
  readonly run: Run
  readonly panel: StepPanel
  readonly step: Step | undefined
  readonly state: ShownState
  readonly isOpen: boolean
  readonly onToggle: () => void
}) => {
  const { panel, step, state, isOpen } = props
  const format = useFormat()
  const bodyId = `step-${props.run.id}-${panel.name}`
  const summary = step ? panel.summarise(step) : undefined
  const hasBody = step !== undefined
  return (
    <li
      className="mw-step"
      data-state={state}
      data-step={panel.name}
      data-editable={panel.isEditable || undefined}
    >
      <StateMark state={state} />
      <div className="mw-step-card">
        <UnstyledButton
          className="mw-step-head"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          disabled={!hasBody}
          onClick={props.onToggle}
          data-step-head
        >
          <span className="mw-step-title">{panel.title}</span>
          {!isOpen && summary && <span className="mw-step-summary">{summary}</span>}
          <span className="mw-step-meta mw-num">
            {step?.durationMs !== undefined && format.duration(step.durationMs)}
          </span>
          {hasBody && <IconChevronDown className="mw-chevron" size={17} aria-hidden="true" />}
        </UnstyledButton>
        <Collapse expanded={isOpen && hasBody} id={bodyId} transitionDuration={140}>
          {step && isOpen && <StepContent {...props} step={step} />}
        </Collapse>
      </div>
    </li>
  )
}

const StepContent = ({
  run,
  panel,
  step,
}: {
  readonly run: Run
  readonly panel: StepPanel
  readonly step: Step
}) => {
  const t = useMessages()
  const failureText = useFailureText()
  return (
    <div className="mw-step-body">
      {step.error && (
        <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} title={t.runs.state.failed}>
          {failureText(step.error, step.error.message)}
        </Alert>
      )}
      <panel.Body run={run} step={step} />
      <EvidenceList evidence={step.evidence} />
      <footer className="mw-step-foot">
        <ProposerLabel proposer={step.proposer} />
        <StepVersions run={run} step={step} panel={panel} />
      </footer>
    </div>
  )
}
