import { Progress, UnstyledButton } from '@mantine/core'
import { useFormat } from '@millwright/web'
import type { Collection } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { isBusy } from '../library-queries.ts'

/** How much of a collection has been read, 0..100. */
export const percentRead = ({ counts }: Pick<Collection, 'counts'>): number =>
  counts.documents === 0
    ? 100
    : Math.round(((counts.documents - counts.queued - counts.reading) / counts.documents) * 100)

/** Stands for all collections, where one is named otherwise. */
export const allCollections = 'all'

/** Documents of all collections by their state. */
export const sumOfCounts = (collections: readonly Collection[]): Collection['counts'] => {
  const sum = (state: keyof Collection['counts']): number =>
    collections.reduce((total, { counts }) => total + counts[state], 0)
  return {
    documents: sum('documents'),
    queued: sum('queued'),
    reading: sum('reading'),
    ready: sum('ready'),
    failed: sum('failed'),
    cancelled: sum('cancelled'),
  }
}

/** All of them together, and each that one may read: how many documents it holds and how far they are read. */
export const CollectionList = (props: {
  readonly collections: readonly Collection[]
  /** Undefined: all of them. */
  readonly chosen: Collection | undefined
  readonly onChoose: (id: string) => void
}) => {
  const t = useTexts()
  const { chosen, onChoose } = props
  return (
    <nav className="cd-collections" aria-label={t.library.collections}>
      <ul>
        <li>
          <Entry
            name={t.library.allCollections}
            counts={sumOfCounts(props.collections)}
            isChosen={chosen === undefined}
            onChoose={() => onChoose(allCollections)}
          />
        </li>
        {props.collections.map(item => (
          <li key={item.id}>
            <Entry
              name={item.name}
              counts={item.counts}
              isChosen={item.id === chosen?.id}
              onChoose={() => onChoose(item.id)}
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Entry = (props: {
  readonly name: string
  readonly counts: Collection['counts']
  readonly isChosen: boolean
  readonly onChoose: () => void
}) => {
  const { counts } = props
  const t = useTexts()
  const format = useFormat()
  return (
    <UnstyledButton
      className="cd-collection"
      aria-current={props.isChosen ? 'true' : undefined}
      onClick={props.onChoose}
    >
      <span className="cd-collection-name">{props.name}</span>
      <span className="cd-collection-count mw-num">
        {t.welcome.documents(counts.documents, format.number(counts.documents))}
        {counts.failed > 0 && <span className="cd-bad"> · {t.library.failed(counts.failed)}</span>}
      </span>
      {isBusy({ counts }) && (
        <Progress size="xs" mt={6} value={percentRead({ counts })} aria-label={t.library.progress} />
      )}
    </UnstyledButton>
  )
}
