import { UnstyledButton } from '@mantine/core'
import type { Citation } from '../../ask/step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { usePlaceText } from '../use-place-text.ts'
import { useSource } from '../viewer/source-context.ts'

interface CitationsProps {
  readonly runId: string
  readonly citations: readonly Citation[]
}

/** Numbered chips behind a part of the answer; each opens its place on the page. */
export const CitationChips = (props: CitationsProps & { readonly of: readonly number[] }) => {
  const t = useTexts()
  const textOf = usePlaceText()
  const { shown, open } = useSource()
  return (
    <span className="cd-chips">
      {props.of.map(index => {
        const citation = props.citations[index]
        const isOn = shown?.runId === props.runId && shown.from === 'cited' && shown.index === index
        return (
          citation && (
            <UnstyledButton
              key={index}
              className="cd-chip"
              data-on={isOn || undefined}
              aria-label={t.answer.citation(index + 1, textOf(citation))}
              title={textOf(citation)}
              onClick={event => {
                event.stopPropagation()
                open({ runId: props.runId, from: 'cited', index })
              }}
            >
              {index + 1}
            </UnstyledButton>
          )
        )
      })}
    </span>
  )
}

/** Every source of the answer with its document, revision and page. */
export const SourceList = ({ runId, citations }: CitationsProps) => {
  const t = useTexts()
  const textOf = usePlaceText()
  const { shown, open } = useSource()
  if (citations.length === 0) return null
  return (
    <section className="cd-sources">
      <h3 className="cd-label">{t.answer.sources}</h3>
      <ol>
        {citations.map((citation, index) => (
          <li key={index}>
            <UnstyledButton
              className="cd-source"
              data-on={
                (shown?.runId === runId && shown.from === 'cited' && shown.index === index) || undefined
              }
              onClick={() => open({ runId, from: 'cited', index })}
            >
              <span className="cd-chip" aria-hidden="true">
                {index + 1}
              </span>
              <span className="cd-source-text">
                <span>{textOf(citation)}</span>
                {citation.headingPath.length > 0 && (
                  <span className="cd-source-path">{citation.headingPath.join(' › ')}</span>
                )}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </section>
  )
}
