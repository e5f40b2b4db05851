import { useState } from 'react'
import { Modal, Stack } from '@mantine/core'
import { useLocalize, useNotify, useShellMessages } from '@millwright/web'
import type { Collection, Reader } from '../../library/replies.ts'
import { useForecast } from '../golden/golden-queries.ts'
import { useTexts } from '../i18n/messages.ts'
import { CollectionForm } from './collection-form.tsx'
import { useChangeCollection, useMakeCollection } from './library-changes.ts'
import type { CollectionWords } from './library-changes.ts'
import { DeleteCollection } from './delete-collection.tsx'
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
  const localize = useLocalize()
  const notify = useNotify()
  const change = useChangeCollection(collection.id)
  const forecast = useForecast(collection.id)
  /** The dictionary that was warned of: saving it once more is meant. */
  const [warned, setWarned] = useState<{ readonly of: string; readonly text: string }>()
  const before = collection.readers ?? everyone
  const write = (words: CollectionWords, readers: readonly Reader[]) =>
    change.mutate(
      { words, readers: JSON.stringify(readers) === JSON.stringify(before) ? undefined : readers },
      {
        onSuccess: () => {
          notify.done(shell.common.saved)
          onClose()
        },
      },
    )
  const save = (words: CollectionWords, readers: readonly Reader[]) => {
    const of = JSON.stringify(words.dictionary)
    if (of === JSON.stringify(collection.dictionary) || of === warned?.of) return write(words, readers)
    forecast.mutate(
      { dictionary: words.dictionary },
      {
        onSuccess: ({ warning }) =>
          warning ? setWarned({ of, text: localize(warning) }) : write(words, readers),
      },
    )
  }
  return (
    <Stack gap="lg">
      <CollectionForm
        words={collection}
        readers={before}
        isSaving={change.isPending || forecast.isPending}
        warning={warned?.text}
        onSave={save}
        onClose={onClose}
      />
      <WatchedFolders collection={collection} />
      <Webhook collection={collection} />
      <DeleteCollection collection={collection} onDone={onClose} />
    </Stack>
  )
}
