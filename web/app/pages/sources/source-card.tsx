import { useState } from 'react'
import { ActionIcon, Badge, Button, Group, Loader, Menu, Modal, Table, Text, Title } from '@mantine/core'
import { IconDotsVertical, IconFile, IconRefresh, IconServer2, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { schemaChangeSchema } from '@millwright/spec'
import type { SchemaChange, Source } from '@millwright/spec'
import { useApi } from '../../api/api-context.tsx'
import { listOf, nothingSchema } from '../../api/replies.ts'
import { useLocalize, useMessages } from '../../i18n/i18n.tsx'
import { appPanels } from '../../panels.ts'
import { useCan } from '../../session/session.ts'
import { useFormat } from '../../ui/format.ts'
import { useNotify } from '../../ui/notify.tsx'
import { sourcesQueryKey } from './source-queries.ts'

const stateColors = { loading: 'blue', ready: 'green', failed: 'red' } as const

/** One source: where it is, what is in it, what the import noted, and what may be done with it. */
export const SourceCard = ({ source }: { readonly source: Source }) => {
  const t = useMessages()
  const format = useFormat()
  const localize = useLocalize()
  const [changes, setChanges] = useState<readonly SchemaChange[]>()
  const tables = source.catalog?.tables ?? []
  return (
    <article className="mw-panel mw-panel-pad mw-source" aria-label={source.name}>
      <header className="mw-source-head">
        <span className="mw-source-icon" aria-hidden="true">
          {source.kind === 'files' ? <IconFile /> : <IconServer2 />}
        </span>
        <div className="mw-source-title">
          <Group gap="xs">
            <Title order={2} size="h4">
              {source.name}
            </Title>
            <Badge
              color={stateColors[source.state]}
              leftSection={source.state === 'loading' && <Loader size={10} />}
            >
              {t.sources.state[source.state]}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed" className="mw-break">
            {t.sources.kinds[source.kind]} · {source.location}
            {source.refreshedAt && ` · ${t.sources.refreshedAt(format.ago(source.refreshedAt))}`}
          </Text>
        </div>
        <SourceActions source={source} onChanges={setChanges} />
      </header>
      {source.error && (
        <Text size="sm" c="var(--mw-bad)" role="alert">
          {source.error}
        </Text>
      )}
      <Group gap="xs">
        {source.state === 'ready' &&
          appPanels
            .flatMap(panels => panels.sourceLinks?.(source) ?? [])
            .map(link => (
              <Button key={link.to} component={Link} to={link.to} size="compact-md" variant="light">
                {localize(link.label)}
              </Button>
            ))}
      </Group>
      {changes && <SchemaChanges changes={changes} />}
      {tables.length > 0 && (
        <details className="mw-details">
          <summary>{t.sources.tables(tables.length)}</summary>
          <div
            className="mw-scroll-x"
            tabIndex={0}
            role="region"
            aria-label={t.sources.tables(tables.length)}
          >
            <Table verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.sources.table}</Table.Th>
                  <Table.Th ta="right">{t.sources.rowsHeader}</Table.Th>
                  <Table.Th>{t.sources.columnsHeader}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {tables.map(table => (
                  <Table.Tr key={`${table.schema ?? ''}.${table.name}`}>
                    <Table.Td>{table.name}</Table.Td>
                    <Table.Td ta="right" className="mw-num">
                      {table.rowCount === undefined ? '–' : format.number(table.rowCount)}
                    </Table.Td>
                    <Table.Td className="mw-columns">
                      {table.columns.map(column => column.name).join(', ')}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </details>
      )}
      {source.notes.length > 0 && (
        <details className="mw-details">
          <summary>{t.sources.notes(source.notes.length)}</summary>
          <ul className="mw-notes">
            {source.notes.map((note, index) => (
              <li key={index}>
                {note.table && <span className="mw-kind">{note.table}</span>} {note.message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  )
}

const SchemaChanges = ({ changes }: { readonly changes: readonly SchemaChange[] }) => {
  const t = useMessages()
  return (
    <div className="mw-changes" role="status">
      <Text size="sm" fw={600}>
        {changes.length === 0 ? t.sources.noChanges : t.sources.changes(changes.length)}
      </Text>
      <ul className="mw-notes">
        {changes.map((change, index) => (
          <li key={index}>
            {t.sources.changeKinds[change.kind]}:{' '}
            <strong>{[change.table, change.column].filter(Boolean).join('.')}</strong>
            {change.before && change.after && ` (${change.before} → ${change.after})`}
          </li>
        ))}
      </ul>
    </div>
  )
}

const SourceActions = (props: {
  readonly source: Source
  readonly onChanges: (changes: readonly SchemaChange[]) => void
}) => {
  const { source } = props
  const t = useMessages()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const canWrite = useCan()('sources.write')
  const [isRemoving, setRemoving] = useState(false)
  const refresh = useMutation({
    mutationFn: () =>
      api.send('POST', `/api/sources/${source.id}/refresh`, {}, listOf(schemaChangeSchema, 'changes')),
    onSuccess: props.onChanges,
    onError: error => notify.failed(error),
    onSettled: () => client.invalidateQueries({ queryKey: sourcesQueryKey }),
  })
  const remove = useMutation({
    mutationFn: () => api.send('DELETE', `/api/sources/${source.id}`, undefined, nothingSchema),
    onSuccess: () => notify.done(t.sources.removed(source.name)),
    onError: error => notify.failed(error),
    onSettled: async () => {
      setRemoving(false)
      await client.invalidateQueries({ queryKey: sourcesQueryKey })
    },
  })
  if (!canWrite) return null
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon
            size={40}
            aria-label={`${t.common.actions}: ${source.name}`}
            loading={refresh.isPending}
          >
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => refresh.mutate()}>
            {t.sources.refreshSchema}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={() => setRemoving(true)}>
            {t.sources.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={t.sources.removeTitle(source.name)}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <Text size="sm" mb="lg">
          {t.sources.removeText}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setRemoving(false)}>
            {t.common.cancel}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t.sources.remove}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
