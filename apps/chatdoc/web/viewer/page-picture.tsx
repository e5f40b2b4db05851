import { useEffect, useRef, useState } from 'react'
import { Button, Skeleton } from '@mantine/core'
import type { Box } from '../../document/block.ts'
import type { Page } from '../../document/document.ts'
import { pictureUrl } from '../library-queries.ts'
import { useTexts } from '../i18n/messages.ts'

const paneWidthPx = 800
const widestPx = 3000
const widthStepPx = 400

/** Wide enough to be sharp on this screen, in steps so that few sizes are drawn. */
const pictureWidthPx = (zoom: number): number =>
  Math.min(Math.ceil((paneWidthPx * zoom * devicePixelRatio) / widthStepPx) * widthStepPx, widestPx)

const percent = (part: number, whole: number): string => `${(part / whole) * 100}%`

/** A page as it was printed, with boxes drawn over it; the first of them is brought into view. */
export const PagePicture = (props: {
  readonly revisionId: string
  readonly title: string
  readonly page: Page
  readonly boxes: readonly Box[]
  /** How much wider than the pane it is shown; absent: as wide. */
  readonly zoom?: number
  /** Whether the page scrolls to its first box. */
  readonly leads: boolean
  readonly onText?: () => void
}) => {
  const { page, boxes, leads, revisionId } = props
  const t = useTexts()
  const first = useRef<HTMLSpanElement>(null)
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading')
  useEffect(() => {
    if (leads && state === 'shown') first.current?.scrollIntoView({ block: 'center', inline: 'center' })
  }, [leads, state, boxes])
  return (
    <figure className="cd-page" style={{ aspectRatio: `${page.width} / ${page.height}` }}>
      {state === 'loading' && <Skeleton className="cd-page-loading" />}
      {state === 'failed' ? (
        <div className="cd-page-failed">
          <p>{t.viewer.noPicture}</p>
          {props.onText && (
            <Button size="compact-md" color="petrol.7" onClick={props.onText}>
              {t.viewer.showText}
            </Button>
          )}
        </div>
      ) : (
        <img
          src={pictureUrl(revisionId, page.page, pictureWidthPx(props.zoom ?? 1))}
          alt={t.viewer.pagePicture(page.page, props.title)}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
        />
      )}
      {state === 'shown' &&
        boxes.map((box, index) => (
          <span
            key={index}
            ref={index === 0 ? first : undefined}
            className="cd-mark"
            style={{
              left: percent(box.left, page.width),
              top: percent(box.top, page.height),
              width: percent(box.right - box.left, page.width),
              height: percent(box.bottom - box.top, page.height),
            }}
          />
        ))}
    </figure>
  )
}
