import { useState } from 'react'
import { ActionIcon, Menu, SegmentedControl, Text, Tooltip } from '@mantine/core'
import {
  IconChevronDown,
  IconChevronUp,
  IconDots,
  IconDownload,
  IconFileText,
  IconQuote,
  IconX,
} from '@tabler/icons-react'
import { useNavigate } from 'react-router'
import { EmptyState, ErrorState, ListSkeleton, useNotify, useShellMessages } from '@millwright/web'
import { toReference } from '../answer/copy-text.ts'
import { useTexts } from '../i18n/messages.ts'
import { originalUrl, useRevision } from '../library-queries.ts'
import type { Place } from '../place.ts'
import { usePlaceText } from '../use-place-text.ts'
import { FlowingDocument } from './flowing-document.tsx'
import { PagedDocument } from './paged-document.tsx'
import { RevisionNote } from './revision-note.tsx'
import './viewer.css'

/** Places to go through, and which of them is shown. */
export interface Hits {
  readonly index: number
  readonly count: number
  readonly onMove: (index: number) => void
}

const placeKey = ({ revisionId, blockIds }: Place): string => `${revisionId} ${blockIds.join(' ')}`

/** A document open at a place: its page with the marked boxes, or its text with the marked block. */
export const DocumentViewer = (props: {
  readonly place: Place
  readonly hits?: Hits | undefined
  readonly onClose?: (() => void) | undefined
  /** The page around it names the document already. */
  readonly isWholePage?: boolean
}) => {
  const { place } = props
  const revision = useRevision(place.revisionId, { limit: 0 })
  const pages = revision.data?.pages ?? []
  const [view, setView] = useState<'page' | 'text'>('page')
  return (
    <section className="cd-viewer" aria-label={place.documentTitle}>
      {!props.isWholePage && <ViewerHead {...props} />}
      <RevisionNote documentId={place.documentId} revisionId={place.revisionId} />
      {revision.isPending && <ListSkeleton rows={6} />}
      {revision.isError && <ViewerProblem error={revision.error} onRetry={() => void revision.refetch()} />}
      {revision.isSuccess &&
        (pages.length > 0 ? (
          <PagedDocument
            key={placeKey(place)}
            place={place}
            pages={pages}
            view={view}
            viewSwitch={<ViewSwitch view={view} onView={setView} />}
            onText={() => setView('text')}
          />
        ) : (
          <FlowingDocument key={placeKey(place)} place={place} />
        ))}
    </section>
  )
}

const ViewerProblem = ({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) => {
  const t = useTexts()
  return 'status' in error && error.status === 404 ? (
    <EmptyState icon={<IconFileText />} title={t.viewer.gone} />
  ) : (
    <ErrorState error={error} onRetry={onRetry} />
  )
}

const ViewerHead = (props: {
  readonly place: Place
  readonly hits?: Hits | undefined
  readonly onClose?: (() => void) | undefined
}) => {
  const { place, hits } = props
  const t = useTexts()
  return (
    <header className="cd-viewer-head">
      <div className="cd-viewer-title">
        <h2>{place.documentTitle}</h2>
        <Text size="sm" c="dimmed" lineClamp={1}>
          {[t.answer.revision(place.revisionNumber), ...place.headingPath].join(' › ')}
        </Text>
      </div>
      <div className="cd-viewer-tools">
        {hits && hits.count > 1 && <HitButtons hits={hits} />}
        <ViewerMenu place={place} />
        {props.onClose && (
          <ActionIcon size={40} aria-label={t.viewer.close} onClick={props.onClose}>
            <IconX size={20} />
          </ActionIcon>
        )}
      </div>
    </header>
  )
}

interface ViewChoice {
  readonly view: 'page' | 'text'
  readonly onView: (view: 'page' | 'text') => void
}

const ViewSwitch = (props: ViewChoice) => {
  const t = useTexts()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t.viewer.view}
      value={props.view}
      onChange={value => props.onView(value === 'text' ? 'text' : 'page')}
      data={[
        { value: 'page', label: t.viewer.pageView },
        { value: 'text', label: t.viewer.textView },
      ]}
    />
  )
}

const HitButtons = ({ hits }: { readonly hits: Hits }) => {
  const t = useTexts()
  return (
    <div className="cd-hits">
      <Tooltip label={t.viewer.previousHit}>
        <ActionIcon
          aria-label={t.viewer.previousHit}
          disabled={hits.index === 0}
          onClick={() => hits.onMove(hits.index - 1)}
        >
          <IconChevronUp size={19} />
        </ActionIcon>
      </Tooltip>
      <span className="mw-num" role="status" aria-label={t.viewer.hit(hits.index + 1, hits.count)}>
        {hits.index + 1} / {hits.count}
      </span>
      <Tooltip label={t.viewer.nextHit}>
        <ActionIcon
          aria-label={t.viewer.nextHit}
          disabled={hits.index >= hits.count - 1}
          onClick={() => hits.onMove(hits.index + 1)}
        >
          <IconChevronDown size={19} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

const ViewerMenu = ({ place }: { readonly place: Place }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const navigate = useNavigate()
  const notify = useNotify()
  const textOf = usePlaceText()
  const { quote } = place
  const copy = (text: string) =>
    void navigator.clipboard
      .writeText(text)
      .then(() => notify.done(t.actions.copied))
      .catch((error: unknown) => notify.failed(error))
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon aria-label={shell.common.more}>
          <IconDots size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {quote !== undefined && quote !== '' && (
          <Menu.Item
            leftSection={<IconQuote size={16} />}
            onClick={() => copy(toReference(quote, textOf(place)))}
          >
            {t.viewer.copyQuote}
          </Menu.Item>
        )}
        <Menu.Item
          component="a"
          href={originalUrl(place.revisionId)}
          download
          leftSection={<IconDownload size={16} />}
        >
          {t.viewer.download}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileText size={16} />}
          onClick={() => void navigate(`/documents/${place.documentId}?revision=${place.revisionId}`)}
        >
          {t.viewer.openDocument}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
