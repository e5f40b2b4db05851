import { ActionIcon, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowBarToUp, IconX } from '@tabler/icons-react'
import { useCan, useFormat, useRunEditing } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import type { Passage, RetrieveOutput } from '../../step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { readRetrieve } from '../outputs.ts'
import { placeOfPassage, textOfPassage } from '../place.ts'
import { usePlaceText } from '../use-place-text.ts'
import { useSource } from '../viewer/source-context.ts'

/** The passages that were found, best first; one may be left out or read first, and the answer follows. */
export const RetrieveStep = ({ run, step }: StepBodyProps) => {
  const t = useTexts()
  const found = readRetrieve(step.output)
  if (!found) return null
  return (
    <>
      {found.terms.length > 0 && (
        <p className="cd-terms">
          {t.steps.terms}:{' '}
          {found.terms.map(term => (
            <span key={term} className="mw-kind">
              {term}
            </span>
          ))}
        </p>
      )}
      {found.passages.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.answer.notInDocuments}
        </Text>
      )}
      <ol className="cd-passages">
        {found.passages.map((passage, index) => (
          <PassageRow key={passage.passageId} runId={run.id} found={found} passage={passage} index={index} />
        ))}
      </ol>
    </>
  )
}

const PassageRow = (props: {
  readonly runId: string
  readonly found: RetrieveOutput
  readonly passage: Passage
  readonly index: number
}) => {
  const { runId, found, passage, index } = props
  const t = useTexts()
  const format = useFormat()
  const can = useCan()
  const textOf = usePlaceText()
  const { open } = useSource()
  const { save, savingStep } = useRunEditing()
  const text = textOfPassage(passage)
  const others = found.passages.filter(other => other !== passage)
  const isSaving = savingStep === 'retrieve'
  const replace = (passages: readonly Passage[]) =>
    void save('retrieve', { ...found, passages: [...passages] })
  const features = Object.entries(passage.features)
    .map(([name, value]) => `${name} ${format.number(value, 2)}`)
    .join(' · ')
  return (
    <li className="cd-passage">
      <UnstyledButton
        className="cd-passage-main"
        aria-label={t.steps.show(text.slice(0, 80))}
        title={features === '' ? undefined : `${t.steps.features}: ${features}`}
        onClick={() => open({ runId, from: 'found', index })}
      >
        <span className="cd-passage-text">{text}</span>
        <span className="cd-source-path">
          {textOf(placeOfPassage(passage))} ·{' '}
          <span className="mw-num">{format.number(passage.score, 2)}</span>
        </span>
      </UnstyledButton>
      {can('runs.write') && (
        <span className="cd-passage-tools">
          {index > 0 && (
            <Tooltip label={t.steps.readFirst}>
              <ActionIcon
                aria-label={`${t.steps.readFirst}: ${text.slice(0, 60)}`}
                disabled={isSaving}
                onClick={() => replace([passage, ...others])}
              >
                <IconArrowBarToUp size={17} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label={t.steps.leaveOut}>
            <ActionIcon
              aria-label={`${t.steps.leaveOut}: ${text.slice(0, 60)}`}
              disabled={isSaving}
              onClick={() => replace(others)}
            >
              <IconX size={17} />
            </ActionIcon>
          </Tooltip>
        </span>
      )}
    </li>
  )
}
