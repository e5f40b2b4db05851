import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { RunMenu, ShareButton, StepsButton, UndoButton, useLocalize, useNotify } from '@millwright/web'
import type { Run } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { citedParts } from '../outputs.ts'
import type { RunOutputs } from '../outputs.ts'
import { usePlaceText } from '../use-place-text.ts'
import { toCopyText } from './copy-text.ts'
import { Judge } from './judge.tsx'

/** What a person can do with an answer. */
export const AnswerActions = ({ run, outputs }: { readonly run: Run; readonly outputs: RunOutputs }) => (
  <div className="cd-actions">
    <StepsButton run={run} />
    <UndoButton run={run} />
    <span className="cd-gap" />
    <Judge run={run} outputs={outputs} />
    <CopyButton outputs={outputs} />
    <ShareButton run={run} />
    <RunMenu run={run} />
  </div>
)

const CopyButton = ({ outputs }: { readonly outputs: RunOutputs }) => {
  const t = useTexts()
  const localize = useLocalize()
  const notify = useNotify()
  const placeText = usePlaceText()
  const { answer, citations } = outputs
  if (!answer || !citations || answer.form === 'abstention') return null
  const copy = () =>
    void navigator.clipboard
      .writeText(toCopyText(localize(answer.lead), citedParts(outputs), citations, placeText))
      .then(() => notify.done(t.actions.copied))
      .catch((error: unknown) => notify.failed(error))
  return (
    <Tooltip label={t.actions.copy}>
      <ActionIcon aria-label={t.actions.copy} onClick={copy}>
        <IconCopy size={19} />
      </ActionIcon>
    </Tooltip>
  )
}
