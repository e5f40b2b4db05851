import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { SideBySide, useFormat, useShellMessages } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import type { ModelSaving } from './save-model.ts'

/** Somebody else saved the model meanwhile: both versions beside each other, and which one is to stay. */
export const ConflictDialog = (props: { readonly saving: ModelSaving; readonly onKeepMine: () => void }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const format = useFormat()
  const isNarrow = useMediaQuery('(max-width: 640px)')
  const { conflict, isSaving, takeTheirs, decideLater } = props.saving
  return (
    <Modal
      opened={conflict !== undefined}
      onClose={decideLater}
      title={t.model.conflictTitle}
      size="90rem"
      fullScreen={isNarrow ?? false}
      closeButtonProps={{ 'aria-label': shell.common.close }}
    >
      {conflict && (
        <Stack gap="md">
          <Text size="sm">
            {t.model.conflictText(
              conflict.savedBy ?? '',
              conflict.savedAt === undefined ? '' : format.ago(conflict.savedAt),
            )}
          </Text>
          <SideBySide
            left={conflict.theirs ?? ''}
            right={conflict.yours ?? ''}
            leftTitle={t.model.theirs}
            rightTitle={t.model.yours}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => void takeTheirs()}>
              {t.model.takeTheirs}
            </Button>
            <Button loading={isSaving} onClick={props.onKeepMine}>
              {t.model.keepMine}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
