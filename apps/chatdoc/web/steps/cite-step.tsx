import { CheckList } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import { SourceList } from '../answer/citations.tsx'
import { readCite } from '../outputs.ts'

/** Where each part of the answer stands. */
export const CiteStep = ({ run, step }: StepBodyProps) => {
  const citations = readCite(step.output)?.citations ?? []
  return (
    <>
      <SourceList runId={run.id} citations={citations} />
      {step.checks.length > 0 && <CheckList checks={step.checks} />}
    </>
  )
}
