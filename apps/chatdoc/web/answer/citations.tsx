import { UnstyledButton } from '@mantine/core'
import type { Citation } from '../../step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { usePlaceText } from '../use-place-text.ts'
import { useSource } from '../viewer/source-context.ts'
import '../viewer/blocks.css'

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

interface SourceGroup {
  readonly text: string
  readonly path: string
  readonly indices: readonly number[]
}

/** Sources by the place that they name, in the order in which it is first named. */
const toGroups = (
  citations: readonly Citation[],
  textOf: (citation: Citation) => string,
): readonly SourceGroup[] => {
  const groups = new Map<string, SourceGroup>()
  for (const [index, citation] of citations.entries()) {
    const text = textOf(citation)
    const group = groups.get(text) ?? { text, path: citation.headingPath.join(' › '), indices: [] }
    groups.set(text, { ...group, indices: [...group.indices, index] })
  }
  return [...groups.values()]
}

/** Every source of the answer with its document, revision and page. */
export const SourceList = ({ runId, citations }: CitationsProps) => {
  const t = useTexts()
  const textOf = usePlaceText()
  const { open } = useSource()
  if (citations.length === 0) return null
  return (
    <section className="cd-sources">
      <h3 className="cd-label">{t.answer.sources}</h3>
      <ul>
        {toGroups(citations, textOf).map(group => (
          <li key={group.text}>
            <UnstyledButton
              className="cd-source"
              onClick={() => open({ runId, from: 'cited', index: group.indices[0] ?? 0 })}
            >
              <span>{group.text}</span>
              {group.path !== '' && <span className="cd-source-path">{group.path}</span>}
            </UnstyledButton>
            <CitationChips runId={runId} citations={citations} of={group.indices} />
          </li>
        ))}
      </ul>
    </section>
  )
}
