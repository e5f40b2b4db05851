import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button, Group, Modal, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useNotify, useShellMessages } from '@millwright/web'
import type { Collection, Reader } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useChangeCollection, useMakeCollection } from './library-changes.ts'
import type { CollectionWords } from './library-changes.ts'
import { DeleteCollection } from './delete-collection.tsx'
import { ReadersEditor } from './readers-editor.tsx'
import { WatchedFolders } from './watched-folders.tsx'
import { Webhook } from './webhook.tsx'

const everyone: readonly Reader[] = [{ kind: 'role', subject: 'viewer' }]

/** Makes a collection, or changes one: its name, what it is for, who reads it, its trade words. */
export const CollectionDialog = (props: {
  readonly collection?: Collection
  readonly onClose: () => void
  readonly onMade?: (collection: Collection) => void
}) => {
  const { collection, onClose } = props
  const t = useTexts()
  const shell = useShellMessages()
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={collection ? t.library.settingsOf(collection.name) : t.library.newCollection}
      closeButtonProps={{ 'aria-label': shell.common.close }}
    >
      {collection ? <ChangeForm {...props} collection={collection} /> : <NewForm {...props} />}
    </Modal>
  )
}

const NewForm = (props: {
  readonly onClose: () => void
  readonly onMade?: (collection: Collection) => void
}) => {
  const make = useMakeCollection()
  const save = (words: CollectionWords, readers: readonly Reader[]) =>
    make.mutate({ ...words, readers }, { onSuccess: made => props.onMade?.(made) })
  return (
    <CollectionForm
      words={{ name: '', description: '', dictionary: [] }}
      readers={everyone}
      isSaving={make.isPending}
      onSave={save}
      onClose={props.onClose}
    />
  )
}

const ChangeForm = (props: { readonly collection: Collection; readonly onClose: () => void }) => {
  const { collection, onClose } = props
  const shell = useShellMessages()
  const notify = useNotify()
  const change = useChangeCollection(collection.id)
  const before = collection.readers ?? everyone
  const save = (words: CollectionWords, readers: readonly Reader[]) =>
    change.mutate(
      { words, readers: JSON.stringify(readers) === JSON.stringify(before) ? undefined : readers },
      {
        onSuccess: () => {
          notify.done(shell.common.saved)
          onClose()
        },
      },
    )
  return (
    <Stack gap="lg">
      <CollectionForm
        words={collection}
        readers={before}
        isSaving={change.isPending}
        onSave={save}
        onClose={onClose}
      />
      <WatchedFolders collection={collection} />
      <Webhook collection={collection} />
      <DeleteCollection collection={collection} onDone={onClose} />
    </Stack>
  )
}

const CollectionForm = (props: {
  readonly words: CollectionWords
  readonly readers: readonly Reader[]
  readonly isSaving: boolean
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
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {shell.common.cancel}
          </Button>
          <Button type="submit" loading={props.isSaving} disabled={name.trim() === ''}>
            {shell.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
