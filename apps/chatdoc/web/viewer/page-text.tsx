import { useEffect, useRef } from 'react'
import { Text } from '@mantine/core'
import { ErrorState, ListSkeleton } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { useRevision } from '../library-queries.ts'
import type { Place } from '../place.ts'
import { BlockView } from './block-view.tsx'

const mostBlocks = 2000

/** What was read on some pages, in reading order. */
export const PageText = (props: {
  readonly place: Place
  readonly fromPage: number
  readonly toPage: number
}) => {
  const { place, fromPage, toPage } = props
  const t = useTexts()
  const revision = useRevision(place.revisionId, { fromPage, toPage, limit: mostBlocks })
  const list = useScrollToMark(revision.isSuccess)
  if (revision.isPending) return <ListSkeleton rows={6} />
  if (revision.isError) return <ErrorState error={revision.error} onRetry={() => void revision.refetch()} />
  return (
    <div className="cd-text" ref={list}>
      {revision.data.blocks.length === 0 && <Text c="dimmed">{t.viewer.noText}</Text>}
      {revision.data.blocks.map(({ block, correction }) => (
        <BlockView
          key={block.id}
          block={block}
          isMarked={place.blockIds.includes(block.id)}
          cells={place.cells}
          quote={place.quote}
          correction={correction}
        />
      ))}
    </div>
  )
}

/** Brings the first marked block into view when it is there. */
export const useScrollToMark = (isThere: boolean) => {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isThere) list.current?.querySelector('[data-marked]')?.scrollIntoView({ block: 'center' })
  }, [isThere])
  return list
}
