import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconDots,
  IconDownload,
  IconFileCertificate,
  IconGitFork,
  IconLink,
  IconListDetails,
  IconPlayerStop,
  IconRosetteDiscountCheck,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import {
  nothingSchema,
  useApi,
  useCan,
  useNotify,
  useRunActions,
  useShellMessages,
  useStepsPane,
} from '@millwright/web'
import type { Run } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { useVerified, verifiedQueryKey } from '../verified/verified-queries.ts'
import type { RunOutputs } from '../outputs.ts'
import { downloadUrl } from './download.ts'

/** What a person can do with an answer. */
export const AnswerActions = ({ run, outputs }: { readonly run: Run; readonly outputs: RunOutputs }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const can = useCan()
  const actions = useRunActions()
  const notify = useNotify()
  const pane = useStepsPane()
  const isOpen = pane.runId === run.id
  const failed = (error: unknown) => notify.failed(error)
  if (run.state === 'running')
    return (
      <div className="cb-actions">
        <StepsButton run={run} isOpen={isOpen} />
        <Button
          size="compact-md"
          variant="light"
          color="red"
          leftSection={<IconPlayerStop size={16} />}
          onClick={() => void actions.cancel(run.id).catch(failed)}
        >
          {t.actions.stop}
        </Button>
      </div>
    )
  const undo = () =>
    void actions
      .undo(run.id)
      .then(() => notify.done(shell.runs.undone))
      .catch(failed)
  return (
    <div className="cb-actions">
      <StepsButton run={run} isOpen={isOpen} />
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
      <span className="cb-actions-gap" />
      {run.state === 'done' && can('verified.write') && outputs.parse?.query && !outputs.parse.verifiedId && (
        <VerifyButton run={run} />
      )}
      <ShareButton run={run} />
      <MoreMenu run={run} />
    </div>
  )
}

const StepsButton = ({ run, isOpen }: { readonly run: Run; readonly isOpen: boolean }) => {
  const shell = useShellMessages()
  const pane = useStepsPane()
  return (
    <Button
      size="compact-md"
      variant={isOpen ? 'filled' : 'light'}
      leftSection={<IconListDetails size={16} />}
      aria-expanded={isOpen}
      onClick={() => (isOpen ? pane.close() : pane.open(run.id))}
    >
      {isOpen ? shell.runs.closeSteps : shell.runs.openSteps}
    </Button>
  )
}

const VerifyButton = ({ run }: { readonly run: Run }) => {
  const t = useTexts()
  const api = useApi()
  const notify = useNotify()
  const client = useQueryClient()
  const isVerified = useVerified().data?.some(item => item.runId === run.id) === true
  const label = isVerified ? t.actions.isVerified : t.actions.verify
  const verify = useMutation({
    mutationFn: () => api.send('POST', '/api/chatbi/verified', { runId: run.id }, nothingSchema),
    onSuccess: async () => {
      notify.done(t.actions.verified)
      await client.invalidateQueries({ queryKey: verifiedQueryKey })
    },
    onError: error => notify.failed(error),
  })
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        aria-pressed={isVerified}
        variant={isVerified ? 'light' : 'subtle'}
        color={isVerified ? 'petrol' : 'gray'}
        loading={verify.isPending}
        onClick={() => !isVerified && verify.mutate()}
      >
        <IconRosetteDiscountCheck size={19} />
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
            leftSection={<IconFileCertificate size={16} />}
            onClick={() => downloadUrl(`receipt-${run.id}.json`, `/api/runs/${run.id}/receipt`)}
          >
            {t.actions.receipt}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

const formats = ['csv', 'xlsx', 'png', 'svg'] as const

/** Files that the server makes from the run: rows and the chart. */
export const ExportMenu = ({ run }: { readonly run: Run }) => {
  const t = useTexts()
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconDownload size={15} />}>
          {t.actions.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(format => (
          <Menu.Item
            key={format}
            onClick={() =>
              downloadUrl(`${run.title}.${format}`, `/api/chatbi/runs/${run.id}/export?format=${format}`)
            }
          >
            {format.toUpperCase()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
