import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconDownload, IconPlayerStop, IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  nothingSchema,
  RunMenu,
  ShareButton,
  StepsButton,
  UndoButton,
  useApi,
  useCan,
  useNotify,
  useRunActions,
} from '@millwright/web'
import type { Run } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { useVerified, verifiedQueryKey } from '../verified/verified-queries.ts'
import type { RunOutputs } from '../outputs.ts'
import { downloadUrl } from './download.ts'

/** What a person can do with an answer. */
export const AnswerActions = ({ run, outputs }: { readonly run: Run; readonly outputs: RunOutputs }) => {
  const can = useCan()
  if (run.state === 'running')
    return (
      <div className="cb-actions">
        <StepsButton run={run} />
        <StopButton run={run} />
      </div>
    )
  return (
    <div className="cb-actions">
      <StepsButton run={run} />
      <UndoButton run={run} />
      <span className="cb-actions-gap" />
      {run.state === 'done' && can('verified.write') && outputs.parse?.query && !outputs.parse.verifiedId && (
        <VerifyButton run={run} />
      )}
      <ShareButton run={run} />
      <RunMenu run={run} />
    </div>
  )
}

const StopButton = ({ run }: { readonly run: Run }) => {
  const t = useTexts()
  const actions = useRunActions()
  const notify = useNotify()
  const stop = () => void actions.cancel(run.id).catch((error: unknown) => notify.failed(error))
  return (
    <Button
      size="compact-md"
      variant="light"
      color="red"
      leftSection={<IconPlayerStop size={16} />}
      onClick={stop}
    >
      {t.actions.stop}
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
