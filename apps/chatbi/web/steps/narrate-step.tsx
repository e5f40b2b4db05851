import { CheckList } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import { readNarrate } from '../outputs.ts'

/** The sentences as they were written, with the checks of their numbers. */
export const NarrateStep = ({ step }: StepBodyProps) => {
  const answer = readNarrate(step.output)
  if (!answer) return null
  return (
    <>
      <div className="cb-sentences cb-sentences-small" lang={answer.language === 'zh' ? 'zh-CN' : 'en'}>
        {answer.sentences.map((sentence, index) => (
          <p key={index}>{sentence.text}</p>
        ))}
      </div>
      {step.checks.length > 0 && <CheckList checks={step.checks} />}
    </>
  )
}
