import { useState } from 'react'
import { Anchor, Pagination, Text } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { Link, useParams, useSearchParams } from 'react-router'
import { ErrorState, ListSkeleton, PageHeader, PageSkeleton, UnsavedGuard } from '@millwright/web'
import type { Page } from '../../document/document.ts'
import type { DocumentDetail, Revision, RevisionDetail } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useDocument, useRevision } from '../library-queries.ts'
import { PagePicture } from '../viewer/page-picture.tsx'
import { BlockEditor } from './block-editor.tsx'
import '../viewer/viewer.css'
import '../documents/documents.css'
import './editor.css'

const blocksPerPage = 80
const mostBlocks = 2000

/** Blocks of a document beside its page, for a steward to correct. */
const EditorPage = () => {
  const { documentId } = useParams()
  const [search] = useSearchParams()
  const document = useDocument(documentId)
  if (document.isPending) return <PageSkeleton />
  if (document.isError) return <ErrorState error={document.error} onRetry={() => void document.refetch()} />
  const { revisions, newest } = document.data
  const revision =
    revisions.find(item => item.id === search.get('revision')) ??
    revisions.find(item => item.isInForce) ??
    newest
  return <Editor document={document.data} revision={revision} />
}

const Editor = (props: { readonly document: DocumentDetail; readonly revision: Revision }) => {
  const { document, revision } = props
  const t = useTexts()
  const whole = useRevision(revision.id, { limit: 0 })
  return (
    <div className="mw-page mw-page-wide">
      <Anchor
        component={Link}
        to={`/documents/${document.id}?revision=${revision.id}`}
        className="cd-back"
        size="sm"
      >
        <IconChevronLeft size={16} aria-hidden="true" />
        {document.title}
      </Anchor>
      <PageHeader title={t.editor.title} lead={t.editor.lead} />
      {whole.isPending && <ListSkeleton rows={6} />}
      {whole.isError && <ErrorState error={whole.error} onRetry={() => void whole.refetch()} />}
      {whole.data && <EditorBody revision={whole.data} title={document.title} />}
    </div>
  )
}

const EditorBody = ({ revision, title }: { readonly revision: RevisionDetail; readonly title: string }) => {
  const t = useTexts()
  const [search, setSearch] = useSearchParams()
  const { pages } = revision
  const hasPages = pages.length > 0
  const count = hasPages ? pages.length : Math.max(Math.ceil(revision.blockCount / blocksPerPage), 1)
  const shown = Math.min(Math.max(Number(search.get('page') ?? 1) || 1, 1), count)
  const turn = (page: number) => setSearch({ revision: revision.id, page: String(page) }, { replace: true })
  return (
    <>
      {count > 1 && (
        <Pagination
          mb="md"
          size="sm"
          total={count}
          value={shown}
          onChange={turn}
          aria-label={t.viewer.goToPage}
          getControlProps={control => ({ 'aria-label': t.library.paging[control] })}
        />
      )}
      <Stretch
        key={shown}
        revisionId={revision.id}
        title={title}
        page={hasPages ? pages.find(item => item.page === shown) : undefined}
        offset={(shown - 1) * blocksPerPage}
      />
    </>
  )
}

/** One page with its picture; of a document without pages, a stretch of its blocks. */
const Stretch = (props: {
  readonly revisionId: string
  readonly title: string
  readonly page: Page | undefined
  readonly offset: number
}) => {
  const { revisionId, page } = props
  const t = useTexts()
  const revision = useRevision(
    revisionId,
    page
      ? { fromPage: page.page, toPage: page.page, limit: mostBlocks }
      : { offset: props.offset, limit: blocksPerPage },
  )
  const [editing, setEditing] = useState<string>()
  const [pointed, setPointed] = useState<string>()
  if (revision.isPending) return <ListSkeleton rows={6} />
  if (revision.isError) return <ErrorState error={revision.error} onRetry={() => void revision.refetch()} />
  const { blocks } = revision.data
  const marked = blocks.find(({ block }) => block.id === (editing ?? pointed))?.block.boxes ?? []
  return (
    <div className="cd-editor" data-pages={page !== undefined || undefined}>
      <UnsavedGuard isChanged={editing !== undefined} />
      {page && (
        <div
          className="cd-editor-page"
          tabIndex={0}
          role="region"
          aria-label={t.viewer.pagePicture(page.page, props.title)}
        >
          <PagePicture
            revisionId={revisionId}
            title={props.title}
            page={page}
            boxes={marked.filter(box => box.page === page.page)}
            leads={false}
          />
        </div>
      )}
      <div className="mw-panel cd-editor-blocks">
        {blocks.length === 0 && <Text c="dimmed">{t.viewer.noText}</Text>}
        {blocks.map(shown => (
          <BlockEditor
            key={shown.block.id}
            revisionId={revisionId}
            shown={shown}
            isEditing={editing === shown.block.id}
            onEdit={() => setEditing(shown.block.id)}
            onDone={() => setEditing(undefined)}
            onPoint={() => setPointed(shown.block.id)}
          />
        ))}
      </div>
    </div>
  )
}

export default EditorPage
