import { useState } from 'react'
import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useShellMessages } from '@millwright/web'
import type { DocumentSummary } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { DeletionReceipt } from './deletion-receipt.tsx'
import { useDeleteDocument } from './library-changes.ts'

/** Deletes a document once its name was typed, and shows the receipt that proves it. */
export const DeleteDialog = (props: { readonly document: DocumentSummary; readonly onClose: () => void }) => {
  const { document, onClose } = props
  const t = useTexts()
  const shell = useShellMessages()
  const remove = useDeleteDocument(document.id)
  const [typed, setTyped] = useState('')
  const isEmail = document.newest.format === 'email'
  const [withAttachments, setWithAttachments] = useState(isEmail)
  const fileName = document.name.split('/').at(-1) ?? document.name
  return (
    <Modal
      opened
      onClose={onClose}
      title={remove.data ? t.deletion.receipt : t.deletion.title}
      closeButtonProps={{ 'aria-label': shell.common.close }}
    >
      {remove.data ? (
        <DeletionReceipt deletion={remove.data} onClose={onClose} />
      ) : (
        <form
          onSubmit={event => {
            event.preventDefault()
            if (typed.trim() === fileName) remove.mutate({ attachments: withAttachments ? 'delete' : 'keep' })
          }}
        >
          <Stack gap="md">
            <Text size="sm">{t.deletion.text}</Text>
            {isEmail && (
              <Checkbox
                label={t.deletion.withAttachments}
                checked={withAttachments}
                onChange={event => setWithAttachments(event.currentTarget.checked)}
              />
            )}
            <TextInput
              label={t.deletion.type(fileName)}
              value={typed}
              autoComplete="off"
              onChange={event => setTyped(event.currentTarget.value)}
              data-autofocus
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {shell.common.cancel}
              </Button>
              <Button
                type="submit"
                color="red"
                loading={remove.isPending}
                disabled={typed.trim() !== fileName}
              >
                {t.deletion.confirm}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
