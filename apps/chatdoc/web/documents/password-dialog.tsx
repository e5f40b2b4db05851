import { useState } from 'react'
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useShellMessages } from '@millwright/web'
import type { DocumentSummary } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useRetry } from './library-changes.ts'

/** Asks for the password of an encrypted file and has it read with it. */
export const PasswordDialog = (props: {
  readonly document: DocumentSummary
  readonly onClose: () => void
}) => {
  const t = useTexts()
  const shell = useShellMessages()
  const retry = useRetry()
  const [password, setPassword] = useState('')
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t.library.enterPassword}
      closeButtonProps={{ 'aria-label': shell.common.close }}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          retry.mutate({ revisionId: props.document.newest.id, password }, { onSuccess: props.onClose })
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t.library.passwordText(props.document.name)}</Text>
          <PasswordInput
            label={t.library.password}
            value={password}
            autoComplete="off"
            onChange={event => setPassword(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={retry.isPending} disabled={password === ''}>
              {t.library.retry}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
