import { useState } from 'react'
import type { FormEvent } from 'react'
import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Modal,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../api/api-context.tsx'
import { listOf, nothingSchema, tokenSchema } from '../api/replies.ts'
import type { ApiToken } from '../api/replies.ts'
import { useMessages } from '../i18n/i18n.tsx'
import { useFormat } from '../ui/format.ts'
import { useNotify } from '../ui/notify.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../ui/states.tsx'

const tokensQueryKey = ['tokens'] as const
const lifetimesDays = [30, 90, 365] as const

/** The person's own tokens for scripts and the terminal. */
const TokensPage = () => {
  const t = useMessages()
  const api = useApi()
  const [isAdding, setAdding] = useState(false)
  const tokens = useQuery({
    queryKey: tokensQueryKey,
    queryFn: ({ signal }) => api.get('/api/tokens', listOf(tokenSchema, 'tokens'), signal),
  })
  return (
    <div className="mw-page">
      <PageHeader
        title={t.tokens.title}
        lead={t.tokens.lead}
        actions={
          <Button leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
            {t.tokens.add}
          </Button>
        }
      />
      {tokens.isPending && <ListSkeleton rows={2} />}
      {tokens.isError && <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data?.length === 0 && (
        <EmptyState icon={<IconKey />} title={t.tokens.emptyTitle} text={t.tokens.emptyText} />
      )}
      {tokens.data && tokens.data.length > 0 && <TokenTable tokens={tokens.data} />}
      <Modal
        opened={isAdding}
        onClose={() => setAdding(false)}
        title={t.tokens.add}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <AddTokenForm onDone={() => setAdding(false)} />
      </Modal>
    </div>
  )
}

const TokenTable = ({ tokens }: { readonly tokens: readonly ApiToken[] }) => {
  const t = useMessages()
  const format = useFormat()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const revoke = useMutation({
    mutationFn: (token: ApiToken) => api.send('DELETE', `/api/tokens/${token.id}`, undefined, nothingSchema),
    onSuccess: (_, token) => notify.done(t.tokens.revoked(token.name)),
    onError: error => notify.failed(error),
    onSettled: () => client.invalidateQueries({ queryKey: tokensQueryKey }),
  })
  return (
    <div className="mw-panel mw-scroll-x mw-stack" tabIndex={0} role="region" aria-label={t.tokens.title}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.tokens.name}</Table.Th>
            <Table.Th>{t.tokens.created}</Table.Th>
            <Table.Th>{t.tokens.lastUsed}</Table.Th>
            <Table.Th>{t.tokens.expires}</Table.Th>
            <Table.Th>
              <span className="mw-hidden">{t.common.actions}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map(token => (
            <Table.Tr key={token.id}>
              <Table.Td>
                <Text fw={560}>{token.name}</Text>
                {token.hint && <Code>{token.hint}</Code>}
              </Table.Td>
              <Table.Td data-label={t.tokens.created}>{format.dateTime(token.createdAt)}</Table.Td>
              <Table.Td data-label={t.tokens.lastUsed}>
                {token.lastUsedAt ? format.ago(token.lastUsedAt) : t.common.never}
              </Table.Td>
              <Table.Td data-label={t.tokens.expires}>
                {token.expiresAt ? format.dateTime(token.expiresAt) : t.tokens.noExpiry}
              </Table.Td>
              <Table.Td ta="right">
                <Button size="compact-md" variant="subtle" color="red" onClick={() => revoke.mutate(token)}>
                  {t.tokens.revoke}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

const AddTokenForm = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useMessages()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const add = useMutation({
    mutationFn: () =>
      api.send(
        'POST',
        '/api/tokens',
        { name, ...(days === '0' ? {} : { expiresInDays: Number(days) }) },
        tokenSchema,
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQueryKey }),
    onError: error => notify.failed(error),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  const secret = add.data?.token
  if (secret)
    return (
      <Stack>
        <Alert variant="light">{t.tokens.shownOnce}</Alert>
        <Code block className="mw-break">
          {secret}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="light" onClick={copy}>
                {copied ? t.common.copied : t.common.copy}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onDone}>{t.common.close}</Button>
        </Group>
      </Stack>
    )
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t.tokens.name}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        <Select
          label={t.tokens.expires}
          value={days}
          allowDeselect={false}
          onChange={value => setDays(value ?? '90')}
          data={[
            ...lifetimesDays.map(count => ({ value: String(count), label: t.tokens.inDays(count) })),
            { value: '0', label: t.tokens.noExpiry },
          ]}
        />
        <Button type="submit" loading={add.isPending}>
          {t.common.add}
        </Button>
      </Stack>
    </form>
  )
}

export default TokensPage
