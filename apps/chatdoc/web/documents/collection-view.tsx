import { useState } from 'react'
import { Button, Group, Progress, Text, Title } from '@mantine/core'
import { IconMessageQuestion, IconSettings } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useCan, useFormat } from '@millwright/web'
import type { Collection } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { isBusy } from '../library-queries.ts'
import { CollectionDialog } from './collection-dialog.tsx'
import { percentRead } from './collection-list.tsx'
import { DocumentBrowser } from './document-browser.tsx'
import { UploadZone } from './upload-zone.tsx'

/** One collection: what it is for, the place to drop files, and its documents. */
export const CollectionView = ({ collection }: { readonly collection: Collection }) => {
  const can = useCan()
  return (
    <section className="cd-collection-view" aria-label={collection.name}>
      <CollectionHead collection={collection} />
      {can('documents.write') && <UploadZone collectionId={collection.id} />}
      <DocumentBrowser collectionId={collection.id} counts={collection.counts} />
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
