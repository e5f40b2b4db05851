import { useState } from 'react'
import type { FormEvent } from 'react'
import { Alert, Button, Group, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useShellMessages } from '@millwright/web'
import type { Reader } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import type { CollectionWords } from './library-changes.ts'
import { ReadersEditor } from './readers-editor.tsx'

/** Name, purpose, readers and trade words of a collection. */
export const CollectionForm = (props: {
  readonly words: CollectionWords
  readonly readers: readonly Reader[]
  readonly isSaving: boolean
  /** What gets worse by saving; the person may save all the same. */
  readonly warning?: string | undefined
  readonly onSave: (words: CollectionWords, readers: readonly Reader[]) => void
  readonly onClose: () => void
}) => {
  const t = useTexts()
  const shell = useShellMessages()
  const [name, setName] = useState(props.words.name)
  const [description, setDescription] = useState(props.words.description)
  const [dictionary, setDictionary] = useState(props.words.dictionary)
  const [readers, setReaders] = useState(props.readers)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSave({ name, description, dictionary }, readers)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={shell.common.name}
          required
          maxLength={200}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Textarea
          label={t.library.description}
          autosize
          minRows={2}
          maxLength={2000}
          value={description}
          onChange={event => setDescription(event.currentTarget.value)}
        />
        <ReadersEditor label={t.library.readers} readers={readers} onChange={setReaders} />
        <TagsInput
          label={t.library.dictionary}
          description={t.library.dictionaryHint}
          value={[...dictionary]}
          onChange={setDictionary}
          splitChars={[',', '，', '、', ';', '\n']}
        />
        {props.warning !== undefined && (
          <Alert color="yellow" variant="light" role="status" icon={<IconAlertTriangle size={18} />}>
            {props.warning}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {shell.common.cancel}
          </Button>
          <Button type="submit" loading={props.isSaving} disabled={name.trim() === ''}>
            {props.warning === undefined ? shell.common.save : t.library.saveAnyway}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
