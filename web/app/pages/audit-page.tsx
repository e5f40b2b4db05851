import { useState } from 'react'
import { Button, Center, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconReportSearch, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { AuditEntry } from '@millwright/spec'
import { useApi } from '../api/api-context.tsx'
import { auditReplySchema, listOf } from '../api/replies.ts'
import { useMessages } from '../i18n/i18n.tsx'
import { useFormat } from '../ui/format.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../ui/states.tsx'

const pageSize = 50
const filterDelayMs = 300

/** The audit log, newest first, page by page. */
const AuditPage = () => {
  const t = useMessages()
  const api = useApi()
  const [filter, setFilter] = useState('')
  const [action] = useDebouncedValue(filter.trim(), filterDelayMs)
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
          <TextInput
            leftSection={<IconSearch size={16} />}
            aria-label={t.audit.filter}
            placeholder={t.audit.filter}
            value={filter}
            onChange={event => setFilter(event.currentTarget.value)}
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
    <div className="mw-panel mw-scroll-x" tabIndex={0} role="region" aria-label={t.audit.title}>
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
                  {t.audit.via(entry.via)}
                </Text>
              </Table.Td>
              <Table.Td>
                <span className="mw-kind">{entry.action}</span>
              </Table.Td>
              <Table.Td>
                <Text size="sm" className="mw-break">
                  {entry.subject}
                </Text>
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

export default AuditPage
