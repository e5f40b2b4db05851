import type { Citation } from '../../step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import type { CitedPart } from '../outputs.ts'
import { CitationChips } from './citations.tsx'
import type { PartsProps } from './answer-parts.tsx'

interface Side {
  readonly key: string
  readonly title: string
  readonly revision: number
  readonly parts: readonly CitedPart[]
}

const sideKey = (citation: Citation): string => citation.revisionId

/** Parts by the document and revision that they come from, in the order in which those are first named. */
const toSides = (parts: readonly CitedPart[], citations: readonly Citation[]): readonly Side[] => {
  const sides = new Map<string, Side>()
  for (const part of parts) {
    const citation = citations[part.citations[0] ?? -1]
    if (!citation) continue
    const key = sideKey(citation)
    const side = sides.get(key) ?? {
      key,
      title: citation.documentTitle,
      revision: citation.revisionNumber,
      parts: [],
    }
    sides.set(key, { ...side, parts: [...side.parts, part] })
  }
  return [...sides.values()]
}

/** What two documents or revisions say, side by side; one below the other on a phone. */
export const Comparison = (props: PartsProps) => {
  const t = useTexts()
  const sides = toSides(props.parts, props.citations)
  const uncited = props.parts.filter(part => part.citations.length === 0)
  return (
    <>
      <div className="cd-sides">
        {sides.map(side => (
          <section key={side.key}>
            <h3>
              {side.title} <span>{t.answer.revision(side.revision)}</span>
            </h3>
            {side.parts.map(part => (
              <p key={part.index}>
                {part.text} <CitationChips {...props} of={part.citations} />
              </p>
            ))}
          </section>
        ))}
      </div>
      {uncited.map(part => (
        <p key={part.index} className="cd-value-text">
          {part.text}
        </p>
      ))}
    </>
  )
}
