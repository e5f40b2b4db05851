import { useState } from 'react'
import { Button, Group, Modal, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import type { Run, Step } from '@millwright/spec'
import { useMessages } from '../i18n/i18n.tsx'
import { useNotify } from '../ui/notify.tsx'
import { useFormat } from '../ui/format.ts'
import { DiffView } from './diff-view.tsx'
import { ProposerLabel } from './proposer-label.tsx'
import { useRunEditing } from './run-editing.tsx'
import type { StepPanel } from './step-panel.ts'

/** Every version of a step, newest first; any two can be compared, and an older one used again. */
export const StepVersions = (props: {
  readonly run: Run
  readonly step: Step
  readonly panel: StepPanel
}) => {
  const { run, step, panel } = props
  const t = useMessages()
  const [isOpen, setOpen] = useState(false)
  const older = run.history.filter(item => item.step === step.step && item.version !== step.version)
  if (older.length === 0) return null
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconHistory size={15} />}
        onClick={() => setOpen(true)}
      >
        {t.runs.versions(older.length + 1)}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.runs.versionsTitle(panel.title)}
        size="xl"
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <VersionBrowser {...props} older={older.toReversed()} onUsed={() => setOpen(false)} />
      </Modal>
    </>
  )
}

const VersionBrowser = (props: {
  readonly step: Step
  readonly panel: StepPanel
  readonly older: readonly Step[]
  readonly onUsed: () => void
}) => {
  const { step, panel, older } = props
  const t = useMessages()
  const format = useFormat()
  const notify = useNotify()
  const { save, savingStep } = useRunEditing()
  const [chosen, setChosen] = useState<Step | undefined>(older[0])
  const restore = async () => {
    if (!chosen || !(await save(step.step, chosen.output))) return
    notify.done(t.runs.restored)
    props.onUsed()
  }
  return (
    <div className="mw-versions">
      <ul className="mw-version-list">
        {[step, ...older].map(item => (
          <li key={item.version}>
            <UnstyledButton
              className="mw-version"
              data-active={chosen?.version === item.version || undefined}
              disabled={item.version === step.version}
              onClick={() => setChosen(item)}
            >
              <strong>
                {t.runs.version(item.version)}
                {item.version === step.version && ` · ${t.runs.current}`}
              </strong>
              <ProposerLabel proposer={item.proposer} />
              <Text size="xs" c="dimmed">
                {format.ago(item.finishedAt ?? item.startedAt)}
              </Text>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {chosen && (
        <Stack gap="sm" className="mw-version-detail">
          <Text size="sm" fw={600}>
            {t.runs.compare}
          </Text>
          <DiffView before={panel.toText(chosen.output)} after={panel.toText(step.output)} />
          {panel.isEditable && chosen.output !== undefined && chosen.output !== null && (
            <Group justify="flex-end">
              <Button loading={savingStep === step.step} onClick={() => void restore()}>
                {t.runs.restore}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </div>
  )
}
