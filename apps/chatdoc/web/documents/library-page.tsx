import { useState } from 'react'
import { Button, Select, Title } from '@mantine/core'
import { IconFolderPlus, IconFolders } from '@tabler/icons-react'
import { useSearchParams } from 'react-router'
import { EmptyState, ErrorState, ListSkeleton, PageHeader, useCan } from '@millwright/web'
import type { Collection } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useCollections } from '../library-queries.ts'
import { CollectionDialog } from './collection-dialog.tsx'
import { allCollections, CollectionList, sumOfCounts } from './collection-list.tsx'
import { CollectionView } from './collection-view.tsx'
import { DocumentBrowser } from './document-browser.tsx'
import { ReceiptsButton } from './receipts.tsx'
import './documents.css'

/** The library: collections, and the documents of the one that is chosen, or of all. */
const LibraryPage = () => {
  const t = useTexts()
  const can = useCan()
  const collections = useCollections()
  const [isAdding, setAdding] = useState(false)
  const [search, setSearch] = useSearchParams()
  const list = collections.data ?? []
  const named = search.get('collection')
  const isAll = named === allCollections && list.length > 1
  const chosen = isAll ? undefined : (list.find(item => item.id === named) ?? list[0])
  const choose = (id: string) => setSearch({ collection: id })
  const add = can('documents.write') && (
    <Button leftSection={<IconFolderPlus size={17} />} onClick={() => setAdding(true)}>
      {t.library.newCollection}
    </Button>
  )
  return (
    <div className="mw-page mw-page-wide">
      <PageHeader
        title={t.library.title}
        lead={t.library.lead}
        actions={
          list.length > 0 && (
            <>
              {can('documents.write') && <ReceiptsButton />}
              {add}
            </>
          )
        }
      />
      {collections.isPending && <ListSkeleton rows={5} />}
      {collections.isError && (
        <ErrorState error={collections.error} onRetry={() => void collections.refetch()} />
      )}
      {collections.isSuccess && list.length === 0 && (
        <EmptyState
          icon={<IconFolders />}
          title={t.library.noCollections}
          text={can('documents.write') ? t.library.noCollectionsSteward : t.welcome.emptyOthers}
          action={add}
        />
      )}
      {list.length > 0 && <Library collections={list} chosen={chosen} onChoose={choose} />}
      {isAdding && (
        <CollectionDialog
          onClose={() => setAdding(false)}
          onMade={collection => {
            setAdding(false)
            choose(collection.id)
          }}
        />
      )}
    </div>
  )
}

const Library = (props: {
  readonly collections: readonly Collection[]
  readonly chosen: Collection | undefined
  readonly onChoose: (id: string) => void
}) => {
  const { collections, chosen, onChoose } = props
  const t = useTexts()
  return (
    <div className="cd-library" data-single={collections.length === 1 || undefined}>
      {collections.length > 1 && (
        <>
          <CollectionList collections={collections} chosen={chosen} onChoose={onChoose} />
          <Select
            className="cd-collection-select"
            size="md"
            aria-label={t.library.collections}
            allowDeselect={false}
            data={[
              { value: allCollections, label: t.library.allCollections },
              ...collections.map(item => ({ value: item.id, label: item.name })),
            ]}
            value={chosen?.id ?? allCollections}
            onChange={id => id !== null && onChoose(id)}
          />
        </>
      )}
      {chosen ? (
        <CollectionView key={chosen.id} collection={chosen} />
      ) : (
        <section className="cd-collection-view" aria-label={t.library.allCollections}>
          <Title order={2} size="h3">
            {t.library.allCollections}
          </Title>
          <DocumentBrowser counts={sumOfCounts(collections)} />
        </section>
      )}
    </div>
  )
}

export default LibraryPage
