import { useState } from 'react'
import { ActionIcon, Button, Group, Modal, Stack, Text, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react'
import { DiffView, useShellMessages } from '@millwright/web'
import type { Block } from '../../document/block.ts'
import type { ShownBlock } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { BlockView } from '../viewer/block-view.tsx'
import { BlockForm } from './block-form.tsx'
import { toConflict, useCorrection } from './use-correction.ts'
import type { BlockConflict } from './use-correction.ts'

/** A block with the way to correct it, and to take a correction back. */
export const BlockEditor = (props: {
  readonly revisionId: string
  readonly shown: ShownBlock
  readonly isEditing: boolean
  readonly onEdit: () => void
  readonly onDone: () => void
  /** The block is pointed at, so that its place on the page can be marked. */
  readonly onPoint: () => void
}) => {
  const { shown, revisionId, onDone } = props
  const t = useTexts()
  const { save, takeBack } = useCorrection(revisionId, shown.block.id)
  const [conflict, setConflict] = useState<BlockConflict>()
  const version = shown.correction?.version ?? 0
  const write = (block: Block, expectedVersion: number) =>
    save.mutate(
      { block, expectedVersion },
      { onSuccess: onDone, onError: error => setConflict(toConflict(error)) },
    )
  return (
    <div className="cd-edit-row" onMouseEnter={props.onPoint} onFocus={props.onPoint}>
      {props.isEditing ? (
        <BlockForm
          block={shown.block}
          isSaving={save.isPending}
          onSave={block => write(block, version)}
          onCancel={onDone}
        />
      ) : (
        <>
          <BlockView block={shown.block} isMarked={false} correction={shown.correction} />
          <div className="cd-edit-tools">
            <Tooltip label={t.editor.correct}>
              <ActionIcon
                aria-label={`${t.editor.correct}: ${shown.block.text.slice(0, 60)}`}
                onClick={props.onEdit}
              >
                <IconPencil size={17} />
              </ActionIcon>
            </Tooltip>
            {shown.correction && (
              <Tooltip label={t.editor.takeBack}>
                <ActionIcon
                  aria-label={`${t.editor.takeBack}: ${shown.block.text.slice(0, 60)}`}
                  loading={takeBack.isPending}
                  onClick={() =>
                    takeBack.mutate(version, { onError: error => setConflict(toConflict(error)) })
                  }
                >
                  <IconArrowBackUp size={17} />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        </>
      )}
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          onClose={() => setConflict(undefined)}
          onUseMine={() => {
            setConflict(undefined)
            write(conflict.yours, conflict.actualVersion)
          }}
        />
      )}
    </div>
  )
}

const ConflictDialog = (props: {
  readonly conflict: BlockConflict
  readonly onClose: () => void
  readonly onUseMine: () => void
}) => {
  const { conflict } = props
  const t = useTexts()
  const shell = useShellMessages()
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onClose}
      title={t.editor.conflict}
      closeButtonProps={{ 'aria-label': shell.common.close }}
    >
      <Stack gap="md">
        <Text size="sm">{t.editor.conflictText(conflict.by ?? '')}</Text>
        <DiffView before={conflict.theirs.text} after={conflict.yours.text} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {shell.runs.useTheirs}
          </Button>
          <Button onClick={props.onUseMine}>{shell.runs.useYours}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
