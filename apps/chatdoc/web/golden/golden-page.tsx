import { useState } from 'react'
import { Select } from '@mantine/core'
import { IconTargetArrow } from '@tabler/icons-react'
import { useSearchParams } from 'react-router'
import { EmptyState, ErrorState, ListSkeleton, PageHeader, useCan } from '@millwright/web'
import type { Collection } from '../../library/replies.ts'
import type { GoldenReport } from '../../golden/golden.ts'
import { useTexts } from '../i18n/messages.ts'
import { useCollections } from '../library-queries.ts'
import { CheckButton } from './check-button.tsx'
import { GoldenRow } from './golden-row.tsx'
import { useGolden } from './golden-queries.ts'
import { RankingPanel } from './ranking-panel.tsx'
import { ReportNote } from './report-note.tsx'
import { ScoreHistory } from './score-history.tsx'
import { TrialNote } from './trial-note.tsx'
import './golden.css'

/** Questions whose right place people confirmed: how they come out now, and how they came out before. */
const GoldenPage = () => {
  const t = useTexts()
  const collections = useCollections()
  const [search, setSearch] = useSearchParams()
  const list = collections.data ?? []
  const chosen = list.find(item => item.id === search.get('collection')) ?? list[0]
  return (
    <div className="mw-page">
      {!chosen && <PageHeader title={t.golden.title} lead={t.golden.lead} />}
      {collections.isPending && <ListSkeleton rows={4} />}
      {collections.isError && (
        <ErrorState error={collections.error} onRetry={() => void collections.refetch()} />
      )}
      {collections.isSuccess && !chosen && <NoQuestions />}
      {chosen && (
        <GoldenOfCollection
          key={chosen.id}
          collections={list}
          chosen={chosen}
          onChoose={id => setSearch({ collection: id })}
        />
      )}
    </div>
  )
}

const NoQuestions = () => {
  const t = useTexts()
  return <EmptyState icon={<IconTargetArrow />} title={t.golden.empty} text={t.golden.emptyText} />
}

const GoldenOfCollection = (props: {
  readonly collections: readonly Collection[]
  readonly chosen: Collection
  readonly onChoose: (id: string) => void
}) => {
  const { collections, chosen, onChoose } = props
  const t = useTexts()
  const can = useCan()
  const golden = useGolden(chosen.id)
  const [report, setReport] = useState<GoldenReport>()
  const isEmpty = golden.data?.length === 0
  return (
    <>
      <PageHeader
        title={t.golden.title}
        lead={t.golden.lead}
        actions={!isEmpty && <CheckButton collectionId={chosen.id} onDone={setReport} />}
      />
      {collections.length > 1 && (
        <Select
          mb="md"
          maw={360}
          label={t.golden.collection}
          allowDeselect={false}
          data={collections.map(item => ({ value: item.id, label: item.name }))}
          value={chosen.id}
          onChange={id => id !== null && onChoose(id)}
        />
      )}
      {golden.isPending && <ListSkeleton rows={4} />}
      {golden.isError && <ErrorState error={golden.error} onRetry={() => void golden.refetch()} />}
      {isEmpty && <NoQuestions />}
      <TrialNote collection={chosen} />
      {report && <ReportNote report={report} />}
      {!isEmpty && <ScoreHistory collectionId={chosen.id} />}
      {!isEmpty && can('documents.write') && (
        <RankingPanel key={JSON.stringify(chosen.ranking)} collection={chosen} />
      )}
      {golden.data?.map(item => (
        <GoldenRow key={item.id} golden={item} />
      ))}
    </>
  )
}

export default GoldenPage
