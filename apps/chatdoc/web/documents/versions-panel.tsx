import { useState } from 'react'
import { Badge, Button, Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ErrorState, ListSkeleton, useApi, useFormat } from '@millwright/web'
import { diffSchema } from '../../library/replies.ts'
import type { Change, DocumentDetail, Revision } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { libraryKey, originalUrl } from '../library-queries.ts'
import { BlockView } from '../viewer/block-view.tsx'
import { RevisionStateMark } from './revision-state.tsx'

/** Every revision, newest first, and what changed between two of them. */
export const VersionsPanel = ({ document }: { readonly document: DocumentDetail }) => {
  const t = useTexts()
  const ready = document.revisions.filter(item => item.state === 'ready')
  return (
    <Stack gap="lg">
      <div className="mw-panel">
        {document.revisions.map(revision => (
          <RevisionRow key={revision.id} document={document} revision={revision} />
        ))}
      </div>
      {ready.length > 1 ? (
        <Compare document={document} ready={ready} />
      ) : (
        <Text size="sm" c="dimmed">
          {t.document.oneVersion}
        </Text>
      )}
    </Stack>
  )
}

const RevisionRow = (props: { readonly document: DocumentDetail; readonly revision: Revision }) => {
  const { document, revision } = props
  const t = useTexts()
  const format = useFormat()
  return (
    <div className="cd-revision">
      <div>
        <Text fw={560}>
          {t.answer.revision(revision.number)}{' '}
          {revision.isInForce && <Badge color="green">{t.document.inForce}</Badge>}
        </Text>
        <Text size="sm" c="dimmed">
          {format.dateTime(revision.createdAt)}
          {revision.inForceFrom !== undefined &&
            ` · ${t.document.from(format.dateTime(revision.inForceFrom))}`}
          {revision.inForceTo !== undefined && ` · ${t.document.to(format.dateTime(revision.inForceTo))}`}
        </Text>
      </div>
      <RevisionStateMark revision={revision} />
      <Group gap="xs">
        <Button
          component={Link}
          to={`/documents/${document.id}?revision=${revision.id}`}
          size="compact-md"
          variant="light"
        >
          {t.document.open}
        </Button>
        <Button component="a" href={originalUrl(revision.id)} download size="compact-md" variant="subtle">
          {t.viewer.download}
        </Button>
      </Group>
    </div>
  )
}

const Compare = (props: { readonly document: DocumentDetail; readonly ready: readonly Revision[] }) => {
  const { document, ready } = props
  const t = useTexts()
  const api = useApi()
  const [to, setTo] = useState(ready[0]?.id ?? '')
  const [from, setFrom] = useState(ready[1]?.id ?? '')
  const diff = useQuery({
    queryKey: [...libraryKey, 'diff', from, to],
    enabled: from !== to,
    queryFn: ({ signal }) =>
      api.get(`/api/chatdoc/documents/${document.id}/diff?from=${from}&to=${to}`, diffSchema, signal),
  })
  const options = ready.map(item => ({ value: item.id, label: t.answer.revision(item.number) }))
  return (
    <section>
      <Group gap="sm" mb="sm" align="end">
        <Select
          label={t.document.compareFrom}
          data={options}
          value={from}
          allowDeselect={false}
          w={150}
          onChange={value => value !== null && setFrom(value)}
        />
        <Select
          label={t.document.compareTo}
          data={options}
          value={to}
          allowDeselect={false}
          w={150}
          onChange={value => value !== null && setTo(value)}
        />
      </Group>
      {diff.isLoading && <ListSkeleton rows={4} />}
      {diff.isError && <ErrorState error={diff.error} onRetry={() => void diff.refetch()} />}
      {diff.data && <Changes changes={diff.data.changes} unchanged={diff.data.unchanged} />}
    </section>
  )
}

const Changes = ({
  changes,
  unchanged,
}: {
  readonly changes: readonly Change[]
  readonly unchanged: number
}) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t.document.changes(changes.length, format.number(changes.length))} ·{' '}
        {t.document.unchanged(format.number(unchanged))}
      </Text>
      <div className="cd-changes">
        {changes.map((change, index) => (
          <article key={index} className="cd-change" data-kind={change.kind}>
            <header>
              <Badge color={{ added: 'green', removed: 'red', changed: 'blue' }[change.kind]}>
                {t.document.kinds[change.kind]}
              </Badge>
              <span className="cd-source-path">{change.headingPath.join(' › ')}</span>
            </header>
            <div className="cd-change-sides">
              {change.before && (
                <div data-side="before">
                  <BlockView block={change.before} isMarked={false} />
                </div>
              )}
              {change.after && (
                <div data-side="after">
                  <BlockView block={change.after} isMarked={false} />
                </div>
              )}
            </div>
          </article>
        ))}
      </div>
    </>
  )
}
