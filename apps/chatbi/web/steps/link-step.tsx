import { Text } from '@mantine/core'
import { useFormat, useLanguage, useShellMessages, useSources } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import type { LinkChoice } from '../../ask/step-outputs.ts'
import { useModel } from '../model-queries.ts'
import { readLink, readOutputs } from '../outputs.ts'
import { createQueryLabels } from '../query/query-labels.ts'
import type { QueryLabels } from '../query/query-labels.ts'
import { groupLinks } from './links.ts'

/** What words stand for, by the name that people know; the name in the model is told by the title. */
const meaningOf = ({ kind, meaning }: LinkChoice, labels: QueryLabels): string => {
  if (kind === 'metric') return labels.measure({ kind: 'metric', metric: meaning })
  if (kind === 'dataset') return labels.dataset(meaning)
  const [dataset, field, ...rest] = meaning.split('.')
  return kind === 'field' && dataset && field && rest.length === 0
    ? labels.field({ dataset, field })
    : meaning
}

/** The words of the question, and what each may stand for in the source that was asked. */
export const LinkStep = ({ run, step }: StepBodyProps) => {
  const t = useTexts()
  const { evidenceKinds } = useShellMessages().runs
  const format = useFormat()
  const sources = useSources()
  const { parse } = readOutputs(run)
  const linked = readLink(step.output)?.sources ?? []
  const source = linked.find(item => item.sourceId === parse?.sourceId) ?? linked[0]
  const labels = createQueryLabels(useModel(source?.sourceId).data?.model, useLanguage().language)
  const links = source ? groupLinks(source) : []
  return (
    <>
      {linked.length > 1 && (
        <Text size="sm" c="dimmed">
          {linked
            .map(item => {
              const name = sources.data?.find(other => other.id === item.sourceId)?.name ?? item.sourceId
              return t.steps.coverage(name, Math.round(item.coverage * 100))
            })
            .join(' · ')}
        </Text>
      )}
      {links.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.steps.noLinks}
        </Text>
      )}
      <dl className="cb-links">
        {links.map((link, index) => (
          <div key={index}>
            <dt>{link.words}</dt>
            <dd>
              {link.meanings.map((meaning, position) => (
                <span
                  key={position}
                  className="cb-meaning"
                  data-first={position === 0 || undefined}
                  title={`${meaning.meaning} · ${meaning.reason} · ${format.number(meaning.score, 2)}`}
                >
                  <span className="mw-kind">{evidenceKinds[meaning.kind] ?? meaning.kind}</span>{' '}
                  {meaningOf(meaning, labels)}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {parse && parse.unusedWords.length > 0 && (
        <Text size="sm" className="cb-unused-inline">
          {t.facts.unused} {parse.unusedWords.map(word => `“${word}”`).join(' ')}
        </Text>
      )}
    </>
  )
}
