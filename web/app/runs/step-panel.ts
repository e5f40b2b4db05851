import type { ComponentType } from 'react'
import type { Run, Step } from '@millwright/spec'

export interface StepBodyProps {
  readonly run: Run
  readonly step: Step
}

/** How an app shows one step of its runs. */
export interface StepPanel {
  readonly name: string
  readonly title: string
  /** One line beside the title while the card is closed. */
  readonly summarise: (step: Step) => string | undefined
  readonly Body: ComponentType<StepBodyProps>
  /** A person with the right may edit it in its body. */
  readonly isEditable: boolean
  /** An output as text, for differences between versions. */
  readonly toText: (output: unknown) => string
  /** Open when the steps are first shown. */
  readonly isOpenAtFirst?: boolean
}

/** An output as text where an app has nothing better. */
export const toJsonText = (output: unknown): string => JSON.stringify(output, undefined, 2) ?? ''
