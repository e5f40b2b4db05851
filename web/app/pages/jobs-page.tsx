import { Badge, Button, Group, Progress, Text } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Job } from '@millwright/spec'
import { useApi } from '../api/api-context.tsx'
import { jobReplySchema, listOf } from '../api/replies.ts'
import { useLocalize, useMessages } from '../i18n/i18n.tsx'
import { useCan } from '../session/session.ts'
import { useFormat } from '../ui/format.ts'
import { useNotify } from '../ui/notify.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { EmptyState, ErrorState, ListSkeleton, useFailureText } from '../ui/states.tsx'

const jobsQueryKey = ['jobs'] as const
const busyMs = 1000
const idleMs = 10_000

const isActive = (job: Job): boolean => ['queued', 'running', 'retrying'].includes(job.state)

const stateColors: Readonly<Record<Job['state'], string>> = {
  queued: 'gray',
  running: 'blue',
  retrying: 'orange',
  done: 'green',
  failed: 'red',
  cancelled: 'gray',
}

/** Background work, newest first, as it goes on. */
const JobsPage = () => {
  const t = useMessages()
  const api = useApi()
  const jobs = useQuery({
    queryKey: jobsQueryKey,
    queryFn: ({ signal }) => api.get('/api/jobs?limit=100', listOf(jobReplySchema, 'jobs'), signal),
    refetchInterval: query => (query.state.data?.some(isActive) ? busyMs : idleMs),
  })
  return (
    <div className="mw-page">
      <PageHeader title={t.jobs.title} lead={t.jobs.lead} />
      {jobs.isPending && <ListSkeleton rows={5} height={64} />}
      {jobs.isError && <ErrorState error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.data?.length === 0 && (
        <EmptyState icon={<IconListCheck />} title={t.jobs.emptyTitle} text={t.jobs.emptyText} />
      )}
      {jobs.data?.map(job => (
        <JobCard key={job.id} job={job} />
      ))}
    </div>
  )
}

/** What the job works on, where its input names it. */
const nameOf = (input: unknown): string | undefined =>
  typeof input === 'object' && input !== null && 'name' in input && typeof input.name === 'string'
    ? input.name
    : undefined

const JobCard = ({ job }: { readonly job: Job }) => {
  const t = useMessages()
  const failureText = useFailureText()
  const localize = useLocalize()
  const format = useFormat()
  const tookMs =
    job.startedAt && job.finishedAt
      ? new Date(job.finishedAt).getTime() - new Date(job.startedAt).getTime()
      : undefined
  const facts = [
    format.ago(job.startedAt ?? job.createdAt),
    ...(tookMs === undefined ? [] : [format.duration(tookMs)]),
    ...(job.attempt > 1 ? [t.jobs.attempt(job.attempt)] : []),
  ]
  return (
    <article className="mw-panel mw-panel-pad" aria-label={localize(job.title)}>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Badge color={stateColors[job.state]}>{t.jobs.state[job.state]}</Badge>
          <Text fw={560}>{[localize(job.title), nameOf(job.input)].filter(Boolean).join(' · ')}</Text>
          <Text size="sm" c="dimmed" className="mw-num">
            {facts.join(' · ')}
          </Text>
        </Group>
        <JobActions job={job} />
      </Group>
      {job.message && isActive(job) && (
        <Text size="sm" c="dimmed" mt={6}>
          {job.message}
        </Text>
      )}
      {job.error && (
        <Text size="sm" c="var(--mw-bad)" mt={6} className="mw-break">
          {failureText(job.failure, job.error)}
        </Text>
      )}
      {job.state === 'running' && (
        <Progress
          mt={10}
          aria-label={t.jobs.progress}
          value={job.progress === undefined ? 100 : job.progress * 100}
          animated={job.progress === undefined}
        />
      )}
    </article>
  )
}

const JobActions = ({ job }: { readonly job: Job }) => {
  const t = useMessages()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const can = useCan()
  const act = useMutation({
    mutationFn: (action: 'cancel' | 'retry') =>
      api.send('POST', `/api/jobs/${job.id}/${action}`, {}, jobReplySchema),
    onError: error => notify.failed(error),
    onSettled: () => client.invalidateQueries({ queryKey: jobsQueryKey }),
  })
  if (!can('jobs.write') || job.state === 'done') return null
  const action = isActive(job) ? 'cancel' : 'retry'
  return (
    <Button
      size="compact-md"
      variant="default"
      loading={act.isPending}
      onClick={() => act.mutate(action)}
      aria-label={`${t.jobs[action]}: ${job.name}`}
    >
      {t.jobs[action]}
    </Button>
  )
}

export default JobsPage
