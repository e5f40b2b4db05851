import { useId } from 'react'
import type { KeyboardEvent } from 'react'
import { UnstyledButton } from '@mantine/core'
import { useCan, useLanguage, useLocalize } from '@millwright/web'
import type { Run, Step } from '@millwright/spec'
import type { Clarification, OfferedReading } from '../../ask/step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { MarkedSentence } from './marked-sentence.tsx'
import { PreviewOf } from './reading-preview.tsx'
import { useChoice } from './use-choice.ts'
import { useOptionKeys } from './use-option-keys.ts'
import './choice.css'

const noneOfThese = 'none'
const noneKey = '0'

/** One question back: what may have been meant, each with what it gives. Answered with one click or one key. */
export const ReadingChoice = (props: {
  readonly run: Run
  readonly step: Step
  readonly clarification: Clarification
  /** It is the latest of the conversation: the keyboard goes to it. */
  readonly isLatest: boolean
}) => {
  const { run, step, clarification } = props
  const t = useTexts()
  const localize = useLocalize()
  const can = useCan()
  const { chosen, choose } = useChoice(run, step)
  const { list, onKeyDown } = useOptionKeys(props.isLatest)
  const isClosed = chosen !== undefined || !can('data.ask')
  const { options } = clarification
  return (
    <fieldset ref={list} className="cb-choice" disabled={isClosed}>
      <legend>{localize(clarification.question)}</legend>
      <ol className="cb-options">
        {options.map((option, index) => (
          <ReadingOption
            key={option.value}
            runId={run.id}
            option={option}
            index={index}
            count={options.length}
            isChosen={chosen === option.value}
            onChoose={() => choose(option.value)}
            onKeyDown={onKeyDown}
          />
        ))}
      </ol>
      <UnstyledButton
        className="cb-option-none"
        data-option={noneKey}
        data-chosen={chosen === noneOfThese || undefined}
        aria-keyshortcuts={noneKey}
        onClick={() => choose(noneOfThese)}
        onKeyDown={onKeyDown}
      >
        {t.choice.none}
      </UnstyledButton>
      <p className="cb-choice-hint">{t.choice.keys(options.length)}</p>
    </fieldset>
  )
}

/** The whole card chooses; what is read aloud is its sentence, and its rows as its description. */
const ReadingOption = (props: {
  readonly runId: string
  readonly option: OfferedReading
  readonly index: number
  readonly count: number
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}) => {
  const { option, index } = props
  const t = useTexts()
  const localize = useLocalize()
  const { language } = useLanguage()
  const previewId = useId()
  const key = String(index + 1)
  const sentence = localize(option.reading)
  const detail = option.detail && localize(option.detail)
  const differing = option.differs[language].map(({ from, to }) => sentence.slice(from, to))
  return (
    <li className="cb-option" data-chosen={props.isChosen || undefined}>
      <UnstyledButton
        className="cb-option-choose"
        data-option={key}
        aria-keyshortcuts={key}
        aria-label={t.choice.optionLabel({
          place: index + 1,
          count: props.count,
          sentence: detail ? `${sentence} (${detail})` : sentence,
          differing: differing.join(', '),
        })}
        aria-describedby={previewId}
        onClick={props.onChoose}
        onKeyDown={props.onKeyDown}
      >
        <span className="cb-option-sentence">
          <MarkedSentence text={sentence} stretches={option.differs[language]} />
          {detail && <strong className="cb-option-detail">{detail}</strong>}
        </span>
      </UnstyledButton>
      <PreviewOf id={previewId} runId={props.runId} option={option} />
    </li>
  )
}
