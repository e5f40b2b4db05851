import type { ReactNode } from 'react'
import { Tooltip } from '@mantine/core'
import { IconCalendar, IconFiles, IconFolder, IconGauge, IconMessage2Search } from '@tabler/icons-react'
import { useFormat } from '@millwright/web'
import type { Run } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { useCollections } from '../library-queries.ts'
import { asOfOf, questionOf } from '../outputs.ts'
import type { RunOutputs } from '../outputs.ts'

type Tone = 'plain' | 'good' | 'warn' | 'bad'

/** Above it, an answer is told as one that holds; below the lower one it says that it is not sure. */
const surePercent = 80
const unsurePercent = 50

const Fact = (props: {
  readonly icon: ReactNode
  readonly tone?: Tone
  readonly hint?: string
  readonly children: ReactNode
}) => {
  const fact = (
    <span className="cd-fact" data-tone={props.tone ?? 'plain'} tabIndex={props.hint ? 0 : undefined}>
      <span aria-hidden="true">{props.icon}</span>
      {props.children}
    </span>
  )
  return props.hint ? (
    <Tooltip label={props.hint} multiline maw={320}>
      {fact}
    </Tooltip>
  ) : (
    fact
  )
}

/** What stands behind the answer: how sure it is, what was searched, and as of when. */
export const AnswerFacts = ({ run, outputs }: { readonly run: Run; readonly outputs: RunOutputs }) => {
  const { answer, understand, retrieve } = outputs
  const t = useTexts()
  const format = useFormat()
  const collections = useCollections().data ?? []
  if (!answer || !understand) return null
  const percent = Math.round(answer.confidence * 100)
  const names = collections.filter(item => understand.collectionIds.includes(item.id)).map(item => item.name)
  const asOf = asOfOf(run)
  return (
    <div className="cd-facts">
      {answer.form !== 'abstention' && (
        <Fact
          icon={<IconGauge size={15} />}
          tone={percent >= surePercent ? 'good' : percent >= unsurePercent ? 'warn' : 'bad'}
          hint={t.answer.confidenceHint}
        >
          {t.answer.confidence(percent)}
        </Fact>
      )}
      {retrieve && answer.form !== 'abstention' && (
        <Fact icon={<IconFiles size={15} />}>
          {t.answer.searched(retrieve.documentCount, format.number(retrieve.documentCount))}
        </Fact>
      )}
      {names.length > 0 && <Fact icon={<IconFolder size={15} />}>{names.join(', ')}</Fact>}
      {asOf !== undefined && (
        <Fact icon={<IconCalendar size={15} />} tone="warn">
          {t.answer.pinned(format.dateTime(asOf))}
        </Fact>
      )}
      {understand.question !== questionOf(run) && (
        <Fact icon={<IconMessage2Search size={15} />}>{t.answer.following(understand.question)}</Fact>
      )}
    </div>
  )
}

/** Said in words above an answer that may well be wrong. */
export const UnsureNote = ({ confidence }: { readonly confidence: number }) => {
  const t = useTexts()
  return Math.round(confidence * 100) < unsurePercent ? (
    <p className="cd-unsure" role="note">
      {t.answer.unsure}
    </p>
  ) : null
}
