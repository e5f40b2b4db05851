import { useState } from 'react'
import { SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import type { Collection, DocumentSummary, RevisionState } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { DocumentList } from './document-list.tsx'

type Counts = Collection['counts']

const debounceMs = 250

/** Documents to look through by words and by state: of one collection, or of all where none is named. */
export const DocumentBrowser = (props: { readonly collectionId?: string; readonly counts: Counts }) => {
  const { collectionId, counts } = props
  const [text, setText] = useState('')
  const [state, setState] = useState<RevisionState>()
  const [settled] = useDebouncedValue(text, debounceMs)
  const [deleted, setDeleted] = useState<DocumentSummary>()
  return (
    <>
      {counts.documents > 0 && (
        <>
          <FilterBar counts={counts} text={text} onText={setText} state={state} onState={setState} />
          <DocumentList
            key={`${settled} ${state ?? ''}`}
            collectionId={collectionId}
            text={settled}
            state={state}
            onDelete={setDeleted}
          />
        </>
      )}
      {/* here, since the row is gone before its receipt is read */}
      {deleted && <DeleteDialog document={deleted} onClose={() => setDeleted(undefined)} />}
    </>
  )
}

const FilterBar = (props: {
  readonly counts: Counts
  readonly text: string
  readonly onText: (text: string) => void
  readonly state: RevisionState | undefined
  readonly onState: (state: RevisionState | undefined) => void
}) => {
  const t = useTexts()
  const { counts } = props
  const states = (['ready', 'reading', 'queued', 'failed', 'cancelled'] as const).filter(
    state => counts[state] > 0 || state === props.state,
  )
  return (
    <div className="cd-filter">
      <TextInput
        leftSection={<IconSearch size={16} />}
        aria-label={t.library.search}
        placeholder={t.library.search}
        value={props.text}
        onChange={event => props.onText(event.currentTarget.value)}
      />
      {states.length > 1 && (
        <div className="mw-scroll-x">
          <SegmentedControl
            size="sm"
            aria-label={t.library.state}
            value={props.state ?? 'all'}
            onChange={value => props.onState(states.find(state => state === value))}
            data={[
              { value: 'all', label: t.library.all },
              ...states.map(state => ({
                value: state,
                label: `${t.library.states[state]} ${counts[state]}`,
              })),
            ]}
          />
        </div>
      )}
    </div>
  )
}
