import { useState } from 'react'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useNotify } from '@millwright/web'
import type { Collection } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useDeleteCollection } from './library-changes.ts'

/** Deletes a collection with its documents once its name was typed. */
export const DeleteCollection = (props: { readonly collection: Collection; readonly onDone: () => void }) => {
  const { collection, onDone } = props
  const t = useTexts()
  const notify = useNotify()
  const remove = useDeleteCollection(collection.id)
  const [typed, setTyped] = useState('')
  const start = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        notify.done(t.deletion.collectionStarted)
        onDone()
      },
    })
  return (
    <details className="mw-details">
      <summary>{t.deletion.collection}</summary>
      <Text size="sm" my="xs">
        {t.deletion.collectionText}
      </Text>
      <Group align="end" gap="sm">
        <TextInput
          flex={1}
          label={t.deletion.type(collection.name)}
          value={typed}
          autoComplete="off"
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <Button
          color="red"
          loading={remove.isPending}
          disabled={typed.trim() !== collection.name}
          onClick={start}
        >
          {t.deletion.confirm}
        </Button>
      </Group>
    </details>
  )
}
