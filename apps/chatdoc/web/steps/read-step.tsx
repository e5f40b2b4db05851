import { Text, UnstyledButton } from '@mantine/core'
import { useFormat } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import type { Candidate } from '../../step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { readOutputs, readRead } from '../outputs.ts'
import { useSource } from '../viewer/source-context.ts'

const shownCandidates = 8

/** The places that may answer, with their shortest answer marked in them, likeliest first. */
export const ReadStep = ({ run, step }: StepBodyProps) => {
  const t = useTexts()
  const format = useFormat()
  const { open } = useSource()
  const read = readRead(step.output)
  const passages = readOutputs(run).retrieve?.passages ?? []
  if (!read) return null
  if (read.candidates.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t.steps.noCandidates}
      </Text>
    )
  return (
    <ol className="cd-passages">
      {read.candidates.slice(0, shownCandidates).map((candidate, index) => (
        <li key={index} className="cd-passage">
          <UnstyledButton
            className="cd-passage-main"
            aria-label={t.steps.show(candidate.quote.slice(0, 80))}
            onClick={() => open({ runId: run.id, from: 'found', index: candidate.passage })}
          >
            <span className="cd-passage-text">
              <Quote candidate={candidate} />
            </span>
            <span className="cd-source-path">
              {passages[candidate.passage]?.documentTitle} ·{' '}
              <span className="mw-num">{format.number(candidate.score, 2)}</span>
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ol>
  )
}

const Quote = ({ candidate }: { readonly candidate: Candidate }) => {
  const { quote, short } = candidate
  const at = short === undefined || short === '' ? -1 : quote.indexOf(short)
  if (short === undefined || at < 0) return quote
  return (
    <>
      {quote.slice(0, at)}
      <mark>{short}</mark>
      {quote.slice(at + short.length)}
    </>
  )
}
