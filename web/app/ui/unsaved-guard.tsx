import { useEffect } from 'react'
import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from 'react-router'
import { useMessages } from '../i18n/i18n.tsx'

/** Asks before a page is left while `isChanged`; what was written is never dropped in silence. */
export const UnsavedGuard = ({ isChanged }: { readonly isChanged: boolean }) => {
  const t = useMessages()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isChanged])
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t.common.unsavedTitle}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      <Text size="sm" mb="lg">
        {t.common.unsavedText}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {t.common.discard}
        </Button>
        <Button onClick={() => blocker.reset?.()}>{t.common.stay}</Button>
      </Group>
    </Modal>
  )
}
