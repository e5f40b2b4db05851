import { useState } from 'react'
import { Alert, Button, Group, Text, TextInput } from '@mantine/core'
import { useFormat, useShellMessages } from '@millwright/web'
import type { Collection } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useRemoveWebhook, useSetWebhook } from './watch-changes.ts'

/** The address that is told when files have been read, and the secret that signs what is sent. */
export const Webhook = ({ collection }: { readonly collection: Collection }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const format = useFormat()
  const set = useSetWebhook(collection.id)
  const remove = useRemoveWebhook(collection.id)
  const { webhook } = collection
  const [url, setUrl] = useState(webhook?.url ?? '')
  return (
    <details className="mw-details">
      <summary>{t.watch.webhook}</summary>
      <Text size="sm" my="xs">
        {t.watch.webhookText}
      </Text>
      {webhook?.lastAt !== undefined && (
        <Text size="sm" c={webhook.lastFailure === undefined ? 'dimmed' : 'var(--mw-bad)'} mb="xs">
          {t.watch.told(format.dateTime(webhook.lastAt))} {webhook.lastFailure}
        </Text>
      )}
      {set.data && (
        <Alert variant="light" color="yellow" title={t.watch.secret} mb="sm">
          <code className="mw-break">{set.data.secret}</code>
        </Alert>
      )}
      <form
        onSubmit={event => {
          event.preventDefault()
          set.mutate(url.trim())
        }}
      >
        <Group align="end" gap="sm">
          <TextInput
            flex={1}
            type="url"
            label={t.watch.address}
            placeholder="https://"
            value={url}
            onChange={event => setUrl(event.currentTarget.value)}
          />
          {webhook && (
            <Button
              variant="subtle"
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate(undefined, { onSuccess: () => setUrl('') })}
            >
              {shell.common.remove}
            </Button>
          )}
          <Button
            type="submit"
            variant="light"
            loading={set.isPending}
            disabled={url.trim() === '' || url.trim() === webhook?.url}
          >
            {shell.common.save}
          </Button>
        </Group>
      </form>
    </details>
  )
}
