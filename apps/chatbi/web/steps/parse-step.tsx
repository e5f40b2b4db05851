import { Text, UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { CheckList, useCan, useFormat, useLanguage, useLocalize, useRunEditing } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import type { ParseOutput } from '../../ask/step-outputs.ts'
import type { SemanticModel } from '../../model/semantic-model.ts'
import type { Reading } from '../../parse/reading.ts'
import type { Query } from '../../query/query.ts'
import { useTexts } from '../i18n/messages.ts'
import { useModel } from '../model-queries.ts'
import { readParse } from '../outputs.ts'
import { EditableQuery, withQuery } from '../query/editable-query.tsx'
import { createQueryLabels } from '../query/query-labels.ts'
import { rangeText } from '../query/time-presets.ts'

/** What was understood, as chips to change, with the other ways to understand it. */
export const ParseStep = ({ run, step }: StepBodyProps) => {
  const localize = useLocalize()
  const parse = readParse(step.output)
  const model = useModel(parse?.sourceId).data?.model
  if (!parse) return null
  return (
    <>
      <Text size="sm">
        {localize(parse.decision === 'refuse' && parse.refusal ? parse.refusal : parse.reading)}
      </Text>
      {parse.query && <EditableQuery run={run} parse={parse} query={parse.query} model={model} />}
      {step.checks.length > 0 && <CheckList checks={step.checks} />}
      <Candidates parse={parse} model={model} />
    </>
  )
}

const sentenceOf = (query: Query, model: SemanticModel | undefined, language: 'en' | 'zh'): string => {
  const labels = createQueryLabels(model, language)
  const outputs =
    query.measures.length > 0
      ? query.measures.map(item => labels.measure(item.expression))
      : query.columns.map(item => labels.row(item.value))
  return [
    ...outputs,
    ...query.dimensions.map(item =>
      language === 'zh' ? `按${labels.dimension(item)}` : `by ${labels.dimension(item)}`,
    ),
    ...query.filters.map(labels.condition),
    ...(query.time ? [rangeText(query.time.range)] : []),
  ].join(' · ')
}

const Candidates = ({
  parse,
  model,
}: {
  readonly parse: ParseOutput
  readonly model: SemanticModel | undefined
}) => {
  const t = useTexts()
  const { language } = useLanguage()
  const format = useFormat()
  const can = useCan()
  const { save, savingStep } = useRunEditing()
  const current = JSON.stringify(parse.query)
  const candidates = parse.candidates
  const use = (candidate: Reading) => void save('parse', withQuery(parse, candidate.query))
  if (candidates.length < 2) return null
  return (
    <section>
      <h3 className="cb-subtitle">{t.steps.otherReadings}</h3>
      <ul className="cb-candidates">
        {candidates.map((candidate, index) => {
          const isCurrent = JSON.stringify(candidate.query) === current
          return (
            <li key={index}>
              <UnstyledButton
                className="cb-candidate"
                aria-pressed={isCurrent}
                disabled={isCurrent || savingStep === 'parse' || !can('runs.write')}
                onClick={() => use(candidate)}
              >
                <span>{sentenceOf(candidate.query, model, language)}</span>
                {isCurrent ? (
                  <IconCheck size={16} role="img" aria-label={t.steps.inUse} />
                ) : (
                  <span className="mw-num cb-score">{format.number(candidate.confidence * 100, 0)} %</span>
                )}
              </UnstyledButton>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
