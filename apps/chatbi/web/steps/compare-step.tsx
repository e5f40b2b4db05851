import { CheckList } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import { compareOutputSchema } from '../../why/why-outputs.ts'

/** How chance was corrected for, and every query that was asked on the way. */
export const CompareStep = ({ step }: StepBodyProps) => {
  const compared = compareOutputSchema.safeParse(step.output).data
  return (
    <>
      <CheckList checks={step.checks} />
      {compared?.queries.map(({ dimension, sql, rowCount }, at) => (
        // queries of one dimension differ by their place alone
        <details className="mw-details" key={`${dimension} ${at}`}>
          <summary>
            {dimension} · {rowCount}
          </summary>
          <pre className="mw-code" tabIndex={0}>
            {sql}
          </pre>
        </details>
      ))}
    </>
  )
}
