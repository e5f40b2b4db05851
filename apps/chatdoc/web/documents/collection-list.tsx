import { Progress, UnstyledButton } from '@mantine/core'
import { useFormat } from '@millwright/web'
import type { Collection } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { isBusy } from '../library-queries.ts'

/** How much of a collection has been read, 0..100. */
export const percentRead = ({ counts }: Collection): number =>
  counts.documents === 0
    ? 100
    : Math.round(((counts.documents - counts.queued - counts.reading) / counts.documents) * 100)

/** The collections that one may read, each with how many documents it holds and how far they are read. */
export const CollectionList = (props: {
  readonly collections: readonly Collection[]
  readonly chosen: Collection
  readonly onChoose: (id: string) => void
}) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <nav className="cd-collections" aria-label={t.library.collections}>
      <ul>
        {props.collections.map(item => (
          <li key={item.id}>
            <UnstyledButton
              className="cd-collection"
              aria-current={item.id === props.chosen.id ? 'true' : undefined}
              onClick={() => props.onChoose(item.id)}
            >
              <span className="cd-collection-name">{item.name}</span>
              <span className="cd-collection-count mw-num">
                {t.welcome.documents(item.counts.documents, format.number(item.counts.documents))}
                {item.counts.failed > 0 && (
                  <span className="cd-bad"> · {t.library.failed(item.counts.failed)}</span>
                )}
              </span>
              {isBusy(item) && (
                <Progress size="xs" mt={6} value={percentRead(item)} aria-label={t.library.progress} />
              )}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </nav>
  )
}
