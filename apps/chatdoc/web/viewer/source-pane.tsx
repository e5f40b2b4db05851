import { useMemo } from 'react'
import { Modal } from '@mantine/core'
import { ErrorState, ListSkeleton, useRunOnce } from '@millwright/web'
import type { Run } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { readOutputs } from '../outputs.ts'
import { placeOfCitation, placeOfPassage } from '../place.ts'
import type { Place } from '../place.ts'
import { DocumentViewer } from './document-viewer.tsx'
import { useSource } from './source-context.ts'
import type { SourceReference } from './source-context.ts'

const placesOf = (run: Run | undefined, from: SourceReference['from']): readonly Place[] => {
  if (!run) return []
  const { citations, retrieve } = readOutputs(run)
  return from === 'cited'
    ? (citations ?? []).map(placeOfCitation)
    : (retrieve?.passages ?? []).map(placeOfPassage)
}

/** The source that is open, with the way to the next one of the same answer. */
const SourceView = ({ shown }: { readonly shown: SourceReference }) => {
  const { open, close } = useSource()
  const run = useRunOnce(shown.runId)
  const places = useMemo(() => placesOf(run.data, shown.from), [run.data, shown.from])
  const place = places[shown.index]
  if (run.isPending) return <ListSkeleton rows={6} />
  if (run.isError) return <ErrorState error={run.error} onRetry={() => void run.refetch()} />
  if (!place) return null
  return (
    <DocumentViewer
      place={place}
      hits={{ index: shown.index, count: places.length, onMove: index => open({ ...shown, index }) }}
      onClose={close}
    />
  )
}

/** The open source beside the conversation. */
export const SourcePane = ({ shown }: { readonly shown: SourceReference }) => {
  const t = useTexts()
  return (
    <aside className="mw-pane" aria-label={t.viewer.title}>
      <SourceView shown={shown} />
    </aside>
  )
}

/** The open source over the whole screen, where there is no room beside. */
export const SourceScreen = ({ shown }: { readonly shown: SourceReference }) => {
  const t = useTexts()
  const { close } = useSource()
  return (
    <Modal
      opened
      fullScreen
      onClose={close}
      withCloseButton={false}
      padding={0}
      title={t.viewer.title}
      classNames={{ header: 'mw-hidden', body: 'cd-screen' }}
      transitionProps={{ duration: 0 }}
    >
      <SourceView shown={shown} />
    </Modal>
  )
}
