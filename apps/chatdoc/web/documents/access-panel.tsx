import { useState } from 'react'
import { Badge, Button, Group, Stack, Switch, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorState, ListSkeleton, useApi, useLocalize, useNotify, useShellMessages } from '@millwright/web'
import { accessReplySchema } from '../../library/replies.ts'
import type { DocumentDetail, Reader } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { libraryKey } from '../library-queries.ts'
import { useChangeDocument } from './library-changes.ts'
import { ReadersEditor } from './readers-editor.tsx'

/** Who can see a document, each with the reasons that hold, and the way to narrow it. */
export const AccessPanel = ({ document }: { readonly document: DocumentDetail }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const localize = useLocalize()
  const api = useApi()
  const access = useQuery({
    queryKey: [...libraryKey, 'access', document.id],
    queryFn: ({ signal }) =>
      api.get(`/api/chatdoc/documents/${document.id}/access`, accessReplySchema, signal),
  })
  return (
    <Stack gap="lg">
      <RestrictionForm key={JSON.stringify(document.readers)} document={document} />
      {access.isPending && <ListSkeleton rows={4} />}
      {access.isError && <ErrorState error={access.error} onRetry={() => void access.refetch()} />}
      {access.data && (
        <div className="mw-panel mw-scroll-x mw-stack cd-access">
          <Table verticalSpacing="xs" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.document.person}</Table.Th>
                <Table.Th>{t.document.role}</Table.Th>
                <Table.Th>{t.document.why}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {access.data.people.map(person => (
                <Table.Tr key={person.personId}>
                  <Table.Td fw={560}>{person.name}</Table.Td>
                  <Table.Td>
                    <Badge color="gray">{shell.people.roles[person.role]}</Badge>
                  </Table.Td>
                  <Table.Td>{person.reasons.map(reason => localize(reason)).join(' ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Stack>
  )
}

const RestrictionForm = ({ document }: { readonly document: DocumentDetail }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const notify = useNotify()
  const change = useChangeDocument(document.id)
  const before = document.readers ?? []
  const [isRestricted, setRestricted] = useState(document.isRestricted)
  const [readers, setReaders] = useState<readonly Reader[]>(before)
  const isChanged =
    isRestricted !== document.isRestricted ||
    (isRestricted && JSON.stringify(readers) !== JSON.stringify(before))
  return (
    <div className="cd-form cd-narrow">
      <Switch
        label={t.document.restrict}
        description={t.document.restrictHint(document.collectionName)}
        checked={isRestricted}
        onChange={event => setRestricted(event.currentTarget.checked)}
      />
      {isRestricted && (
        <ReadersEditor label={t.document.ownReaders} readers={readers} onChange={setReaders} />
      )}
      {isChanged && (
        <Group>
          <Button
            loading={change.isPending}
            disabled={isRestricted && readers.length === 0}
            onClick={() =>
              change.mutate(
                { readers: isRestricted ? readers : null },
                { onSuccess: () => notify.done(shell.common.saved) },
              )
            }
          >
            {shell.common.save}
          </Button>
          {isRestricted && readers.length === 0 && (
            <Text size="sm" c="dimmed">
              {t.document.nobody}
            </Text>
          )}
        </Group>
      )}
    </div>
  )
}
