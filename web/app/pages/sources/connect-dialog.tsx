import { useState } from 'react'
import type { FormEvent } from 'react'
import { Alert, Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { nothingSchema } from '../../api/replies.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { useErrorText } from '../../ui/states.tsx'
import { sourcesQueryKey } from './source-queries.ts'

const kinds = ['postgres', 'mysql', 'sqlite'] as const
type Kind = (typeof kinds)[number]

const placeholders: Readonly<Record<Kind, string>> = {
  postgres: 'postgresql://reader:password@10.0.0.5:5432/mes',
  mysql: 'mysql://reader:password@10.0.0.5:3306/mes',
  sqlite: '/data/line3.sqlite',
}

/** Connects a database that is queried where it lives. */
export const ConnectDialog = ({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}) => {
  const t = useMessages()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t.sources.connectTitle}
      size="lg"
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      <ConnectForm onClose={onClose} />
    </Modal>
  )
}

const ConnectForm = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useMessages()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const textOf = useErrorText()
  const [kind, setKind] = useState<Kind>('postgres')
  const [name, setName] = useState('')
  const [place, setPlace] = useState('')
  const connect = useMutation({
    mutationFn: () =>
      api.send(
        'POST',
        '/api/sources',
        kind === 'sqlite' ? { kind, name, path: place } : { kind, name, connectionString: place },
        nothingSchema,
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sourcesQueryKey })
      notify.done(t.sources.added(name))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    connect.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t.sources.kind}
          value={kind}
          onChange={value => setKind(kinds.find(item => item === value) ?? 'postgres')}
          data={kinds.map(value => ({ value, label: t.sources.kinds[value] }))}
        />
        <TextInput
          label={t.sources.nameLabel}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        <TextInput
          label={kind === 'sqlite' ? t.sources.path : t.sources.connectionString}
          description={kind === 'sqlite' ? undefined : t.sources.connectionHint}
          placeholder={placeholders[kind]}
          value={place}
          onChange={event => setPlace(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          required
        />
        {connect.isError && (
          <Alert color="red" variant="light">
            {textOf(connect.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button type="submit" loading={connect.isPending}>
            {t.sources.connectSubmit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
