import type { ReactNode } from 'react'
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconDots,
  IconFileCertificate,
  IconGitFork,
  IconLink,
  IconListDetails,
} from '@tabler/icons-react'
import { useNavigate } from 'react-router'
import type { Run } from '@millwright/spec'
import { useMessages } from '../i18n/i18n.tsx'
import { useRunActions } from '../runs/run-actions.ts'
import { useCan } from '../session/session.ts'
import { useNotify } from '../ui/notify.tsx'
import { useStepsPane } from './steps-pane-context.ts'

/** Opens the steps of a run beside its answer, and closes them. */
export const StepsButton = ({ run }: { readonly run: Run }) => {
  const t = useMessages().runs
  const pane = useStepsPane()
  const isOpen = pane.runId === run.id
  return (
    <Button
      size="compact-md"
      variant={isOpen ? 'filled' : 'light'}
      leftSection={<IconListDetails size={16} />}
      aria-expanded={isOpen}
      onClick={() => (isOpen ? pane.close() : pane.open(run.id))}
    >
      {isOpen ? t.closeSteps : t.openSteps}
    </Button>
  )
}

/** Takes the last edit of a run back; nothing where there is none to take back. */
export const UndoButton = ({ run }: { readonly run: Run }) => {
  const t = useMessages().runs
  const can = useCan()
  const actions = useRunActions()
  const notify = useNotify()
  if (!run.canUndo || !can('runs.write')) return null
  const undo = () =>
    void actions
      .undo(run.id)
      .then(() => notify.done(t.undone))
      .catch((error: unknown) => notify.failed(error))
  return (
    <Button
      size="compact-md"
      variant="subtle"
      color="gray"
      leftSection={<IconArrowBackUp size={16} />}
      onClick={undo}
    >
      {t.undo}
    </Button>
  )
}

/** Copies the link of a run, which it shares with those who may open it. */
export const ShareButton = ({ run }: { readonly run: Run }) => {
  const t = useMessages().runs
  const actions = useRunActions()
  const notify = useNotify()
  const share = async () => {
    try {
      if (!run.shared) await actions.share(run.id)
      await navigator.clipboard.writeText(`${location.origin}/runs/${run.id}`)
      notify.done(t.linkCopied)
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <Tooltip label={t.share}>
      <ActionIcon aria-label={t.share} onClick={() => void share()}>
        <IconLink size={19} />
      </ActionIcon>
    </Tooltip>
  )
}

/** What is seldom done with a run: a variant, its receipt. */
export const RunMenu = ({ run }: { readonly run: Run }) => {
  const t = useMessages()
  const can = useCan()
  const fork = useFork(run)
  if (!can('runs.write') && !can('data.export')) return null
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon aria-label={t.common.more}>
          <IconDots size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {can('runs.write') && (
          <Menu.Item leftSection={<IconGitFork size={16} />} onClick={() => void fork()}>
            {t.runs.fork}
          </Menu.Item>
        )}
        {can('data.export') && (
          <Menu.Item
            component="a"
            href={`/api/runs/${run.id}/receipt`}
            download={`receipt-${run.id}.json`}
            leftSection={<IconFileCertificate size={16} />}
          >
            {t.runs.receipt}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

const useFork = (run: Run): (() => Promise<void>) => {
  const t = useMessages().runs
  const actions = useRunActions()
  const notify = useNotify()
  const navigate = useNavigate()
  return async () => {
    try {
      const copy = await actions.fork(run.id)
      notify.done(t.forked)
      if (!copy.conversationId) await navigate(`/runs/${copy.id}`)
    } catch (error) {
      notify.failed(error)
    }
  }
}

/** Says that a run is a copy, so that two runs of one question are told apart. */
export const ForkMark = (): ReactNode => (
  <span className="mw-fork">
    <IconGitFork size={14} aria-hidden="true" /> {useMessages().runs.isFork}
  </span>
)
