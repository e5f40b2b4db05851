import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCopy,
  IconDots,
  IconFileCertificate,
  IconGitFork,
  IconLink,
  IconListDetails,
} from '@tabler/icons-react'
import { useNavigate } from 'react-router'
import {
  useCan,
  useLocalize,
  useNotify,
  useRunActions,
  useShellMessages,
  useStepsPane,
} from '@millwright/web'
import type { Run } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { citedParts } from '../outputs.ts'
import type { RunOutputs } from '../outputs.ts'
import { usePlaceText } from '../use-place-text.ts'
import { toCopyText } from './copy-text.ts'
import { Judge } from './judge.tsx'

/** What a person can do with an answer. */
export const AnswerActions = ({ run, outputs }: { readonly run: Run; readonly outputs: RunOutputs }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const can = useCan()
  const actions = useRunActions()
  const notify = useNotify()
  const pane = useStepsPane()
  const isOpen = pane.runId === run.id
  const undo = () =>
    void actions
      .undo(run.id)
      .then(() => notify.done(shell.runs.undone))
      .catch((error: unknown) => notify.failed(error))
  return (
    <div className="cd-actions">
      <Button
        size="compact-md"
        variant={isOpen ? 'filled' : 'light'}
        leftSection={<IconListDetails size={16} />}
        aria-expanded={isOpen}
        onClick={() => (isOpen ? pane.close() : pane.open(run.id))}
      >
        {isOpen ? shell.runs.closeSteps : shell.runs.openSteps}
      </Button>
      {run.canUndo && can('runs.write') && (
        <Button
          size="compact-md"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowBackUp size={16} />}
          onClick={undo}
        >
          {t.actions.undo}
        </Button>
      )}
      <span className="cd-gap" />
      <Judge run={run} outputs={outputs} />
      <CopyButton outputs={outputs} />
      <ShareButton run={run} />
      <MoreMenu run={run} />
    </div>
  )
}

const CopyButton = ({ outputs }: { readonly outputs: RunOutputs }) => {
  const t = useTexts()
  const localize = useLocalize()
  const notify = useNotify()
  const placeText = usePlaceText()
  const { answer, citations } = outputs
  if (!answer || !citations || answer.form === 'abstention') return null
  const copy = () =>
    void navigator.clipboard
      .writeText(toCopyText(localize(answer.lead), citedParts(outputs), citations, placeText))
      .then(() => notify.done(t.actions.copied))
      .catch((error: unknown) => notify.failed(error))
  return (
    <Tooltip label={t.actions.copy}>
      <ActionIcon aria-label={t.actions.copy} onClick={copy}>
        <IconCopy size={19} />
      </ActionIcon>
    </Tooltip>
  )
}

const ShareButton = ({ run }: { readonly run: Run }) => {
  const t = useTexts()
  const actions = useRunActions()
  const notify = useNotify()
  const share = async () => {
    try {
      if (!run.shared) await actions.share(run.id)
      await navigator.clipboard.writeText(`${location.origin}/runs/${run.id}`)
      notify.done(t.actions.linkCopied)
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <Tooltip label={t.actions.share}>
      <ActionIcon aria-label={t.actions.share} onClick={() => void share()}>
        <IconLink size={19} />
      </ActionIcon>
    </Tooltip>
  )
}

const MoreMenu = ({ run }: { readonly run: Run }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const can = useCan()
  const actions = useRunActions()
  const notify = useNotify()
  const navigate = useNavigate()
  const fork = async () => {
    try {
      const copy = await actions.fork(run.id)
      notify.done(t.actions.forked)
      if (!copy.conversationId) await navigate(`/runs/${copy.id}`)
    } catch (error) {
      notify.failed(error)
    }
  }
  if (!can('runs.write') && !can('data.export')) return null
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon aria-label={shell.common.more}>
          <IconDots size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {can('runs.write') && (
          <Menu.Item leftSection={<IconGitFork size={16} />} onClick={() => void fork()}>
            {t.actions.fork}
          </Menu.Item>
        )}
        {can('data.export') && (
          <Menu.Item
            component="a"
            href={`/api/runs/${run.id}/receipt`}
            download={`receipt-${run.id}.json`}
            leftSection={<IconFileCertificate size={16} />}
          >
            {t.actions.receipt}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
