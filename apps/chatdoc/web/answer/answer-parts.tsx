import { IconAlertTriangle } from '@tabler/icons-react'
import type { Citation } from '../../step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import type { CitedPart } from '../outputs.ts'
import { CitationChips } from './citations.tsx'
import { LongText } from './long-text.tsx'

export interface PartsProps {
  readonly runId: string
  readonly parts: readonly CitedPart[]
  readonly citations: readonly Citation[]
}

/** Warnings stand first and look like warnings. */
export const Warnings = (props: PartsProps) => {
  const t = useTexts()
  if (props.parts.length === 0) return null
  return (
    <div className="cd-warnings" role="note" aria-label={t.answer.warnings}>
      {props.parts.map(part => (
        <p key={part.index}>
          <IconAlertTriangle size={20} aria-hidden="true" />
          <span>
            {part.text} <CitationChips {...props} of={part.citations} />
          </span>
        </p>
      ))}
    </div>
  )
}

/** Sentences as they stand in the documents. */
export const Sentences = (props: PartsProps) => (
  <div className="cd-sentences">
    {props.parts.map(part => (
      <p key={part.index}>
        <LongText text={part.text} /> <CitationChips {...props} of={part.citations} />
      </p>
    ))}
  </div>
)

/** Items with their bullets as printed. */
export const Items = (props: PartsProps) => (
  <ul className="cd-items">
    {props.parts.map(part => (
      <li key={part.index} style={{ marginLeft: `${((part.level ?? 1) - 1) * 24}px` }}>
        <span className="cd-item-marker">{part.marker ?? '•'}</span>
        <span>
          <LongText text={part.text} /> <CitationChips {...props} of={part.citations} />
        </span>
      </li>
    ))}
  </ul>
)
