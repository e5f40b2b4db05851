import { Badge, Button, Group, Text, Tooltip } from '@mantine/core'
import { IconPlayerPlay, IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import {
  EmptyState,
  ErrorState,
  ListSkeleton,
  PageHeader,
  nothingSchema,
  useApi,
  useCan,
  useFormat,
  useNotify,
  useShellMessages,
  useSources,
} from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { useVerified, verifiedQueryKey } from './verified-queries.ts'
import type { Verified } from './verified-queries.ts'

const verdictColors = { same: 'green', differs: 'orange', failed: 'red' } as const

/** Questions that a person confirmed, and whether they still give the same rows. */
const VerifiedPage = () => {
  const t = useTexts()
  const can = useCan()
  const verified = useVerified()
  return (
    <div className="mw-page">
      <PageHeader
        title={t.verified.title}
        lead={t.verified.lead}
        actions={can('verified.write') && (verified.data?.length ?? 0) > 0 && <CheckAllButton />}
      />
      {verified.isPending && <ListSkeleton rows={4} height={70} />}
      {verified.isError && <ErrorState error={verified.error} onRetry={() => void verified.refetch()} />}
      {verified.data?.length === 0 && (
        <EmptyState
          icon={<IconRosetteDiscountCheck />}
          title={t.verified.emptyTitle}
          text={t.verified.emptyText}
        />
      )}
      {verified.data?.map(item => (
        <VerifiedCard key={item.id} item={item} />
      ))}
    </div>
  )
}

const checkWaitMs = 1500

const CheckAllButton = () => {
  const t = useTexts()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const check = useMutation({
    mutationFn: () => api.send('POST', '/api/chatbi/verified/check', {}, nothingSchema),
    onSuccess: () => {
      notify.done(t.verified.checking)
      setTimeout(() => void client.invalidateQueries({ queryKey: verifiedQueryKey }), checkWaitMs)
    },
    onError: error => notify.failed(error),
  })
  return (
    <Button
      leftSection={<IconPlayerPlay size={16} />}
      loading={check.isPending}
      onClick={() => check.mutate()}
    >
      {t.verified.checkNow}
    </Button>
  )
}

const VerifiedCard = ({ item }: { readonly item: Verified }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const format = useFormat()
  const can = useCan()
  const sources = useSources()
  const remove = useMutation({
    mutationFn: () => api.send('DELETE', `/api/chatbi/verified/${item.id}`, undefined, nothingSchema),
    onSuccess: () => notify.done(t.verified.removed),
    onError: error => notify.failed(error),
    onSettled: () => client.invalidateQueries({ queryKey: verifiedQueryKey }),
  })
  const source = sources.data?.find(other => other.id === item.sourceId)?.name ?? item.sourceId
  return (
    <article className="mw-panel mw-panel-pad" aria-label={item.question}>
      <Group justify="space-between" gap="sm" align="start">
        <div>
          <Text fw={560}>{item.question}</Text>
          <Text size="sm" c="dimmed">
            {source} · {item.createdBy.name} · {format.ago(item.createdAt)}
          </Text>
        </div>
        <Group gap="xs">
          {item.lastCheck ? (
            <Tooltip
              label={item.lastCheck.detail}
              disabled={item.lastCheck.detail === ''}
              multiline
              maw={360}
            >
              <Badge color={verdictColors[item.lastCheck.verdict]}>
                {t.verified.verdicts[item.lastCheck.verdict]} · {format.ago(item.lastCheck.at)}
              </Badge>
            </Tooltip>
          ) : (
            <Badge color="gray">{t.verified.notChecked}</Badge>
          )}
          <Button component={Link} to={`/runs/${item.runId}`} size="compact-md" variant="light">
            {t.verified.open}
          </Button>
          {can('verified.write') && (
            <Button
              size="compact-md"
              variant="subtle"
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {shell.common.remove}
            </Button>
          )}
        </Group>
      </Group>
      {item.lastCheck && item.lastCheck.verdict !== 'same' && item.lastCheck.detail !== '' && (
        <Text size="sm" mt={6}>
          {item.lastCheck.detail}
        </Text>
      )}
    </article>
  )
}

export default VerifiedPage
