import { useState } from 'react'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { useCan, useNotify } from '@millwright/web'
import type { Run } from '@millwright/spec'
import type { GoldenPlace } from '../../golden/golden.ts'
import { useGolden, useMark } from '../golden/golden-queries.ts'
import { PlacePicker } from '../golden/place-picker.tsx'
import { useTexts } from '../i18n/messages.ts'
import type { RunOutputs } from '../outputs.ts'

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
  const sayWrong = (place: GoldenPlace | null) =>
    mark.mutate(
      { runId: run.id, verdict: 'wrong', place },
      {
        onSuccess: () => {
          notify.done(t.judge.saved)
          setCorrecting(false)
        },
      },
    )
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
        <PlacePicker
          question={outputs.understand?.question ?? ''}
          found={outputs.retrieve?.passages ?? []}
          isSaving={mark.isPending}
          onChoose={sayWrong}
          onClose={() => setCorrecting(false)}
        />
      )}
    </>
  )
}
