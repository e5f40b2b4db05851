import { CheckList, useLocalize } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import { readAnswer } from '../outputs.ts'

/** The answer part by part, as it was written. */
export const AnswerStep = ({ step }: StepBodyProps) => {
  const localize = useLocalize()
  const answer = readAnswer(step.output)
  if (!answer) return null
  return (
    <>
      <div className="cd-written">
        <p>{localize(answer.lead)}</p>
        {answer.parts.map((part, index) => (
          <p key={index} style={{ marginLeft: `${((part.level ?? 1) - 1) * 18}px` }}>
            {part.marker !== undefined && `${part.marker} `}
            {part.text}
          </p>
        ))}
      </div>
      {step.checks.length > 0 && <CheckList checks={step.checks} />}
    </>
  )
}
