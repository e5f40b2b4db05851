import { defineSkill } from '@millwright/spec'
import type { Skill } from '@millwright/spec'
import { defineAnswerStep, defineCheckStep, defineCiteStep, defineReadStep } from './answer-steps.ts'
import type { AskServices } from './ask-services.ts'
import { defineRetrieveStep } from './retrieve-step.ts'
import { askInputSchema } from '../step-outputs.ts'
import type { AskInput } from '../step-outputs.ts'
import { defineUnderstandStep } from './understand-step.ts'

export const askSkillName = 'chatdoc.ask'

/** Question to answer: understand → retrieve → read → answer → cite → check. Every step can be opened. */
export const createAskSkill = (services: AskServices): Skill<never> =>
  defineSkill<AskInput>({
    name: askSkillName,
    app: 'chatdoc',
    version: '1',
    title: { en: 'Ask documents', zh: '问文档' },
    input: askInputSchema,
    titleOf: input => input.question,
    steps: [
      defineUnderstandStep(services),
      defineRetrieveStep(services),
      defineReadStep(services),
      defineAnswerStep(services),
      defineCiteStep(),
      defineCheckStep(services),
    ],
  })
