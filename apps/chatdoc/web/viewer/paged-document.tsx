import { useState } from 'react'
import type { ReactNode } from 'react'
import { ActionIcon, NumberInput } from '@mantine/core'
import {
  IconArrowAutofitWidth,
  IconChevronLeft,
  IconChevronRight,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react'
import type { Page } from '../../document/document.ts'
import { useTexts } from '../i18n/messages.ts'
import { pagesOf } from '../place.ts'
import type { Place } from '../place.ts'
import { PagePicture } from './page-picture.tsx'
import { PageText } from './page-text.tsx'
import { usePinchZoom } from './use-pinch-zoom.ts'

const zoomSteps = [0.6, 0.8, 1, 1.35, 1.8, 2.4, 3.2] as const
const bounds = [0.6, 3.2] as const
const fit = 1
/** On a narrow screen the margins of a page are worth less than larger letters. */
const narrowZoom = 1.35

const isNarrow = (): boolean => matchMedia('(max-width: 600px)').matches

/** The pages of a place one below the other, or any other page that one turns to, as pictures or as text. */
export const PagedDocument = (props: {
  readonly place: Place
  readonly pages: readonly Page[]
  readonly view: 'page' | 'text'
  readonly viewSwitch: ReactNode
  /** Shows the text in place of a picture that is not there. */
  readonly onText: () => void
}) => {
  const { place, pages, view } = props
  const t = useTexts()
  const cited = pagesOf(place.boxes)
  const [turned, setTurned] = useState<number>()
  const [zoom, setZoom] = useState<number>(isNarrow() && cited.length > 0 ? narrowZoom : fit)
  const pinched = usePinchZoom(zoom, setZoom, bounds)
  const shown = turned === undefined ? (cited.length > 0 ? cited : [1]) : [turned]
  const first = shown[0] ?? 1
  const last = shown.at(-1) ?? 1
  const turn = (page: number) => setTurned(cited.includes(page) ? undefined : page)
  return (
    <>
      <div className="cd-page-tools" role="toolbar" aria-label={t.viewer.pageView}>
        <PageButtons first={first} last={last} count={pages.length} onTurn={turn} />
        <span className="cd-gap cd-origin">
          {pages.some(page => page.page === first && page.origin === 'ocr') && t.viewer.ocr}
        </span>
        {props.viewSwitch}
        {view === 'page' && <ZoomButtons zoom={zoom} onZoom={setZoom} />}
      </div>
      <div
        ref={pinched}
        className="cd-pages"
        tabIndex={0}
        role="region"
        aria-label={t.viewer.pageOf(first, pages.length)}
      >
        {view === 'text' ? (
          <PageText place={place} fromPage={first} toPage={last} />
        ) : (
          <div className="cd-pages-sheet" style={{ width: `${zoom * 100}%` }}>
            {pages
              .filter(page => shown.includes(page.page))
              .map(page => (
                <PagePicture
                  key={`${place.revisionId}-${page.page}`}
                  revisionId={place.revisionId}
                  title={place.documentTitle}
                  page={page}
                  boxes={place.boxes.filter(box => box.page === page.page)}
                  zoom={zoom}
                  leads={page.page === first}
                  onText={props.onText}
                />
              ))}
          </div>
        )}
      </div>
    </>
  )
}

const PageButtons = (props: {
  readonly first: number
  readonly last: number
  readonly count: number
  readonly onTurn: (page: number) => void
}) => {
  const { first, last, count, onTurn } = props
  const t = useTexts()
  return (
    <>
      <ActionIcon aria-label={t.viewer.previousPage} disabled={first <= 1} onClick={() => onTurn(first - 1)}>
        <IconChevronLeft size={19} />
      </ActionIcon>
      <NumberInput
        size="xs"
        w={58}
        hideControls
        aria-label={t.viewer.goToPage}
        value={first}
        onChange={value => {
          const page = Math.round(Number(value))
          if (page >= 1 && page <= count) onTurn(page)
        }}
      />
      <span className="cd-page-count mw-num">/ {count}</span>
      <ActionIcon aria-label={t.viewer.nextPage} disabled={last >= count} onClick={() => onTurn(last + 1)}>
        <IconChevronRight size={19} />
      </ActionIcon>
    </>
  )
}

const ZoomButtons = (props: { readonly zoom: number; readonly onZoom: (zoom: number) => void }) => {
  const { zoom, onZoom } = props
  const t = useTexts()
  const smaller = zoomSteps.findLast(step => step < zoom)
  const larger = zoomSteps.find(step => step > zoom)
  return (
    <>
      <ActionIcon
        aria-label={t.viewer.zoomOut}
        disabled={smaller === undefined}
        onClick={() => onZoom(smaller ?? zoom)}
      >
        <IconZoomOut size={19} />
      </ActionIcon>
      <ActionIcon
        className="cd-fit"
        aria-label={t.viewer.fit}
        aria-pressed={zoom === fit}
        onClick={() => onZoom(fit)}
      >
        <IconArrowAutofitWidth size={19} />
      </ActionIcon>
      <ActionIcon
        aria-label={t.viewer.zoomIn}
        disabled={larger === undefined}
        onClick={() => onZoom(larger ?? zoom)}
      >
        <IconZoomIn size={19} />
      </ActionIcon>
    </>
  )
}
