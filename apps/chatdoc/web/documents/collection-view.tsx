import { useState } from 'react'
import { Button, Group, Progress, SegmentedControl, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMessageQuestion, IconSearch, IconSettings } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useCan, useFormat } from '@millwright/web'
import type { Collection, DocumentSummary, RevisionState } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { isBusy } from '../library-queries.ts'
import { CollectionDialog } from './collection-dialog.tsx'
import { percentRead } from './collection-list.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { DocumentList } from './document-list.tsx'
import { UploadZone } from './upload-zone.tsx'

const debounceMs = 250

/** One collection: what it is for, the place to drop files, and its documents. */
export const CollectionView = ({ collection }: { readonly collection: Collection }) => {
  const can = useCan()
  const [text, setText] = useState('')
  const [state, setState] = useState<RevisionState>()
  const [settled] = useDebouncedValue(text, debounceMs)
  const [deleted, setDeleted] = useState<DocumentSummary>()
  return (
    <section className="cd-collection-view" aria-label={collection.name}>
      <CollectionHead collection={collection} />
      {can('documents.write') && <UploadZone collectionId={collection.id} />}
      {collection.counts.documents > 0 && (
        <>
          <FilterBar collection={collection} text={text} onText={setText} state={state} onState={setState} />
          <DocumentList
            key={`${settled} ${state ?? ''}`}
            collectionId={collection.id}
            text={settled}
            state={state}
            onDelete={setDeleted}
          />
        </>
      )}
      {/* here, since the row is gone before its receipt is read */}
      {deleted && <DeleteDialog document={deleted} onClose={() => setDeleted(undefined)} />}
      <EmptyHint collection={collection} />
    </section>
  )
}

const CollectionHead = ({ collection }: { readonly collection: Collection }) => {
  const t = useTexts()
  const can = useCan()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const { counts } = collection
  const done = counts.documents - counts.queued - counts.reading
  return (
    <header>
      <Group justify="space-between" align="start" gap="sm">
        <div>
          <Title order={2} size="h3">
            {collection.name}
          </Title>
          {collection.description !== '' && <Text c="dimmed">{collection.description}</Text>}
        </div>
        <Group gap="xs">
          {counts.ready > 0 && (
            <Button
              component={Link}
              to={`/ask/documents?collection=${encodeURIComponent(collection.id)}`}
              variant="light"
              leftSection={<IconMessageQuestion size={17} />}
            >
              {t.library.ask}
            </Button>
          )}
          {can('documents.write') && (
            <Button variant="default" leftSection={<IconSettings size={17} />} onClick={() => setOpen(true)}>
              {t.library.settings}
            </Button>
          )}
        </Group>
      </Group>
      {isBusy(collection) && (
        <div className="cd-reading" role="status">
          <Text size="sm">{t.library.reading(format.number(done), format.number(counts.documents))}</Text>
          <Progress animated value={percentRead(collection)} aria-label={t.library.progress} />
        </div>
      )}
      {isOpen && <CollectionDialog collection={collection} onClose={() => setOpen(false)} />}
    </header>
  )
}

const FilterBar = (props: {
  readonly collection: Collection
  readonly text: string
  readonly onText: (text: string) => void
  readonly state: RevisionState | undefined
  readonly onState: (state: RevisionState | undefined) => void
}) => {
  const t = useTexts()
  const { counts } = props.collection
  const states = (['ready', 'reading', 'queued', 'failed', 'cancelled'] as const).filter(
    state => counts[state] > 0 || state === props.state,
  )
  return (
    <div className="cd-filter">
      <TextInput
        leftSection={<IconSearch size={16} />}
        aria-label={t.library.search}
        placeholder={t.library.search}
        value={props.text}
        onChange={event => props.onText(event.currentTarget.value)}
      />
      {states.length > 1 && (
        <div className="mw-scroll-x">
          <SegmentedControl
            size="sm"
            aria-label={t.library.state}
            value={props.state ?? 'all'}
            onChange={value => props.onState(states.find(state => state === value))}
            data={[
              { value: 'all', label: t.library.all },
              ...states.map(state => ({
                value: state,
                label: `${t.library.states[state]} ${counts[state]}`,
              })),
            ]}
          />
        </div>
      )}
    </div>
  )
}

const EmptyHint = ({ collection }: { readonly collection: Collection }) => {
  const t = useTexts()
  const can = useCan()
  if (collection.counts.documents > 0 || can('documents.write')) return null
  return (
    <Text c="dimmed" mt="md">
      {t.library.emptyCollection}
    </Text>
  )
}
