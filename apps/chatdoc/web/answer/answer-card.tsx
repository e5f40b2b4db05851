import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useLocalize } from '@millwright/web'
import type { Run } from '@millwright/spec'
import type { AnswerOutput } from '../../step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { citedParts, questionOf, readOutputs, stepOf } from '../outputs.ts'
import type { RunOutputs } from '../outputs.ts'
import { Abstention } from './abstention.tsx'
import { AnswerActions } from './answer-actions.tsx'
import { AnswerFacts, UnsureNote } from './answer-facts.tsx'
import { Items, Sentences, Warnings } from './answer-parts.tsx'
import { BigValue } from './big-value.tsx'
import { Calculation } from './calculation.tsx'
import { SourceList } from './citations.tsx'
import { Comparison } from './comparison.tsx'
import { FollowUps } from './follow-ups.tsx'
import { Procedure } from './procedure.tsx'
import { RunProblem, RunProgress } from './run-progress.tsx'
import './answer.css'

/** The answer to one question in the form that suits it, every part with the place that proves it. */
export const AnswerCard = (props: {
  readonly run: Run
  readonly isLatest: boolean
  readonly onAsk: (question: string) => void
}) => {
  const { run } = props
  const outputs = readOutputs(run)
  const { answer, citations } = outputs
  return (
    <article className="cd-answer" aria-label={questionOf(run)} aria-busy={run.state === 'running'}>
      {answer && <Body run={run} answer={answer} outputs={outputs} />}
      <RunProgress run={run} />
      <RunProblem run={run} />
      <AnswerFacts run={run} outputs={outputs} />
      {citations && <SourceList runId={run.id} citations={citations} />}
      {answer && answer.form !== 'procedure' && <Dropped answer={answer} />}
      {run.state !== 'running' && <AnswerActions run={run} outputs={outputs} />}
      {props.isLatest && run.state === 'done' && <FollowUps outputs={outputs} onAsk={props.onAsk} />}
    </article>
  )
}

const Body = (props: { readonly run: Run; readonly answer: AnswerOutput; readonly outputs: RunOutputs }) => {
  const { run, answer, outputs } = props
  const localize = useLocalize()
  const lead = localize(answer.lead)
  return (
    <>
      {lead !== '' && (
        <p className="cd-lead" data-form={answer.form}>
          {lead}
        </p>
      )}
      {answer.form !== 'abstention' && <UnsureNote confidence={answer.confidence} />}
      <Form run={run} answer={answer} outputs={outputs} />
    </>
  )
}

const Form = (props: { readonly run: Run; readonly answer: AnswerOutput; readonly outputs: RunOutputs }) => {
  const { run, answer, outputs } = props
  const all = citedParts(outputs)
  const shared = { runId: run.id, citations: outputs.citations ?? [] }
  const parts = all.filter(part => part.kind !== 'warning')
  const warnings = <Warnings {...shared} parts={all.filter(part => part.kind === 'warning')} />
  switch (answer.form) {
    case 'abstention':
      return <Abstention runId={run.id} outputs={outputs} />
    case 'procedure':
      return (
        <>
          {warnings}
          <MissingSteps answer={answer} />
          <Procedure {...shared} parts={parts} version={stepOf(run, 'answer')?.version ?? 1} />
        </>
      )
    case 'value':
      return (
        <>
          <BigValue
            {...shared}
            parts={parts}
            short={answer.short}
            passages={outputs.retrieve?.passages ?? []}
          />
          {warnings}
        </>
      )
    case 'comparison':
      return <Comparison {...shared} parts={all} />
    case 'calculation':
      return <Calculation {...shared} parts={parts} short={answer.short} />
    case 'list':
    case 'where':
      return (
        <>
          {warnings}
          <Items {...shared} parts={parts} />
        </>
      )
    default:
      return (
        <>
          {warnings}
          <Sentences {...shared} parts={parts} />
        </>
      )
  }
}

/** A step that a check left out is missing for whoever follows the others: said before them, with its words. */
const MissingSteps = ({ answer }: { readonly answer: AnswerOutput }) => {
  const t = useTexts()
  const localize = useLocalize()
  if (answer.dropped.length === 0) return null
  return (
    <Alert variant="light" color="red" icon={<IconAlertTriangle size={18} />} title={t.answer.stepsMissing}>
      <ul className="cd-missing">
        {answer.dropped.map((part, index) => (
          <li key={index}>
            {part.text} <em>{localize(part.reason)}</em>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Sentences that a model wrote and a check left out: told, never dropped in silence. */
const Dropped = ({ answer }: { readonly answer: AnswerOutput }) => {
  const t = useTexts()
  const localize = useLocalize()
  if (answer.dropped.length === 0) return null
  return (
    <details className="mw-details">
      <summary>{t.answer.dropped(answer.dropped.length)}</summary>
      <ul className="cd-dropped">
        {answer.dropped.map((sentence, index) => (
          <li key={index}>
            <s>{sentence.text}</s> {localize(sentence.reason)}
          </li>
        ))}
      </ul>
    </details>
  )
}
