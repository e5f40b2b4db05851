import { defineSkill } from '@millwright/spec'
import type { Skill } from '@millwright/spec'
import type { AskServices } from '../ask/ask-services.ts'
import { askInputSchema } from '../ask/step-outputs.ts'
import type { AskInput } from '../ask/step-outputs.ts'
import { defineWaterfallStep, defineWhyAnswerStep } from './answer-steps.ts'
import { defineCompareStep } from './compare-step.ts'
import { defineExplainStep } from './explain-step.ts'
import { defineUnderstandStep } from './understand-step.ts'

const whySkillName = 'chatbi.why'

/** "Why did it rise?": understand → compare → explain → chart → answer. Every step can be opened. */
export const createWhySkill = (services: AskServices): Skill<never> =>
  defineSkill<AskInput>({
    name: whySkillName,
    app: 'chatbi',
    version: '1',
    title: { en: 'Explain a change', zh: '解释变化' },
    input: askInputSchema,
    titleOf: input => input.question,
    steps: [
      defineUnderstandStep(services),
      defineCompareStep(services),
      defineExplainStep(services),
      defineWaterfallStep(services),
      defineWhyAnswerStep(),
    ],
  })
