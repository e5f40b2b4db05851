import { useState } from 'react'
import { Anchor, Button, Center, Select, Table, Text } from '@mantine/core'
import { IconFilter, IconReportSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { AuditEntry } from '@millwright/spec'
import { useApi } from '../api/api-context.tsx'
import { auditReplySchema, listOf } from '../api/replies.ts'
import { useMessages } from '../i18n/i18n.tsx'
import { useFormat } from '../ui/format.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../ui/states.tsx'

const pageSize = 50

/** The audit log, newest first, page by page. */
const AuditPage = () => {
  const t = useMessages()
  const api = useApi()
  const [action, setAction] = useState('')
  const entries = useInfiniteQuery({
    queryKey: ['audit', action],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ limit: String(pageSize) })
      if (action !== '') search.set('action', action)
      if (pageParam !== '') search.set('before', pageParam)
      return api.get(`/api/audit?${search}`, listOf(auditReplySchema, 'entries'), signal)
    },
    getNextPageParam: page => (page.length < pageSize ? undefined : page.at(-1)?.id),
  })
  const rows = entries.data?.pages.flat() ?? []
  return (
    <div className="mw-page">
      <PageHeader
        title={t.audit.title}
        lead={t.audit.lead}
        actions={
          <Select
            leftSection={<IconFilter size={16} />}
            aria-label={t.audit.action}
            placeholder={t.audit.filter}
            data={Object.entries(t.audit.actions).map(([value, label]) => ({ value, label }))}
            value={action === '' ? null : action}
            onChange={value => setAction(value ?? '')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t.audit.filter }}
          />
        }
      />
      {entries.isPending && <ListSkeleton rows={8} height={38} />}
      {entries.isError && <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />}
      {entries.isSuccess && rows.length === 0 && (
        <EmptyState icon={<IconReportSearch />} title={t.audit.emptyTitle} text={t.audit.emptyText} />
      )}
      {rows.length > 0 && <AuditTable rows={rows} />}
      {entries.hasNextPage && (
        <Center mt="lg">
          <Button
            variant="default"
            loading={entries.isFetchingNextPage}
            onClick={() => void entries.fetchNextPage()}
          >
            {t.audit.older}
          </Button>
        </Center>
      )}
    </div>
  )
}

const AuditTable = ({ rows }: { readonly rows: readonly AuditEntry[] }) => {
  const t = useMessages()
  const format = useFormat()
  return (
    <div className="mw-panel mw-scroll-x mw-stack" tabIndex={0} role="region" aria-label={t.audit.title}>
      <Table verticalSpacing={8} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.audit.when}</Table.Th>
            <Table.Th>{t.audit.who}</Table.Th>
            <Table.Th>{t.audit.action}</Table.Th>
            <Table.Th>{t.audit.subject}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(entry => (
            <Table.Tr key={entry.id}>
              <Table.Td className="mw-num mw-nowrap">{format.dateTime(entry.at)}</Table.Td>
              <Table.Td className="mw-nowrap">
                {entry.personName}{' '}
                <Text span size="xs" c="dimmed">
                  {t.audit.via(t.audit.ways[entry.via] ?? entry.via)}
                </Text>
              </Table.Td>
              <Table.Td>
                <span className="mw-kind">{t.audit.actions[entry.action] ?? entry.action}</span>
              </Table.Td>
              <Table.Td>
                <AuditSubject entry={entry} />
                {entry.detail !== null && entry.detail !== undefined && (
                  <details className="mw-details">
                    <summary>{t.audit.detail}</summary>
                    <pre className="mw-code" tabIndex={0}>
                      {JSON.stringify(entry.detail, undefined, 2)}
                    </pre>
                  </details>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** What an entry is about, in words where the entry has any; a run is one click away. */
const AuditSubject = ({ entry }: { readonly entry: AuditEntry }) => {
  const t = useMessages()
  const runId = runIdOf(entry)
  const words = wordsOf(entry.detail)
  return (
    <Text size="sm" className="mw-break">
      {words ?? (runId === undefined ? entry.subject : undefined)}
      {words !== undefined && runId !== undefined && ' · '}
      {runId !== undefined && (
        <Anchor component={Link} to={`/runs/${runId}`} size="sm">
          {t.audit.openRun}
        </Anchor>
      )}
    </Text>
  )
}

const actionsOnRuns = /^(run|step|edit)-/

const runIdOf = ({ action, subject }: AuditEntry): string | undefined => {
  if (subject.startsWith('run:')) return subject.slice('run:'.length)
  return actionsOnRuns.test(action) ? subject : undefined
}

/** The detail that a person recognises the subject by. */
const wordsOf = (detail: unknown): string | undefined => {
  if (typeof detail !== 'object' || detail === null) return undefined
  const known: Readonly<Record<string, unknown>> = { ...detail }
  const found = ['question', 'title', 'name', 'location', 'files', 'step', 'format'].map(key => known[key])
  return found.find(value => typeof value === 'string' && value !== '') as string | undefined
}

export default AuditPage
