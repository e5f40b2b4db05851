import { useState } from 'react'
import { ActionIcon, Modal, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { useCan, useNotify, useShellMessages } from '@millwright/web'
import type { Run } from '@millwright/spec'
import type { Passage } from '../../ask/step-outputs.ts'
import { useGolden, useMark } from '../golden/golden-queries.ts'
import { useTexts } from '../i18n/messages.ts'
import type { RunOutputs } from '../outputs.ts'
import { placeOfPassage, textOfPassage } from '../place.ts'
import { usePlaceText } from '../use-place-text.ts'

/** Says whether an answer is right, or where the right one stands; both become a golden question. */
export const Judge = ({ run, outputs }: { readonly run: Run; readonly outputs: RunOutputs }) => {
  const t = useTexts()
  const can = useCan()
  const notify = useNotify()
  const mark = useMark()
  const [isCorrecting, setCorrecting] = useState(false)
  const collectionId = outputs.retrieve?.passages[0]?.collectionId
  const kept = useGolden(can('documents.judge') ? collectionId : undefined).data?.find(
    item => item.runId === run.id,
  )
  if (!can('documents.judge') || run.state !== 'done' || !outputs.answer) return null
  const sayRight = () =>
    mark.mutate({ runId: run.id, verdict: 'right' }, { onSuccess: () => notify.done(t.judge.saved) })
  return (
    <>
      <Tooltip label={t.judge.right}>
        <ActionIcon
          aria-label={t.judge.right}
          aria-pressed={kept?.wasRight === true}
          variant={kept?.wasRight === true ? 'light' : 'subtle'}
          color={kept?.wasRight === true ? 'petrol' : 'gray'}
          loading={mark.isPending}
          onClick={sayRight}
        >
          <IconThumbUp size={19} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t.judge.wrong}>
        <ActionIcon
          aria-label={t.judge.wrong}
          aria-pressed={kept?.wasRight === false}
          variant={kept?.wasRight === false ? 'light' : 'subtle'}
          color={kept?.wasRight === false ? 'petrol' : 'gray'}
          onClick={() => setCorrecting(true)}
        >
          <IconThumbDown size={19} />
        </ActionIcon>
      </Tooltip>
      {isCorrecting && (
        <RightPlace
          run={run}
          passages={outputs.retrieve?.passages ?? []}
          onClose={() => setCorrecting(false)}
        />
      )}
    </>
  )
}

const RightPlace = (props: {
  readonly run: Run
  readonly passages: readonly Passage[]
  readonly onClose: () => void
}) => {
  const { run, onClose } = props
  const t = useTexts()
  const shell = useShellMessages()
  const notify = useNotify()
  const mark = useMark()
  const textOf = usePlaceText()
  const say = (passage: Passage | undefined) =>
    mark.mutate(
      {
        runId: run.id,
        verdict: 'wrong',
        place: passage
          ? { documentId: passage.documentId, blockIds: passage.blocks.map(block => block.id) }
          : null,
      },
      {
        onSuccess: () => {
          notify.done(t.judge.saved)
          onClose()
        },
      },
    )
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t.judge.where}
      closeButtonProps={{ 'aria-label': shell.common.close }}
    >
      <Stack gap="sm">
        <Text size="sm">{t.judge.whereText}</Text>
        <ul className="cd-closest">
          {props.passages.map(passage => (
            <li key={passage.passageId}>
              <UnstyledButton
                className="cd-close-place"
                disabled={mark.isPending}
                onClick={() => say(passage)}
              >
                <span className="cd-close-text">{textOfPassage(passage)}</span>
                <span className="cd-source-path">{textOf(placeOfPassage(passage))}</span>
              </UnstyledButton>
            </li>
          ))}
          <li>
            <UnstyledButton
              className="cd-close-place"
              disabled={mark.isPending}
              onClick={() => say(undefined)}
            >
              {t.judge.nowhere}
            </UnstyledButton>
          </li>
        </ul>
      </Stack>
    </Modal>
  )
}
