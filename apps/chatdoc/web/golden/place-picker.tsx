import { useState } from 'react'
import { Loader, Modal, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { ErrorState, useShellMessages } from '@millwright/web'
import type { Passage } from '../../step-outputs.ts'
import type { GoldenPlace } from '../../golden/golden.ts'
import { useTexts } from '../i18n/messages.ts'
import { placeOfPassage, textOfPassage } from '../place.ts'
import { usePlaceText } from '../use-place-text.ts'
import { useFoundPassages } from './golden-queries.ts'
import './golden.css'

const debounceMs = 300

/**
 * Where the right answer stands: among places that were found before, or among those found by any other words, in all
 * that the person may read. Null: nowhere.
 */
export const PlacePicker = (props: {
  readonly question: string
  /** What was found for the question already; absent: it is searched. */
  readonly found?: readonly Passage[]
  readonly isSaving: boolean
  readonly onChoose: (place: GoldenPlace | null) => void
  readonly onClose: () => void
}) => {
  const t = useTexts()
  const shell = useShellMessages()
  const [words, setWords] = useState('')
  const [settled] = useDebouncedValue(words.trim(), debounceMs)
  const isFoundAlready = settled === '' && props.found !== undefined
  const search = useFoundPassages(isFoundAlready ? undefined : settled || props.question)
  const passages = isFoundAlready ? props.found : search.data?.hits
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onClose}
      title={t.judge.where}
      closeButtonProps={{ 'aria-label': shell.common.close }}
    >
      <Stack gap="sm">
        <Text size="sm">{t.judge.whereText}</Text>
        <Text fw={560}>{props.question}</Text>
        <TextInput
          data-autofocus
          leftSection={<IconSearch size={16} />}
          rightSection={search.isFetching && <Loader size="xs" aria-label={t.judge.searching} />}
          aria-label={t.judge.search}
          placeholder={t.judge.search}
          maxLength={500}
          value={words}
          onChange={event => setWords(event.currentTarget.value)}
        />
        {search.isError && <ErrorState error={search.error} onRetry={() => void search.refetch()} />}
        {passages?.length === 0 && <Text c="dimmed">{t.judge.nothingFound}</Text>}
        <PlaceList {...props} passages={passages ?? []} />
      </Stack>
    </Modal>
  )
}

const PlaceList = (props: {
  readonly passages: readonly Passage[]
  readonly isSaving: boolean
  readonly onChoose: (place: GoldenPlace | null) => void
}) => {
  const t = useTexts()
  const textOf = usePlaceText()
  const say = ({ documentId, blocks }: Passage) =>
    props.onChoose({ documentId, blockIds: blocks.map(block => block.id) })
  return (
    <ul className="cd-closest">
      {props.passages.map(passage => (
        <li key={passage.passageId}>
          <UnstyledButton className="cd-close-place" disabled={props.isSaving} onClick={() => say(passage)}>
            <span className="cd-close-text">{textOfPassage(passage)}</span>
            <span className="cd-source-path">{textOf(placeOfPassage(passage))}</span>
          </UnstyledButton>
        </li>
      ))}
      <li>
        <UnstyledButton
          className="cd-close-place"
          disabled={props.isSaving}
          onClick={() => props.onChoose(null)}
        >
          {t.judge.nowhere}
        </UnstyledButton>
      </li>
    </ul>
  )
}
