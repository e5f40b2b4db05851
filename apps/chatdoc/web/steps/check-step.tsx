import { CheckList } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'

/** Every check of the answer against its sources. */
export const CheckStep = ({ step }: StepBodyProps) => <CheckList checks={step.checks} />
