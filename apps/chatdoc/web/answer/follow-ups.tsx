import { UnstyledButton } from '@mantine/core'
import { useTexts } from '../i18n/messages.ts'
import type { RunOutputs } from '../outputs.ts'

const shownFollowUps = 3

/** Headings that were found beside what the answer cites. */
const headingsBeside = ({ retrieve, citations }: RunOutputs): readonly string[] => {
  const cited = new Set((citations ?? []).flatMap(citation => citation.headingPath.slice(-1)))
  const found = (retrieve?.passages ?? []).flatMap(passage => passage.headingPath.slice(-1))
  return [...new Set(found)].filter(heading => heading !== '' && !cited.has(heading)).slice(0, shownFollowUps)
}

/** Where one may ask on: what else was found, one tap each. */
export const FollowUps = (props: {
  readonly outputs: RunOutputs
  readonly onAsk: (question: string) => void
}) => {
  const t = useTexts()
  const headings = headingsBeside(props.outputs)
  if (headings.length === 0) return null
  return (
    <div className="cd-follow-ups">
      <h3 className="cd-label">{t.answer.followUps}</h3>
      {headings.map(heading => (
        <UnstyledButton
          key={heading}
          className="cd-follow-up"
          onClick={() => props.onAsk(t.answer.more(heading))}
        >
          {t.answer.more(heading)}
        </UnstyledButton>
      ))}
    </div>
  )
}
