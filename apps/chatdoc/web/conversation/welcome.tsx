import { Button } from '@mantine/core'
import { IconFilePlus, IconFileSearch } from '@tabler/icons-react'
import { Link } from 'react-router'
import { EmptyState, ErrorState, ListSkeleton, useCan, useFormat } from '@millwright/web'
import type { Collection } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { isBusy, useCollections } from '../library-queries.ts'
import type { Scope } from './scope.ts'
import { Suggestions } from './suggestions.tsx'

const readyIn = (collections: readonly Collection[]): number =>
  collections.reduce((sum, collection) => sum + collection.counts.ready, 0)

/** Collections with something to ask, of those that are chosen. */
const askedIn = (collections: readonly Collection[], { collectionIds }: Scope): readonly Collection[] =>
  collections.filter(
    ({ id, counts }) => counts.ready > 0 && (collectionIds.length === 0 || collectionIds.includes(id)),
  )

/** Before the first question: what can be asked here, to start from. */
export const Welcome = (props: { readonly scope: Scope; readonly onAsk: (question: string) => void }) => {
  const t = useTexts()
  const format = useFormat()
  const collections = useCollections()
  if (collections.isPending) return <ListSkeleton rows={4} />
  if (collections.isError)
    return <ErrorState error={collections.error} onRetry={() => void collections.refetch()} />
  const ready = readyIn(collections.data)
  const isReading = collections.data.some(isBusy)
  if (ready === 0 && !isReading) return <NoDocuments />
  return (
    <div className="mw-welcome">
      <h2>{t.welcome.title}</h2>
      <p>
        {ready === 0
          ? t.welcome.nothingReady
          : t.welcome.lead(t.welcome.documents(ready, format.number(ready)))}
        {ready > 0 && isReading && ` ${t.welcome.reading}`}
      </p>
      {ready > 0 && <Suggestions collections={askedIn(collections.data, props.scope)} onPick={props.onAsk} />}
    </div>
  )
}

/** A steward is led to add documents; others learn whom to ask. */
const NoDocuments = () => {
  const t = useTexts()
  const can = useCan()
  const mayAdd = can('documents.write')
  return (
    <EmptyState
      icon={mayAdd ? <IconFilePlus /> : <IconFileSearch />}
      title={t.welcome.empty}
      text={mayAdd ? t.welcome.emptySteward : t.welcome.emptyOthers}
      action={
        mayAdd && (
          <Button component={Link} to="/documents" size="md">
            {t.welcome.add}
          </Button>
        )
      }
    />
  )
}
