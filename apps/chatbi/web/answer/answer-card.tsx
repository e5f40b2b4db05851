import { useState } from 'react'
import { Alert, Button, Group, Skeleton, Text } from '@mantine/core'
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react'
import {
  useCan,
  useFailureText,
  useLanguage,
  useLocalize,
  useNotify,
  useRunActions,
  useShellMessages,
} from '@millwright/web'
import type { Run, Step } from '@millwright/spec'
import type { ParseOutput } from '../../ask/step-outputs.ts'
import { shapeOf } from '../../chart/choose-chart-type.ts'
import type { ResultTable } from '../../execute/result-table.ts'
import { hasNothing } from '../../narrate/nothing.ts'
import { OrElse } from '../choice/or-else.tsx'
import { ReadingChoice } from '../choice/reading-choice.tsx'
import { RestingChoices } from '../choice/resting-choices.tsx'
import { Suggestions } from '../conversation/suggestions.tsx'
import { useTexts } from '../i18n/messages.ts'
import { useModel } from '../model-queries.ts'
import { questionOf, readOutputs } from '../outputs.ts'
import type { RunOutputs } from '../outputs.ts'
import { EditableQuery } from '../query/editable-query.tsx'
import { AnswerActions, ExportMenu } from './answer-actions.tsx'
import { AnswerFacts, UnusedWords, sqlAuthorOf } from './answer-facts.tsx'
import { formatCell } from './cell-format.ts'
import { ChartPanel } from './chart-panel.tsx'
import { Clarification } from './clarification.tsx'
import { EqualBeyond } from './equal-beyond.tsx'
import { ResultGrid } from './result-grid.tsx'
import type { CellPlace } from './result-grid.tsx'
import { Sentences } from './sentences.tsx'
import './answer.css'

/** The answer to one question: what was understood, the sentences, the chart, the rows, and what stands behind them. */
export const AnswerCard = (props: {
  readonly run: Run
  /** It is the latest of its conversation. */
  readonly isLatest: boolean
  readonly onSuggestion: (question: string) => void
  /** Gives the question back to be written anew; absent where there is no place to write. */
  readonly onRephrase?: (question: string) => void
  /** Asks the same question once more; absent where nothing is asked. */
  readonly onAskAgain?: () => void
}) => {
  const { run, onAskAgain } = props
  const outputs = readOutputs(run)
  const { parse } = outputs
  const model = useModel(parse?.sourceId).data?.model
  const isOverruled = sqlAuthorOf(run) !== undefined
  const waiting = run.state === 'waiting' ? run.steps.find(step => step.state === 'waiting') : undefined
  return (
    <article
      className="cb-answer"
      tabIndex={-1}
      aria-label={questionOf(run)}
      aria-busy={run.state === 'running'}
    >
      {parse?.query && !waiting && (
        <div data-overruled={isOverruled || undefined}>
          <EditableQuery run={run} parse={parse} query={parse.query} model={model} />
        </div>
      )}
      {parse && <UnusedWords words={parse.unusedWords} />}
      {waiting && <AskedBack run={run} step={waiting} parse={parse} isLatest={props.isLatest} />}
      {parse && !isOverruled && (
        <>
          <RestingChoices run={run} parse={parse} {...(onAskAgain ? { onAskAgain } : {})} />
          <OrElse parse={parse} />
        </>
      )}
      {parse?.decision === 'refuse' && (
        <Refusal
          run={run}
          parse={parse}
          onSuggestion={props.onSuggestion}
          {...(props.onRephrase ? { onRephrase: props.onRephrase } : {})}
        />
      )}
      <Results run={run} outputs={outputs} />
      {parse && outputs.table && !isOverruled && <EqualBeyond parse={parse} table={outputs.table} />}
      <RunProblem run={run} />
      {parse && !waiting && <AnswerFacts run={run} outputs={outputs} model={model} />}
      <AnswerActions run={run} outputs={outputs} />
    </article>
  )
}

const Results = ({ run, outputs }: { readonly run: Run; readonly outputs: RunOutputs }) => {
  const { table, chart, narrate } = outputs
  const t = useTexts()
  const can = useCan()
  const [hovered, setHovered] = useState<CellPlace>()
  const [pinned, setPinned] = useState<CellPlace>()
  const marked = hovered ?? pinned
  const isRunning = run.state === 'running'
  const single = table && singleValue(table)
  if (!table) return isRunning ? <ResultSkeleton /> : null
  const isNothing = table.rowCount === 0 || hasNothing(table, shapeOf(table))
  return (
    <>
      {narrate ? (
        <Sentences
          answer={narrate}
          marked={marked}
          onMark={(place, isPinned) => (isPinned ? setPinned(place) : setHovered(place))}
        />
      ) : (
        isRunning && <Skeleton height={22} width="70%" />
      )}
      {isNothing && (
        <Alert variant="light" color="gray" icon={<IconAlertCircle size={18} />} title={t.answer.noRows}>
          {t.answer.noRowsHint}
        </Alert>
      )}
      {single && !isNothing && <BigNumber table={table} column={single.column} />}
      {!single && !isNothing && chart && (
        <ChartPanel
          run={run}
          chart={chart}
          table={table}
          label={t.chart.label(questionOf(run))}
          canEdit={can('runs.write')}
        />
      )}
      {!single && !isNothing && (
        <ResultGrid
          table={table}
          marked={marked}
          maxHeight={table.rows.length <= rowsWithoutScrolling ? 440 : 280}
          tools={can('data.export') && <ExportMenu run={run} />}
        />
      )}
    </>
  )
}

