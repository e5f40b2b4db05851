import { Text } from '@mantine/core'
import { useFormat, useSources } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { readLink, readOutputs } from '../outputs.ts'
import { groupLinks } from './links.ts'

/** The words of the question, and what each may stand for in the source that was asked. */
export const LinkStep = ({ run, step }: StepBodyProps) => {
  const t = useTexts()
  const format = useFormat()
  const sources = useSources()
  const { parse } = readOutputs(run)
  const linked = readLink(step.output)?.sources ?? []
  const source = linked.find(item => item.sourceId === parse?.sourceId) ?? linked[0]
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
                  title={`${meaning.reason} · ${format.number(meaning.score, 2)}`}
                >
                  <span className="mw-kind">{t.linkKinds[meaning.kind] ?? meaning.kind}</span>{' '}
                  {meaning.meaning}
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
