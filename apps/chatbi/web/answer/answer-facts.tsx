import type { ReactNode } from 'react'
import { Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCalendar,
  IconDatabase,
  IconGauge,
  IconInfoCircle,
  IconPencil,
  IconRosetteDiscountCheck,
} from '@tabler/icons-react'
import { useFormat, useLocalize, useSources } from '@millwright/web'
import type { Run } from '@millwright/spec'
import type { SemanticModel } from '../../model/semantic-model.ts'
import { useTexts } from '../i18n/messages.ts'
import { stepOf } from '../outputs.ts'
import type { RunOutputs } from '../outputs.ts'
import { rangeText } from '../query/time-presets.ts'

type Tone = 'plain' | 'good' | 'warn' | 'bad'

const Fact = (props: {
  readonly icon: ReactNode
  readonly tone?: Tone
  readonly hint?: string
  readonly children: ReactNode
}) => {
  const fact = (
    <span className="cb-fact" data-tone={props.tone ?? 'plain'} tabIndex={props.hint ? 0 : undefined}>
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

const toneOfConfidence = (confidence: number): Tone =>
  confidence >= 0.8 ? 'good' : confidence >= 0.5 ? 'warn' : 'bad'

/** What stands behind the answer: source, period, rows, assumptions, how sure it is, and who verified it. */
export const AnswerFacts = (props: {
  readonly run: Run
  readonly outputs: RunOutputs
  readonly model: SemanticModel | undefined
}) => {
  const { parse, table } = props.outputs
  const t = useTexts()
  const localize = useLocalize()
  const format = useFormat()
  const sources = useSources()
  if (!parse || parse.decision === 'refuse') return null
  const sourceName =
    sources.data?.find(source => source.id === parse.sourceId)?.name ?? props.model?.name ?? parse.sourceId
  const range = parse.query?.time?.range
  const isEdited = props.run.steps.some(step => step.step === 'parse' && step.state === 'edited')
  const sqlAuthor = sqlAuthorOf(props.run)
  return (
    <div className="cb-facts">
      {parse.verifiedId && (
        <Fact icon={<IconRosetteDiscountCheck size={16} />} tone="good" hint={t.facts.verifiedHint}>
          {t.facts.verified}
        </Fact>
      )}
      <Fact icon={<IconDatabase size={15} />}>{sourceName}</Fact>
      {sqlAuthor !== undefined && (
        <Fact icon={<IconPencil size={15} />} tone="warn" hint={t.facts.ownSqlHint}>
          {t.facts.ownSql(sqlAuthor)}
        </Fact>
      )}
      {range && sqlAuthor === undefined && <Fact icon={<IconCalendar size={15} />}>{rangeText(range)}</Fact>}
      {table?.sourceRowCount !== undefined && (
        <Fact icon={<IconInfoCircle size={15} />}>
          {t.facts.sourceRows(format.number(table.sourceRowCount))}
        </Fact>
      )}
      {!parse.verifiedId && !isEdited && sqlAuthor === undefined && (
        <Fact
          icon={<IconGauge size={15} />}
          tone={toneOfConfidence(parse.confidence)}
          hint={t.facts.confidenceHint}
        >
          {t.facts.confidence(Math.round(parse.confidence * 100))}
        </Fact>
      )}
      {(sqlAuthor === undefined ? parse.assumptions : []).map((assumption, index) => (
        <Fact key={index} icon={<IconInfoCircle size={15} />} hint={t.facts.assumptionHint}>
          {localize(assumption)}
        </Fact>
      ))}
    </div>
  )
}

/** Who wrote the SQL, where a person did: then the rows are those of the SQL and no longer of the chips. */
export const sqlAuthorOf = (run: Run): string | undefined => {
  const compile = stepOf(run, 'compile')
  return compile?.state === 'edited' ? compile.proposer?.name : undefined
}

/** Words of the question that nothing stands for: said aloud, never dropped. */
export const UnusedWords = ({ words }: { readonly words: readonly string[] }) => {
  const t = useTexts()
  if (words.length === 0) return null
  return (
    <p className="cb-unused" role="note">
      <IconAlertTriangle size={16} aria-hidden="true" />
      <span>
        {t.facts.unused} {words.map(word => `“${word}”`).join(' ')}
      </span>
    </p>
  )
}