/** A short table is shown whole; a longer one scrolls in a lower frame. */
const rowsWithoutScrolling = 10

/** One row with one quantity needs no chart. */
const singleValue = (table: ResultTable): { readonly column: number } | undefined => {
  if (table.rows.length !== 1) return undefined
  const measures = table.columns.flatMap((column, index) => (column.role === 'measure' ? [index] : []))
  const [column] = measures
  return measures.length === 1 && table.columns.length === 1 && column !== undefined ? { column } : undefined
}

const BigNumber = ({ table, column }: { readonly table: ResultTable; readonly column: number }) => {
  const { language } = useLanguage()
  const localize = useLocalize()
  const meaning = table.columns[column]
  if (!meaning) return null
  return (
    <div className="cb-big">
      <span className="cb-big-value mw-num">
        {formatCell(meaning, table.rows[0]?.[column] ?? null, language)}
        {meaning.percent ? ' %' : meaning.unit ? ` ${meaning.unit}` : ''}
      </span>
      <span className="cb-big-label">{localize(meaning.label)}</span>
    </div>
  )
}

const ResultSkeleton = () => {
  const shell = useShellMessages()
  return (
    <div className="cb-result-skeleton" aria-label={shell.common.loading}>
      <Skeleton height={20} width="82%" />
      <Skeleton height={20} width="56%" />
      <Skeleton height={220} radius="md" />
    </div>
  )
}

/** What went wrong, in the words of the step that failed, and the way on. */
const RunProblem = ({ run }: { readonly run: Run }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const actions = useRunActions()
  const notify = useNotify()
  const failureText = useFailureText()
  const failed = run.steps.find(step => step.state === 'failed')
  if (run.state !== 'failed' && run.state !== 'cancelled') return null
  const retry = () => void actions.retry(run.id).catch((error: unknown) => notify.failed(error))
  return (
    <Alert
      variant="light"
      color={run.state === 'failed' ? 'red' : 'gray'}
      icon={<IconAlertCircle size={18} />}
      title={run.state === 'failed' ? t.answer.failed : t.answer.cancelled}
    >
      {failed?.error && (
        <Text size="sm" mb="sm">
          {failureText(failed.error, failed.error.message)}
        </Text>
      )}
      <Button size="compact-md" variant="light" leftSection={<IconRefresh size={16} />} onClick={retry}>
        {shell.common.retry}
      </Button>
    </Alert>
  )
}

/** The question back: readings with what they give, or the plain choice that another step asks for. */
const AskedBack = (props: {
  readonly run: Run
  readonly step: Step
  readonly parse: ParseOutput | undefined
  readonly isLatest: boolean
}) => {
  const { run, step, parse, isLatest } = props
  const clarification = step.step === 'parse' ? parse?.clarification : undefined
  if (clarification)
    return <ReadingChoice run={run} step={step} clarification={clarification} isLatest={isLatest} />
  return step.waitingFor && <Clarification run={run} step={step} question={step.waitingFor} />
}

/** Why nothing is answered, what was understood, and what can be asked instead. */
const Refusal = (props: {
  readonly run: Run
  readonly parse: ParseOutput
  readonly onSuggestion: (question: string) => void
  readonly onRephrase?: (question: string) => void
}) => {
  const { run, parse, onRephrase } = props
  const t = useTexts()
  const localize = useLocalize()
  return (
    <div className="cb-refusal">
      <Text fw={600}>{parse.isNoneMeant ? t.choice.noneTitle : t.answer.refusedTitle}</Text>
      <Text size="sm">{localize(parse.refusal ?? parse.reading)}</Text>
      {parse.isNoneMeant && <Understood parse={parse} />}
      {parse.isNoneMeant && onRephrase && (
        <Group>
          <Button size="compact-md" variant="light" onClick={() => onRephrase(questionOf(run))}>
            {t.choice.rephrase}
          </Button>
        </Group>
      )}
      <Suggestions sourceIds={[parse.sourceId]} limit={4} onPick={props.onSuggestion} />
    </div>
  )
}

/** The words of the question that stand for something, so that they can be kept when it is said anew. */
const Understood = ({ parse }: { readonly parse: ParseOutput }) => {
  const t = useTexts()
  const { evidenceKinds } = useShellMessages().runs
  const spans = parse.spans.filter(({ kind }) => kind !== 'unused' && kind !== 'word')
  if (spans.length === 0) return null
  return (
    <>
      <p className="cb-understood-title">{t.choice.understood}</p>
      <ul className="cb-understood" aria-label={t.choice.understood}>
        {spans.map(({ from, text, kind }) => (
          <li key={from}>
            <span className="mw-kind">{evidenceKinds[kind] ?? kind}</span> {text}
          </li>
        ))}
      </ul>
    </>
  )
}
