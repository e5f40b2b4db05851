import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useMessages } from '../i18n/i18n.tsx'
import { useErrorText } from './states.tsx'

export interface Notify {
  readonly done: (text: string) => void
  /** A message with a way back. `undo` runs at most once. */
  readonly undoable: (text: string, undo: () => void) => void
  readonly failed: (error: unknown, title?: string) => void
}

/** Short messages at the corner of the page. */
export const useNotify = (): Notify => {
  const t = useMessages()
  const textOf = useErrorText()
  return {
    done: text => {
      notifications.show({ message: text, icon: <IconCheck size={18} />, color: 'petrol', autoClose: 3500 })
    },
    undoable: (text, undo) => {
      const id = notifications.show({
        autoClose: 8000,
        withCloseButton: true,
        message: (
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm" lineClamp={2}>
              {text}
            </Text>
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => {
                notifications.hide(id)
                undo()
              }}
            >
              {t.nav.undo}
            </Button>
          </Group>
        ),
      })
    },
    failed: (error, title) => {
      notifications.show({
        title: title ?? t.errors.title,
        message: textOf(error),
        icon: <IconAlertTriangle size={18} />,
        color: 'red',
        autoClose: 9000,
      })
    },
  }
}
