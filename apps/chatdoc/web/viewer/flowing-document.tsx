import { useState } from 'react'
import { Button } from '@mantine/core'
import { ErrorState, ListSkeleton } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { useRevision } from '../library-queries.ts'
import type { Place } from '../place.ts'
import { BlockView } from './block-view.tsx'
import { useScrollToMark } from './page-text.tsx'

/** So many blocks are asked for at once, and so many shown before and after the cited one. */
const chunkSize = 1000
const shownAround = 60

/** A document without pages: its blocks in reading order, opened where the place stands, more of it on demand. */
export const FlowingDocument = ({ place }: { readonly place: Place }) => {
  const t = useTexts()
  const [chunk, setChunk] = useState({ index: 0, isChosen: false })
  const [widened, setWidened] = useState({ before: 0, after: 0 })
  const revision = useRevision(place.revisionId, { offset: chunk.index * chunkSize, limit: chunkSize })
  const blocks = revision.data?.blocks ?? []
  const wanted = place.blockIds[0]
  const at = wanted === undefined ? 0 : blocks.findIndex(({ block }) => block.id === wanted)
  const hasMore = (revision.data?.blockCount ?? 0) > (chunk.index + 1) * chunkSize
  if (revision.isSuccess && at === -1 && hasMore && !chunk.isChosen)
    setChunk({ index: chunk.index + 1, isChosen: false })
  const list = useScrollToMark(revision.isSuccess && at >= 0)
  if (revision.isPending) return <ListSkeleton rows={6} />
  if (revision.isError) return <ErrorState error={revision.error} onRetry={() => void revision.refetch()} />
  const middle = Math.max(at, 0)
  const from = Math.max(middle - shownAround - widened.before, 0)
  const to = Math.min(middle + shownAround + widened.after, blocks.length)
  const goTo = (index: number) => {
    setChunk({ index, isChosen: true })
    setWidened({ before: 0, after: 0 })
  }
  const showEarlier = () =>
    from > 0 ? setWidened({ ...widened, before: widened.before + shownAround }) : goTo(chunk.index - 1)
  const showLater = () =>
    to < blocks.length
      ? setWidened({ ...widened, after: widened.after + shownAround })
      : goTo(chunk.index + 1)
  return (
    <div className="cd-text-scroll" tabIndex={0} role="region" aria-label={place.documentTitle}>
      <div className="cd-text" ref={list}>
        {(from > 0 || chunk.index > 0) && (
          <Button variant="subtle" fullWidth onClick={showEarlier}>
            {t.viewer.earlier}
          </Button>
        )}
        {blocks.slice(from, to).map(({ block, correction }) => (
          <BlockView
            key={block.id}
            block={block}
            isMarked={place.blockIds.includes(block.id)}
            cells={place.cells}
            quote={place.quote}
            correction={correction}
          />
        ))}
        {(to < blocks.length || hasMore) && (
          <Button variant="subtle" fullWidth onClick={showLater}>
            {t.viewer.later}
          </Button>
        )}
      </div>
    </div>
  )
}
