import { useState } from 'react'
import { Anchor, Badge, Button, Group, Tabs, Text } from '@mantine/core'
import { IconChevronLeft, IconDownload, IconLock, IconPencil } from '@tabler/icons-react'
import { Link, useParams, useSearchParams } from 'react-router'
import { ErrorState, PageHeader, PageSkeleton, useCan, useFormat } from '@millwright/web'
import type { DocumentDetail, Revision } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { originalUrl, useDocument } from '../library-queries.ts'
import { DocumentViewer } from '../viewer/document-viewer.tsx'
import { AccessPanel } from './access-panel.tsx'
import { AboutPanel } from './about-panel.tsx'
import { RevisionStateMark } from './revision-state.tsx'
import { VersionsPanel } from './versions-panel.tsx'
import './documents.css'

/** One document: to read, with its revisions, and who can see it and why. */
const DocumentPage = () => {
  const { documentId } = useParams()
  const [search] = useSearchParams()
  const document = useDocument(documentId)
  if (document.isPending) return <PageSkeleton />
  if (document.isError) return <ErrorState error={document.error} onRetry={() => void document.refetch()} />
  const { revisions, newest } = document.data
  const shown =
    revisions.find(item => item.id === search.get('revision')) ??
    revisions.find(item => item.isInForce) ??
    newest
  return <DocumentTabs document={document.data} shown={shown} />
}

const DocumentTabs = ({
  document,
  shown,
}: {
  readonly document: DocumentDetail
  readonly shown: Revision
}) => {
  const t = useTexts()
  const can = useCan()
  const [tab, setTab] = useState<string | null>('read')
  return (
    <div className="mw-page mw-page-wide">
      <DocumentHead document={document} shown={shown} />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md" className="cd-tabs">
          <Tabs.Tab value="read">{t.document.read}</Tabs.Tab>
          <Tabs.Tab value="versions">
            {t.document.versions} ({document.revisions.length})
          </Tabs.Tab>
          {can('documents.write') && <Tabs.Tab value="access">{t.document.access}</Tabs.Tab>}
          <Tabs.Tab value="about">{t.document.about}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="read">
          <ReadPanel document={document} shown={shown} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsPanel document={document} />
        </Tabs.Panel>
        {can('documents.write') && (
          <Tabs.Panel value="access">
            <AccessPanel document={document} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="about">
          <AboutPanel document={document} shown={shown} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

const DocumentHead = ({
  document,
  shown,
}: {
  readonly document: DocumentDetail
  readonly shown: Revision
}) => {
  const t = useTexts()
  const can = useCan()
  const format = useFormat()
  return (
    <>
      <Anchor
        component={Link}
        to={`/documents?collection=${encodeURIComponent(document.collectionId)}`}
        className="cd-back"
        size="sm"
      >
        <IconChevronLeft size={16} aria-hidden="true" />
        {document.collectionName}
      </Anchor>
      <PageHeader
        title={document.title}
        actions={
          <>
            <Button
              component="a"
              href={originalUrl(shown.id)}
              download
              variant="default"
              leftSection={<IconDownload size={17} />}
            >
              {t.viewer.download}
            </Button>
            {can('documents.write') && shown.state === 'ready' && (
              <Button
                component={Link}
                to={`/documents/${document.id}/edit?revision=${shown.id}`}
                variant="light"
                leftSection={<IconPencil size={17} />}
              >
                {t.document.edit}
              </Button>
            )}
          </>
        }
      />
      <Group gap="xs" mb="md">
        <Badge color={shown.isInForce ? 'green' : 'yellow'}>
          {t.answer.revision(shown.number)}
          {shown.isInForce ? ` · ${t.document.inForce}` : ''}
        </Badge>
        {document.isRestricted && (
          <Badge color="gray" leftSection={<IconLock size={12} />}>
            {t.library.restricted}
          </Badge>
        )}
        <Text size="sm" c="dimmed" className="mw-break">
          {document.name} · {format.dateTime(shown.createdAt)}
        </Text>
      </Group>
    </>
  )
}

const ReadPanel = ({ document, shown }: { readonly document: DocumentDetail; readonly shown: Revision }) =>
  shown.state === 'ready' ? (
    <div className="cd-read">
      <DocumentViewer
        isWholePage
        place={{
          documentId: document.id,
          documentTitle: document.title,
          revisionId: shown.id,
          revisionNumber: shown.number,
          headingPath: [],
          blockIds: [],
          boxes: [],
        }}
      />
    </div>
  ) : (
    <div className="mw-panel mw-panel-pad">
      <RevisionStateMark revision={shown} />
    </div>
  )

export default DocumentPage
